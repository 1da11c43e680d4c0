import Glibc

/// Numbers as text in C's formats, without Foundation.
enum Decimal {
    /// `%.<digits>f`
    static func fixed(_ number: Double, digits: Int) -> String { format("%.\(digits)f", number) }

    /// `%.<digits>e`
    static func scientific(_ number: Double, digits: Int) -> String { format("%.\(digits)e", number) }

    /// As Python prints it: 0.1, but 1e-05.
    static func python(_ number: Double) -> String {
        let text = "\(number)"
        guard let mark = text.lastIndex(of: "e") else { return text }
        let exponent = text[text.index(after: mark)...]
        let digits = exponent.drop { $0 == "-" || $0 == "+" }
        var mantissa = text[..<mark]
        if mantissa.hasSuffix(".0") { mantissa = mantissa.dropLast(2) }
        return mantissa + "e" + (exponent.hasPrefix("-") ? "-" : "+") + (digits.count < 2 ? "0" : "") + digits
    }

    /// 11,689,512
    static func grouped(_ number: Int) -> String {
        var text = ""
        let digits = String(number.magnitude)
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return number < 0 ? "-" + text : text
    }

    private static func format(_ format: String, _ number: Double) -> String {
        // A double's longest %f has 309 digits before the point.
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 352) { buffer in
            guard let start = buffer.baseAddress else { return "" }
            _ = withVaList([number]) { vsnprintf(start, buffer.count, format, $0) }
            return String(cString: start)
        }
    }
}
