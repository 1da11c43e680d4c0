/// Numbers for people: four significant digits but no more than four decimals, no exponent where a person
/// would write none. With one, four digits too.
enum NumberText {
    static func short(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "NaN" : (value > 0 ? "∞" : "−∞") }
        if value == value.rounded(), abs(value) < 1e9 { return String(Int(value)) }
        let magnitude = abs(value)
        guard magnitude >= 1e-4, magnitude < 1e9 else { return scientific(value) }
        var decimals = 4, bound = 1.0
        while decimals > 0, magnitude >= bound { decimals -= 1; bound *= 10 }
        return fixed(value, decimals: max(decimals, 1))
    }

    /// "8.857e-05", as `String` writes it, whose seventeen digits nobody reads.
    private static func scientific(_ value: Double) -> String {
        let parts = String(value).split(separator: "e")
        guard parts.count == 2, let mantissa = Double(parts[0]), var exponent = Int(parts[1]) else { return String(value.rounded()) }
        var text = fixed(mantissa, decimals: 3)
        if abs(mantissa) >= 9.9995 {
            text = mantissa < 0 ? "-1.000" : "1.000"
            exponent += 1
        }
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        let digits = String(abs(exponent))
        return text + "e" + (exponent < 0 ? "-" : "+") + (digits.count < 2 ? "0" : "") + digits
    }

    /// A number with so many decimals, 0 to 15, rounded half away from zero; with fewer, where a `Double` has no more.
    static func fixed(_ value: Double, decimals wanted: Int) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return short(value) }
        var scale = 1.0, decimals = 0
        while decimals < min(wanted, 15), abs(value) * scale < 1e16 {
            scale *= 10
            decimals += 1
        }
        let scaled = Int64((abs(value) * scale).rounded())
        let digits = String(scaled)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        let sign = value < 0 && scaled != 0 ? "-" : ""
        return sign + padded.dropLast(decimals) + (decimals > 0 ? "." : "") + padded.suffix(decimals)
    }
}
