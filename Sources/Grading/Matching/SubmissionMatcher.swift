import Assignments
import CellCompiler
import Notebook

extension SubmissionMatch {
    /// Puts a student's file into the teacher's notebook. Pure.
    /// - Parameters:
    ///   - name: the file's own name; diagnostics of the document begin with it.
    ///   - areBounded: for each of its cells that are looked at, whether it nests too deeply or not; see `NestingReader`.
    public init(
        _ student: LenientNotebook, bytes: [UInt8], name: String, in release: ReleasedNotebook, limits: Limits = Limits(), areBounded: [Bool]
    ) {
        let matcher = SubmissionMatcher(student: student, release: release, limits: limits, areBounded: areBounded)
        let (blocks, texts) = matcher.blocks()
        document = NotebookDocument(path: name, source: bytes, frontMatter: release.source.frontMatter, blocks: blocks)
        self.texts = texts
        remarks = matcher.remarks()
        students = matcher.studentCells
    }
}

private struct SubmissionMatcher {
    private let student: LenientNotebook
    private let release: ReleasedNotebook
    private let limits: SubmissionMatch.Limits
    /// The release's cells, with the same cells' fences in the release and in the student's file.
    private let cells: [Cell]
    private let released: [LenientNotebook.Fence?]
    private let fences: [LenientNotebook.Fence]
    private let pairing: CellPairing
    /// For each of the student's fences, whether it is looked into at all: it is not too long, and does not nest too deeply.
    private let isTaken: [Bool]
    /// The student's further cells, by the release's cell that they follow; those before all under -1.
    private let extras: [Int: [Cell]]
    private let extraCount: Int

    init(student: LenientNotebook, release: ReleasedNotebook, limits: SubmissionMatch.Limits, areBounded: [Bool]) {
        self.student = student
        self.release = release
        self.limits = limits
        cells = release.cells
        released = release.fences()
        fences = limits.fences(of: student)
        precondition(areBounded.count == fences.count, "each cell is looked at before it is put anywhere")
        pairing = CellPairing(cells, student: fences)
        let isTaken = zip(fences, areBounded).map { $1 && $0.source.utf8.count <= limits.cellBytes }
        self.isTaken = isTaken
        var taken = Set(release.source.cells.map(\.id) + release.source.textAnswers.map(\.id))
        var extras: [Int: [Cell]] = [:], count = 0, before = -1
        for (index, fence) in fences.enumerated() {
            if let cell = pairing.cells[index] { before = cell }
            guard pairing.cells[index] == nil, !pairing.duplicates.contains(index) else { continue }
            count += 1
            guard count <= limits.extraCells, isTaken[index] else { continue }
            var id = fence.id ?? "extra-\(count)", number = count
            while !taken.insert(id).inserted {
                number += 1
                id = "extra-\(number)"
            }
            var options = CellOptions()
            options.id = id
            options.eval = fence.isEvaluated
            extras[before, default: []].append(Self.cell(id: id, options: options, fence))
        }
        self.extras = extras
        extraCount = count + student.fences.count - fences.count
    }

    var studentCells: Set<String> {
        let answers = cells.indices.filter { cells[$0].isAnswer && answer($0) != nil }.map { cells[$0].id }
        return Set(answers + extras.values.joined().map(\.id))
    }

    // MARK: - The document

    func blocks() -> ([NotebookBlock], [GradedSubmission.Text]) {
        var blocks: [NotebookBlock] = [], texts: [GradedSubmission.Text] = [], index = -1, ordinal = 0
        func add(_ cell: Cell) {
            ordinal += 1
            blocks.append(.cell(Cell(
                id: cell.id, ordinal: ordinal, options: cell.options, source: cell.source, firstLine: cell.firstLine, removedColumns: cell.removedColumns)))
        }
        // What stands before all cells runs before them.
        extras[-1]?.forEach(add)
        for block in release.source.blocks {
            switch block {
            case .prose: blocks.append(block)
            case .textAnswer(let answer):
                let own = text(answer)
                blocks.append(.textAnswer(own.answer))
                texts.append(own.text)
            case .cell(let cell) where cell.options.isForJudge: break
            case .cell(let cell) where cell.options.check?.isHidden == true: add(cell)
            case .cell(let cell):
                index += 1
                add(graded(cell, index))
                extras[index]?.forEach(add)
            }
        }
        return (blocks, texts)
    }

    /// The student's fence for an answer, if there is one that is looked into.
    private func answer(_ index: Int) -> LenientNotebook.Fence? {
        pairing.fences[index].flatMap { isTaken[$0] ? fences[$0] : nil }
    }

    private func graded(_ cell: Cell, _ index: Int) -> Cell {
        guard cell.isAnswer else { return placed(cell, index) }
        guard let fence = answer(index) else {
            // What was given out: what later cells need is declared, and says that it is not done.
            let lines = cell.releasedCode.split(separator: "\n", omittingEmptySubsequences: false)
            return Cell(
                id: cell.id, ordinal: cell.ordinal, options: cell.options, source: lines.joined(separator: "\n"), firstLine: cell.firstLine,
                removedColumns: Array(repeating: 0, count: lines.count))
        }
        return Self.cell(id: cell.id, options: cell.options, fence)
    }

    /// The teacher's cell, with the line numbers of the student's file where it stands there too.
    private func placed(_ cell: Cell, _ index: Int) -> Cell {
        guard let fence = pairing.fences[index].map({ fences[$0] }) else { return cell }
        return Cell(
            id: cell.id, ordinal: cell.ordinal, options: cell.options, source: cell.source,
            firstLine: fence.firstLine + fence.optionLines - cell.optionLineCount, removedColumns: cell.removedColumns)
    }

    private static func cell(id: String, options: CellOptions, _ fence: LenientNotebook.Fence) -> Cell {
        Cell(id: id, ordinal: 0, options: options, source: fence.source, firstLine: fence.firstLine, removedColumns: fence.removedColumns)
    }

    private func text(_ answer: TextAnswer) -> (answer: TextAnswer, text: GradedSubmission.Text) {
        let given = student.texts.first { $0.id == answer.id }
        let stub = release.file.texts.first { $0.id == answer.id }?.markdown
        var markdown = given?.markdown ?? ""
        if markdown.utf8.count > limits.cellBytes { markdown = String(decoding: markdown.utf8.prefix(limits.cellBytes), as: UTF8.self) }
        let isUntouched = markdown.allSatisfy(\.isWhitespace) || stub.map { CellPairing.trimmed($0) == CellPairing.trimmed(markdown) } ?? false
        let own = TextAnswer(
            id: answer.id, points: answer.points, rubric: answer.rubric, prose: Prose(blocks: Markdown.parse(markdown)), markdown: markdown,
            lines: given?.lines ?? answer.lines)
        return (own, .init(id: answer.id, points: answer.points, rubric: answer.rubric, markdown: markdown, isUntouched: isUntouched))
    }

    // MARK: - Remarks

    func remarks() -> [GradedSubmission.Remark] {
        var remarks: [GradedSubmission.Remark] = []
        if CellPairing.trimmed(release.file.frontMatter) != CellPairing.trimmed(student.frontMatter) {
            remarks.append(.init(.editedFrontMatter, text: "The settings at the top of the notebook were changed; the teacher's were used."))
        }
        let moved = pairing.moved()
        for (index, cell) in cells.enumerated() {
            let id = cell.id
            guard let fence = pairing.fences[index].map({ fences[$0] }) else {
                remarks.append(.init(.missingCell, cell: id, text: cell.isAnswer ? "The cell `\(id)` is missing; it counts as not done." : "The cell `\(id)` is missing; the teacher's was used."))
                continue
            }
            if pairing.renamed.contains(index) {
                remarks.append(.init(.editedCell, cell: id, text: "The cell on line \(fence.firstLine) stands where `\(id)` was and has not its id; it was taken for it."))
            } else if let words = edited(cell, index, fence) {
                remarks.append(.init(.editedCell, cell: id, text: words))
            }
            if moved.contains(index) {
                remarks.append(.init(.movedCell, cell: id, text: "The cell `\(id)` stands in another place than it was given out; it was run in its own."))
            }
            if cell.isAnswer, answer(index) == nil { remarks.append(fence.source.utf8.count > limits.cellBytes ? tooLong(id) : tooDeep(id)) }
        }
        for answer in release.source.textAnswers {
            let given = student.texts.filter { $0.id == answer.id }
            if given.isEmpty { remarks.append(.init(.missingCell, cell: answer.id, text: "The place for the answer `\(answer.id)` is missing; it counts as not written.")) }
            if given.count > 1 { remarks.append(.init(.duplicateCell, cell: answer.id, text: "The answer `\(answer.id)` stands more than once; the first was taken.")) }
            if let first = given.first, first.markdown.utf8.count > limits.cellBytes { remarks.append(tooLong(answer.id)) }
        }
        var told: Set<String> = []
        for index in pairing.duplicates.sorted() {
            guard let id = fences[index].id, told.insert(id).inserted else { continue }
            remarks.append(.init(.duplicateCell, cell: id, text: "The cell `\(id)` stands more than once; the first was taken."))
        }
        for cell in extras.sorted(by: { $0.key < $1.key }).flatMap(\.value) {
            remarks.append(.init(.extraCell, cell: cell.id, text: "The cell on line \(cell.firstLine) is none of the assignment's; " + (cell.options.eval ? "it was run where it stands." : "it was not run, as it asks.")))
        }
        let left = extraCount - extras.values.reduce(0) { $0 + $1.count }
        if left > 0 { remarks.append(.init(.limit, text: "\(left) further cell\(left == 1 ? " was" : "s were") left out: there are too many, or they are too long or nested too deeply.")) }
        return remarks
    }

    private func tooLong(_ id: String) -> GradedSubmission.Remark {
        .init(.limit, cell: id, text: "The answer `\(id)` is longer than \(limits.cellBytes >> 10) KiB, the most that is graded.")
    }

    private func tooDeep(_ id: String) -> GradedSubmission.Remark {
        .init(.limit, cell: id, text: "The answer `\(id)` is nested more deeply than code that is graded; it counts as not done.")
    }

    /// What of a cell was changed that is not the student's to change.
    private func edited(_ cell: Cell, _ index: Int, _ fence: LenientNotebook.Fence) -> String? {
        let given = released[index]
        func options(_ fence: LenientNotebook.Fence) -> [Substring] { fence.source.split(separator: "\n").prefix(fence.optionLines).map { $0 } }
        if !cell.isAnswer, CellPairing.trimmed(fence.code) != CellPairing.trimmed(given?.code ?? cell.releasedCode) {
            return "The cell `\(cell.id)` is not for students to change; the teacher's was used."
        }
        guard let given, options(given) != options(fence) else { return nil }
        return "The options of the cell `\(cell.id)` were changed; the teacher's were used."
    }
}
