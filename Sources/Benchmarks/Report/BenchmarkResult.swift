/// What came of one benchmark.
public struct BenchmarkResult: Sendable, Equatable, Codable {
    public var name: String
    public var series: [Series] = []
    public var ratios: [Ratio] = []
    public var sizes: [Size] = []
    /// What a reader needs to know to judge the figures.
    public var notes: [String] = []

    public init(_ name: String) { self.name = name }
}

/// How many times faster ours is than a peer.
public struct Ratio: Sendable, Equatable, Codable {
    public var label: String
    /// The peer's median over ours.
    public var value: Double
    /// The promise, if there is one: at least so many times.
    public var target: Double?

    public init(_ label: String, peer: Series, ours: Series, target: Double? = nil) {
        self.label = label
        value = peer.median / ours.median
        self.target = target
    }
}
