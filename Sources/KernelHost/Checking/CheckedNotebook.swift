import CellCompiler
import Notebook

/// What came of checking a notebook.
public struct CheckedNotebook: Sendable {
    /// A diagnostic, and the cell that it is about.
    public struct Finding: Sendable, Equatable {
        public var diagnostic: Diagnostic
        /// The id of the cell; `nil` where the whole notebook is meant.
        public var cell: String?

        public init(_ diagnostic: Diagnostic, cell: String? = nil) {
            self.diagnostic = diagnostic
            self.cell = cell
        }
    }

    /// How far the check came.
    public enum Outcome: Sendable, Equatable {
        /// All cells were compiled, or found not to compile.
        case checked
        /// The file cannot be read as a notebook; the findings say why.
        case unreadable
        /// A fault of the machine, in words; nothing is known of the notebook.
        case fault(String)
    }

    /// Where the notebook came from, as the user wrote it.
    public var path: String
    public var outcome: Outcome
    /// In the order of the notebook; what the compiler says of a cell comes before remarks about it.
    public var findings: [Finding]
    /// `nil` where the notebook could not be read.
    public var graph: CellGraph?
    /// The ids of the cells that do not compile, those that are meant not to included.
    public var brokenCells: Set<String> = []

    /// Which cells were compiled, and why; one a cell of the graph.
    public var cache: [CacheFinding] = []

    public init(path: String, outcome: Outcome, findings: [Finding] = [], graph: CellGraph? = nil) {
        self.path = path
        self.outcome = outcome
        self.findings = findings
        self.graph = graph
    }

    /// All that is said of the notebook.
    public var diagnostics: [Diagnostic] { findings.map(\.diagnostic) }

    public func count(_ severity: Diagnostic.Severity) -> Int { findings.count { $0.diagnostic.severity == severity } }

    /// Whether every cell compiles, or is meant not to.
    public var isClean: Bool { outcome == .checked && count(.error) == 0 }

    /// The cells whose missing names a later cell declares: those that compile have them from elsewhere.
    public func needsLater(of node: CellGraph.Node) -> [CellGraph.Need] { brokenCells.contains(node.cell) ? node.mayNeedLater : [] }
}
