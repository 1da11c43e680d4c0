import Assignments
import CellCompiler
import Notebook

/// Which cells of an assignment are run when, and what earns points. Pure.
///
/// A submission runs in two phases, in one process. In the first, all cells but the hidden checks run in order with the
/// public seed, as they do for a student. In the drawn one, the hidden checks run, and once more those public checks that
/// use `checkSeed` or `checkInputs`, with what the judge drew.
public struct GradingPlan: Sendable {
    public struct Check: Sendable {
        /// The cell's id.
        public var id: String
        public var options: CheckOptions
        /// The nearest answer above it; its own id where there is none.
        public var question: String
        /// Whether it runs in the drawn phase.
        public var isDrawn: Bool
        /// The cell that evaluates the labels' expression, in the reference's run only.
        public var labelCell: String?
    }

    /// In the order of the notebook.
    public let checks: [Check]
    /// The teacher's notebook with the cells that evaluate labels.
    public let reference: NotebookDocument
    /// What is to be known of the teacher's cells to compile them together, by their code: the same for all submissions.
    let shapes: [String: CellShape]
    /// The judge's cells, which run first of all in the reference's drawn phase.
    let judgeCells: [String]

    public init(_ teacher: NotebookDocument) {
        let drawn = Self.cellsThatDraw(teacher)
        var labelCells = LabelCells(besides: Set(teacher.cells.map(\.id) + teacher.textAnswers.map(\.id)))
        let questions = Dictionary(AssignmentOutline(teacher).checks.map { ($0.cell.id, $0.question) }) { $1 }
        var checks: [Check] = [], blocks: [NotebookBlock] = []
        for block in teacher.blocks {
            blocks.append(block)
            guard case .cell(let cell) = block, let options = cell.options.check else { continue }
            let labels = labelCells.cell(behind: cell)
            if let labels { blocks.append(.cell(labels)) }
            checks.append(Check(
                id: cell.id, options: options, question: (questions[cell.id] ?? nil) ?? cell.id, isDrawn: options.isHidden || drawn.contains(cell.id),
                labelCell: labels?.id))
        }
        self.checks = checks
        shapes = Dictionary(teacher.cells.filter { $0.options.eval && !$0.isAnswer && !$0.options.isForJudge }.map { ($0.code, CellShape($0)) }) { $1 }
        judgeCells = teacher.cells.filter(\.options.isForJudge).map(\.id)
        reference = NotebookDocument(path: teacher.path, source: teacher.source, frontMatter: teacher.frontMatter, blocks: blocks)
    }

    /// The cells that students write.
    var answers: Set<String> { Set(reference.cells.filter(\.isAnswer).map(\.id)) }

    /// The cells that do not run in the first phase.
    var deferred: Set<String> {
        Set(checks.filter(\.options.isHidden).flatMap { [$0.id] + ($0.labelCell.map { [$0] } ?? []) } + judgeCells)
    }

    /// The cells of a submission's drawn phase, in order.
    var drawn: [String] { checks.filter(\.isDrawn).map(\.id) }

    /// The cells of the reference's drawn phase, in order.
    var drawnWithJudge: [String] { judgeCells + checks.filter(\.isDrawn).flatMap { [$0.id] + ($0.labelCell.map { [$0] } ?? []) } }

    /// The cells that use what is drawn, or need one that does.
    private static func cellsThatDraw(_ teacher: NotebookDocument) -> Set<String> {
        var drawing = Set(teacher.cells.filter { InputsUse.readsDrawn($0.code) }.map(\.id))
        // What a cell needs stands above it.
        for node in CellGraph(teacher.cells.filter(\.options.eval)).nodes where node.needs.contains(where: { drawing.contains($0.cell) }) { drawing.insert(node.cell) }
        return drawing
    }
}
