/// How a class is graded.
public struct GradingOptions: Sendable {
    /// Submissions that are graded at the same time; `nil` for as many as this machine has cores and memory for.
    public var jobs: Int?
    /// The most seconds that one submission may take, compilation included. A quarter of it comes before, where its cells
    /// were to be compiled together and took long.
    public var timeLimit: Double = 600
    /// The most seconds for one cell; a cell's own limit and the notebook's come first.
    public var cellTimeLimit: Double = 60
    /// Bytes of address space that one submission may take, of which its cells may use two thirds.
    public var memory: UInt64 = 6 << 30
    /// Kernels that may take the place of one that died.
    public var restarts = 2
    /// Whether work is graded again that has been.
    public var again = false
    /// Whether cells are compiled together where that changes nothing but the time that it takes.
    public var batches = true

    public init() {}
}
