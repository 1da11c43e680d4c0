/// Points as people write them: `3`, `2.5`, never `0.30000000000000004`.
public enum PointsText {
    /// Finer differences come of adding, not of anybody's judgement.
    private static let decimals = 4
    private static let scale = 10_000.0

    public static func text(_ points: Double) -> String {
        let scaled = (points * scale).rounded()
        guard scaled.isFinite, abs(scaled) < 1e15 else { return "\(points)" }
        let whole = Int(scaled)
        let (quotient, rest) = (abs(whole) / Int(scale), abs(whole) % Int(scale))
        let sign = whole < 0 ? "-" : ""
        guard rest > 0 else { return sign + String(quotient) }
        var digits = String(rest)
        digits = String(repeating: "0", count: decimals - digits.count) + digits
        while digits.hasSuffix("0") { digits.removeLast() }
        return "\(sign)\(quotient).\(digits)"
    }

    /// `3 points`, `1 point`.
    public static func words(_ points: Double) -> String {
        let text = text(points)
        return text == "1" ? "1 point" : "\(text) points"
    }
}
