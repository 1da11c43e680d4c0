/// A notebook with what came of running it: all that a report needs.
public struct ExecutedNotebook: Sendable {
    public var document: NotebookDocument
    /// One a cell of the document, in order.
    public var cells: [ExecutedCell]
    /// When the run began, in seconds since 1970.
    public var startedAt: Double
    /// Seconds from the first cell's start to the last one's end.
    public var duration: Double
    /// What it takes to make the report again: label and value, in order ("Toolchain", "Swift 6.3.1").
    public var provenance: [Provenance]
    /// The same for programs.
    public var facts: RunFacts?
    /// What a report keeps for `landuse verify`.
    public var record: RunRecord?

    public struct Provenance: Sendable, Equatable {
        public var label: String
        public var value: String
        public init(_ label: String, _ value: String) {
            self.label = label
            self.value = value
        }
    }

    public init(
        document: NotebookDocument, cells: [ExecutedCell], startedAt: Double, duration: Double,
        provenance: [Provenance]
    ) {
        self.document = document
        self.cells = cells
        self.startedAt = startedAt
        self.duration = duration
        self.provenance = provenance
    }

    /// Whether every cell did what its author meant it to.
    public var succeeded: Bool { cells.allSatisfy { $0.outcome.isAsExpected } }
}

/// A cell with what came of it.
public struct ExecutedCell: Sendable {
    public enum Outcome: Sendable, Equatable {
        /// It ran to its end.
        case finished
        /// It ended before its end, as `expect: error` said it would.
        case failedAsExpected
        /// It ended before its end (or reached it although `expect: error`); the last output says why.
        case failed
        /// It was not run, and why: "needs `model`, which cell-3 did not finish".
        case skipped(reason: String)
        /// `eval: false`.
        case notEvaluated

        public var isAsExpected: Bool {
            switch self {
            case .finished, .failedAsExpected, .notEvaluated: true
            case .failed, .skipped: false
            }
        }
    }

    public var cell: Cell
    public var outcome: Outcome
    /// In the order in which they came.
    public var outputs: [Output]
    /// The compiler's remarks about the cell: errors where it did not compile, else warnings.
    public var diagnostics: [Diagnostic]
    /// Seconds that the cell ran; `nil` if it did not.
    public var duration: Double?
    /// Where the run is still going on, how far the cell has come; until it is settled, its outcome means nothing.
    public var progress = CellProgress.settled
    /// Whether the outputs are those of an earlier version or run, for want of newer ones.
    public var hasOldOutputs = false

    public init(
        cell: Cell, outcome: Outcome, outputs: [Output] = [], diagnostics: [Diagnostic] = [], duration: Double? = nil
    ) {
        self.cell = cell
        self.outcome = outcome
        self.outputs = outputs
        self.diagnostics = diagnostics
        self.duration = duration
    }

    /// The same run, seen in a later version of the document, where the cell may stand on other lines.
    public func moved(to newCell: Cell, diagnostics: [Diagnostic]) -> ExecutedCell {
        let distance = newCell.firstLine - cell.firstLine
        var moved = self
        moved.cell = newCell
        moved.diagnostics = diagnostics
        for case (let index, .error(var failure)) in outputs.enumerated() {
            for frame in failure.frames.indices where failure.frames[frame].cell == cell.id {
                failure.frames[frame].cell = newCell.id
                failure.frames[frame].position.line += distance
            }
            moved.outputs[index] = .error(failure)
        }
        return moved
    }
}
