/// How torchvision writes what its transforms are made of.
enum TransformText {
    static func pair(_ size: Size2D) -> String { "(\(size.height), \(size.width))" }
    static func pair(_ range: ClosedRange<Double>) -> String { "(\(range.lowerBound), \(range.upperBound))" }
    /// To four decimals.
    static func rounded(_ range: ClosedRange<Double>) -> String {
        func round(_ value: Double) -> Double { (value * 10_000).rounded(.toNearestOrEven) / 10_000 }
        return pair(round(range.lowerBound)...round(range.upperBound))
    }

    /// A list of steps, one a line, of which some may be such lists themselves.
    static func nested(_ name: String, _ steps: [any Transform], first: String? = nil, last: String = "") -> String {
        let lines = (first.map { ["    " + $0] } ?? []) + steps.map { "    \($0)" }
        return name + "(\n" + lines.map { $0 + "\n" }.joined() + ")" + last
    }
}
