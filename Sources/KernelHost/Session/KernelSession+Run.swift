import Notebook

extension KernelSession {
    /// How a cell's run ended.
    public enum Ending: Sendable, Equatable {
        case finished
        case failed(CellFailure)
        case interrupted(CellFailure)
        /// The time limit passed.
        case timedOut(CellFailure)
        /// The kernel died, or had to be given up.
        case died(CellFailure)

        /// Why the cell did not come to its end.
        public var failure: CellFailure? {
            switch self {
            case .finished: nil
            case .failed(let failure), .interrupted(let failure), .timedOut(let failure), .died(let failure): failure
            }
        }
    }

    /// What came of running a cell.
    public struct Run: Sendable {
        public var ending: Ending
        public var outputs: [Output]
        /// The newest values of what earlier cells show under a name, where this one replaced them.
        public var earlierUpdates: [MediaBundle]
        /// How many of its steps were finished.
        public var stepsFinished: Int
        /// Seconds.
        public var duration: Double
        /// Whether the kernel can run more cells.
        public var isKernelAlive: Bool
        /// Bytes that its outputs take.
        public var outputBytes: Int
    }
}
