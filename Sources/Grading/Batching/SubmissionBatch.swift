import CellCompiler
import Notebook

/// The cells of a submission put together so that three compilations do for all of them: the answers as one cell, the
/// checks that students see as one, and the hidden ones as one, which is loaded only when no student sees any more what the
/// kernel puts out. Pure. Where the checks find in the answers what they find in the teacher's, one compilation does: see
/// `SharedChecks`.
///
/// That is only done with documents in which it changes nothing: every name is declared once, and before it is used; an
/// answer consists of plain declarations, and a check of plain statements around one expression. All others, and those with
/// which anything else happens on the way than that each cell runs to its end or a check fails, are graded cell by cell.
struct SubmissionBatch: Sendable {
    /// What stands by itself: it needs no answer, and runs first.
    let given: [Cell]
    let answers: MergedCell
    /// `nil` where there are none.
    let publicChecks: MergedCell?, hiddenChecks: MergedCell?
    /// What checks declare for themselves.
    let namesInChecks: Set<String>

    /// - Parameters:
    ///   - hidden: the ids of checks that are not run in the first phase.
    ///   - answers: the ids of answers.
    ///   - students: the ids of cells that the student wrote.
    ///   - known: shapes of cells by their code; others are looked at.
    /// - Returns: `nil` where the document is not of the plain kind.
    init?(_ document: NotebookDocument, hidden: Set<String>, answers answerIDs: Set<String>, students: Set<String>, known: [String: CellShape] = [:]) {
        let cells = document.cells.filter(\.options.eval)
        var given: [Cell] = [], answers: [Cell] = [], checks: [(cell: Cell, observed: ClosedRange<Int>)] = [], shapes: [CellShape] = []
        for cell in cells {
            let shape = known[cell.code] ?? CellShape(cell)
            shapes.append(shape)
            let isAnswer = answerIDs.contains(cell.id)
            if cell.options.check != nil || isAnswer, cell.options.expectsError || !cell.substitutions.isEmpty { return nil }
            if cell.options.check != nil {
                guard let observed = shape.closingExpression else { return nil }
                checks.append((cell, observed))
            } else if isAnswer {
                guard shape.isPlainDeclarations else { return nil }
                answers.append(cell)
            } else {
                // What the student has put in between may be anything, and what is imported there is seen from there on.
                guard !students.contains(cell.id), !shape.hasImports || answers.isEmpty && checks.isEmpty else { return nil }
                given.append(cell)
            }
        }
        guard answers.count + checks.count > 2, !answers.isEmpty, Self.isInOrder(shapes), Self.standAlone(given, cells, shapes) else { return nil }
        let shown = checks.filter { !hidden.contains($0.cell.id) }, held = checks.filter { hidden.contains($0.cell.id) }
        guard Self.areApart((answers + shown.map(\.cell)).map(\.fileLines)), Self.areApart(held.map(\.cell.fileLines)) else { return nil }
        self.given = given
        namesInChecks = Set(zip(cells, shapes).filter { $0.0.options.check != nil }.flatMap(\.1.declares))
        self.answers = .declarations(answers, id: "landuse-answers", ordinal: cells.count + 1)
        publicChecks = shown.isEmpty ? nil : .checks(shown, id: "landuse-public-checks", ordinal: cells.count + 2)
        hiddenChecks = held.isEmpty ? nil : .checks(held, id: "landuse-hidden-checks", ordinal: cells.count + 3)
    }

    /// Whether a warning is about a variable of a check's own: what stands in a scope may be told to be a constant, or unused;
    /// at a cell's top level it is not.
    func isAboutScope(_ diagnostic: Diagnostic) -> Bool {
        guard diagnostic.severity == .warning, let match = diagnostic.message.firstMatch(of: /'(.+?)' was (never|written to, but never)/) else { return false }
        return namesInChecks.contains(String(match.1))
    }

    /// Whether no name is declared twice, and none mentioned above its declaration: there it means something else, or nothing.
    private static func isInOrder(_ shapes: [CellShape]) -> Bool {
        var declared: Set<String> = [], mentioned: Set<String> = []
        for shape in shapes {
            for name in shape.declares where mentioned.contains(name) || !declared.insert(name).inserted { return false }
            mentioned.formUnion(shape.mentions)
        }
        return true
    }

    /// Whether cells that run first need none of those that run later; and nobody needs what a check declares.
    private static func standAlone(_ given: [Cell], _ cells: [Cell], _ shapes: [CellShape]) -> Bool {
        let alone = Set(given.map(\.id))
        var later: Set<String> = [], checked: Set<String> = []
        for (cell, shape) in zip(cells, shapes) {
            if !checked.isDisjoint(with: shape.mentions) { return false }
            if alone.contains(cell.id) {
                if !later.isDisjoint(with: shape.mentions) { return false }
            } else {
                later.formUnion(shape.declares)
                if cell.options.check != nil { checked.formUnion(shape.declares) }
            }
        }
        return true
    }

    /// Whether a line tells which cell it is of.
    private static func areApart(_ ranges: [ClosedRange<Int>]) -> Bool {
        let sorted = ranges.sorted { $0.lowerBound < $1.lowerBound }
        return zip(sorted, sorted.dropFirst()).allSatisfy { $0.upperBound < $1.lowerBound }
    }
}
