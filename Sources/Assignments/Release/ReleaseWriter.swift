import Notebook

/// Makes the students' version of a teacher's notebook: stubs in place of solutions, expectations in place of the
/// reference, and nothing of hidden checks, the judge's cells and rubrics. All else stays byte for byte. Pure.
public struct ReleaseWriter {
    /// The teacher's.
    private let document: NotebookDocument
    private let expectations: ReleaseExpectations
    private let file: FileLines
    private let cellsWithInputs: Set<String>
    private var edits: [FileLines.Edit] = []
    private var problems: [Diagnostic] = []

    /// - Throws: what keeps the notebook from being released, all of it.
    public static func release(_ document: NotebookDocument, expecting expectations: ReleaseExpectations) throws(ReleaseFault) -> [UInt8] {
        var writer = ReleaseWriter(document, expectations)
        writer.editAll()
        guard writer.problems.isEmpty else { throw ReleaseFault(writer.problems) }
        let bytes = writer.file.applying(writer.edits)
        try writer.prove(bytes)
        return bytes
    }

    private init(_ document: NotebookDocument, _ expectations: ReleaseExpectations) {
        self.document = document
        self.expectations = expectations
        file = FileLines(document.source)
        cellsWithInputs = InputsUse.cells(of: document)
    }

    private mutating func editAll() {
        if document.frontMatter.assignment == nil {
            problems.append(Diagnostic(.error, path: document.path, position: nil, message: "the front matter names no assignment; put in a line `assignment: name`"))
        }
        problems += EarlyDraws.findings(document)
        for block in document.blocks {
            switch block {
            case .prose: break
            case .textAnswer(let answer): edit(answer)
            case .cell(let cell):
                if cell.options.id == nil {
                    report(cell, line: 1, "a cell of an assignment needs a name, by which it is found in what students hand in; put in a line `//| id: …`")
                }
                if cell.options.isForJudge || cell.options.check?.isHidden == true {
                    remove(cell)
                } else if let check = cell.options.check {
                    edit(cell, check)
                } else if cell.isAnswer {
                    edit(answer: cell)
                }
            }
        }
    }

    private mutating func report(_ cell: Cell, line: Int, _ message: String) {
        problems.append(Diagnostic(.error, path: document.path, position: cell.position(line: line, column: 1), message: message))
    }

    // MARK: Cells

    /// Takes a fence out, and one of the empty lines around it.
    private mutating func remove(_ cell: Cell) {
        var lines = cell.fenceLines
        guard file.text(lines.lowerBound).drop(while: { " \t>".contains($0) }).first.map({ "`~".contains($0) }) == true else {
            report(cell, line: 0, "students do not get this cell, so it cannot share its first line with a list's mark; put it into lines of its own")
            return
        }
        func isEmpty(_ line: Int) -> Bool { file.text(line).allSatisfy { " \t>".contains($0) } }
        let isFirst = lines.lowerBound == 1 || isEmpty(lines.lowerBound - 1)
        if isFirst, lines.upperBound <= file.lines.count, isEmpty(lines.upperBound) { lines = lines.lowerBound..<(lines.upperBound + 1) }
        edits.append(.init(lines, []))
    }

    private mutating func edit(_ cell: Cell, _ check: CheckOptions) {
        let released: CheckOptions?
        do {
            released = try check.released(cell.id, expectations, usesInputs: cellsWithInputs.contains(cell.id))
        } catch {
            report(cell, line: 1, "the teacher's own solution gives the check `\(cell.id)` nothing to expect; run the notebook, and see that the check observes a value")
            return
        }
        guard let released else { return }
        let lines = released.optionLines
        guard lines.reduce(0, { $0 + $1.utf8.count }) <= CheckOptions.largestReleased else {
            report(cell, line: 1, "the check `\(cell.id)` observes too much to be written out for students (more than \(CheckOptions.largestReleased >> 10) KiB); observe less, or hide it")
            return
        }
        replace(cell, optionLines(of: "check", in: cell), with: lines)
    }

    /// Which lines of a cell, counted from 1, an option takes: from its own to the next one's.
    private func optionLines(of name: String, in cell: Cell) -> Range<Int> {
        let options = cell.source.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("//|") }
        func key(_ line: Substring) -> Substring? {
            let text = line.dropFirst(line.hasPrefix("//| ") ? 4 : 3)
            guard let first = text.first, first.isLetter || first == "\"" || first == "'", let colon = text.firstIndex(of: ":") else { return nil }
            return text[..<colon].drop { "\"'".contains($0) }.prefix { !"\"' ".contains($0) }
        }
        guard let start = options.firstIndex(where: { key($0) == Substring(name) }) else { return 1..<1 }
        let end = options[(start + 1)...].firstIndex { key($0).map { OptionNames.all.contains(String($0)) } ?? false } ?? options.endIndex
        return (start + 1)..<(end + 1)
    }

    private mutating func edit(answer cell: Cell) {
        if !cell.options.isAnswer {
            let options = cell.source.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("//|") }.count
            replace(cell, (options + 1)..<(options + 1), with: ["//| answer: true"])
        }
        for region in cell.solutionRegions { replace(cell, region.lines.lowerBound..<(region.lines.upperBound + 1), with: region.stub) }
    }

    /// Puts lines into a cell, behind what stands before its own lines in the file.
    private mutating func replace(_ cell: Cell, _ lines: Range<Int>, with replacement: [String]) {
        let offset = cell.firstLine - 1, model = min(lines.lowerBound, max(cell.sourceLineCount, 1))
        let removed = cell.removedColumns.indices.contains(model - 1) ? cell.removedColumns[model - 1] : 0
        let prefix = String(file.text(offset + model).prefix(removed))
        edits.append(.init((lines.lowerBound + offset)..<(lines.upperBound + offset), replacement.map { prefix + $0 }))
    }

    // MARK: Text answers

    private mutating func edit(_ answer: TextAnswer) {
        edits.append(.init(
            answer.lines.lowerBound..<answer.lines.upperBound,
            ["<!-- answer: \(answer.id)", "points: \(PointsText.text(answer.points))", "-->", TextAnswer.stub]))
    }

    // MARK: Proof

    /// Reads the release as students will, and compares what is in it with what should be.
    private func prove(_ bytes: [UInt8]) throws(ReleaseFault) {
        let (release, mistakes) : (NotebookDocument, [Diagnostic])
        do { (release, mistakes) = try NotebookDocument.read(bytes, path: document.path) } catch { throw ReleaseFault(error.diagnostics) }
        let kept = document.cells.filter { !$0.options.isForJudge && $0.options.check?.isHidden != true }
        let isRight = mistakes.isEmpty && release.frontMatter == document.frontMatter && release.cells.map(\.id) == kept.map(\.id)
            && zip(release.cells, kept).allSatisfy { isRelease($0, of: $1) }
            && release.textAnswers.map(\.id) == document.textAnswers.map(\.id) && release.textAnswers.map(\.points) == document.textAnswers.map(\.points)
            && release.textAnswers.allSatisfy { $0.isUntouched && $0.rubric.isEmpty }
        guard isRight else {
            let first = mistakes.first.map { "; it says on line \($0.position?.line ?? 0): \($0.message)" } ?? ""
            throw ReleaseFault([Diagnostic(.error, path: document.path, position: nil, message: "its release does not read back as it should\(first)")])
        }
    }

    private func isRelease(_ released: Cell, of cell: Cell) -> Bool {
        var options = cell.options
        options.isAnswer = cell.isAnswer
        if let check = options.check, let other = try? check.released(cell.id, expectations, usesInputs: cellsWithInputs.contains(cell.id)) { options.check = other }
        return released.solutionRegions.isEmpty && Self.withoutNaN(released.options) == Self.withoutNaN(options)
    }

    /// A value that is no number is not equal to itself; its text is.
    private static func withoutNaN(_ options: CellOptions) -> CellOptions {
        var options = options
        if case .equal(let value)? = options.check?.expectation { options.check?.expectation = .equal(.string(value.yaml)) }
        return options
    }
}
