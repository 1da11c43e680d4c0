/// Numbers for people: four significant digits but no more than four decimals, no exponent where a person
/// would write none.
enum NumberText {
    static func short(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "NaN" : (value > 0 ? "∞" : "−∞") }
        if value == value.rounded(), abs(value) < 1e9 { return String(Int(value)) }
        let magnitude = abs(value)
        guard magnitude >= 1e-4, magnitude < 1e9 else { return String(value) }
        var decimals = 4, bound = 1.0
        while decimals > 0, magnitude >= bound { decimals -= 1; bound *= 10 }
        return fixed(value, decimals: max(decimals, 1))
    }

    /// A number with so many decimals, rounded half away from zero.
    static func fixed(_ value: Double, decimals: Int) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return short(value) }
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = Int64((abs(value) * scale).rounded())
        let digits = String(scaled)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let sign = value < 0 && scaled != 0 ? "-" : ""
        return sign + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }
}
