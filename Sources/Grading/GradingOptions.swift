import Assignments

/// How a class is graded.
public struct GradingOptions: Sendable {
    /// Submissions that are graded at the same time.
    public var jobs = 2
    /// The most seconds that one submission may take, compilation included.
    public var timeLimit: Double = 600
    /// Whether student code runs without a sandbox, because somebody insisted.
    public var isUnsafe = false

    public init() {}
}
