import Assignments
import CellCompiler
import Notebook

/// Which cells of an assignment are run when, and what earns points. Pure.
///
/// A submission runs in two phases, in one process. In the first, all cells but the hidden checks run in order with the
/// public seed, as they do for a student. In the drawn one, the hidden checks run, and once more those public checks that
/// use `checkSeed` or `checkInputs`, with what the judge drew, and those whose labels only the judge's cells have.
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
    /// The cells that evaluate labels by what the judge's cells have.
    private let judgedLabels: Set<String>

    public init(_ teacher: NotebookDocument) {
        var labelCells = LabelCells(besides: Set(teacher.cells.map(\.id) + teacher.textAnswers.map(\.id)))
        let questions = Dictionary(AssignmentOutline(teacher).checks.map { ($0.cell.id, $0.question) }) { $1 }
        var checks: [Check] = [], blocks: [NotebookBlock] = []
        for block in teacher.blocks {
            blocks.append(block)
            guard case .cell(let cell) = block, let options = cell.options.check else { continue }
            let labels = labelCells.cell(behind: cell)
            if let labels { blocks.append(.cell(labels)) }
            checks.append(Check(
                id: cell.id, options: options, question: (questions[cell.id] ?? nil) ?? cell.id, isDrawn: options.isHidden, labelCell: labels?.id))
        }
        reference = NotebookDocument(path: teacher.path, source: teacher.source, frontMatter: teacher.frontMatter, blocks: blocks)
        let own = teacher.cells.filter(\.options.isForJudge).map(\.id), graph = CellGraph(reference.cells.filter(\.options.eval))
        let drawn = Self.cells(of: graph, using: Set(reference.cells.filter { InputsUse.readsDrawn($0.code) }.map(\.id)))
        let judged = Self.cells(of: graph, using: Set(own)), labels = judged.intersection(checks.compactMap(\.labelCell))
        for index in checks.indices where drawn.contains(checks[index].id) || checks[index].labelCell.map(labels.contains) == true { checks[index].isDrawn = true }
        self.checks = checks
        judgeCells = own
        judgedLabels = labels
        shapes = Dictionary(teacher.cells.filter { $0.options.eval && !$0.isAnswer && !$0.options.isForJudge }.map { ($0.code, CellShape($0)) }) { $1 }
    }

    /// The cells that students write.
    var answers: Set<String> { Set(reference.cells.filter(\.isAnswer).map(\.id)) }

    /// The cells that do not run in the first phase.
    var deferred: Set<String> {
        Set(checks.filter(\.options.isHidden).flatMap { [$0.id] + ($0.labelCell.map { [$0] } ?? []) } + judgeCells).union(judgedLabels)
    }

    /// The cells of a submission's drawn phase, in order.
    var drawn: [String] { checks.filter(\.isDrawn).map(\.id) }

    /// The cells of the reference's drawn phase, in order.
    var drawnWithJudge: [String] { judgeCells + checks.filter(\.isDrawn).flatMap { [$0.id] + ($0.labelCell.map { [$0] } ?? []) } }

    /// Some cells, and those that need them.
    private static func cells(of graph: CellGraph, using some: Set<String>) -> Set<String> {
        var found = some
        // What a cell needs stands above it.
        for node in graph.nodes where node.needs.contains(where: { found.contains($0.cell) }) { found.insert(node.cell) }
        return found
    }
}
