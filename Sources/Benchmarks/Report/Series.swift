/// Durations of the same thing, measured several times.
public struct Series: Sendable, Equatable, Codable {
    public var label: String
    /// In seconds, in the order of measuring; at least one.
    public var seconds: [Double]
    /// The promise, if there is one: a median of at most so many seconds.
    public var target: Double?

    /// - Precondition: `seconds` is not empty.
    public init(_ label: String, seconds: [Double], target: Double? = nil) {
        precondition(!seconds.isEmpty, "a series without a measurement has no median")
        self.label = label
        self.seconds = seconds
        self.target = target
    }

    /// The middle value; of an even number, the mean of the two in the middle.
    public var median: Double {
        let sorted = seconds.sorted(), middle = sorted.count / 2
        return sorted.count.isMultiple(of: 2) ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    }

    public var minimum: Double { seconds.reduce(.infinity, min) }
    public var maximum: Double { seconds.reduce(0, max) }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(label, forKey: .label)
        try container.encode(seconds, forKey: .seconds)
        try container.encode(median, forKey: .median)
        try container.encode(minimum, forKey: .minimum)
        try container.encode(maximum, forKey: .maximum)
        try container.encodeIfPresent(target, forKey: .target)
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        label = try container.decode(String.self, forKey: .label)
        seconds = try container.decode([Double].self, forKey: .seconds)
        target = try container.decodeIfPresent(Double.self, forKey: .target)
    }

    private enum Key: String, CodingKey { case label, seconds, median, minimum, maximum, target }
}
