/// A table as RFC 4180 has it: fields with commas, quotes or line ends in quotes, quotes doubled, lines ended by CR LF.
///
/// No field is taken for a formula by a spreadsheet that opens the file: what begins like one gets an apostrophe before
/// it. Numbers are left alone, negative ones too.
public struct CSVTable: Sendable, Equatable {
    public var rows: [[String]]

    public init(rows: [[String]]) { self.rows = rows }

    public var text: String {
        rows.map { row in row.map(Self.field).joined(separator: ",") + "\r\n" }.joined()
    }

    private static func field(_ text: String) -> String {
        let defused = defused(text)
        let isPlain = defused.unicodeScalars.allSatisfy { !quoted.contains($0) } && defused.first != " " && defused.last != " "
        return isPlain ? defused : "\"" + defused.replacing("\"", with: "\"\"") + "\""
    }

    /// Also what separates fields where a comma is the decimal point.
    private static let quoted: Set<Unicode.Scalar> = [",", "\"", "\r", "\n", ";", "\t"]

    /// With what a formula begins; the wide forms are the same to some spreadsheets.
    private static let formula: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r", "\n", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}"]

    private static func defused(_ text: String) -> String {
        if isNumber(text) { return text }
        var defused = String.UnicodeScalarView()
        // Blanks before a formula do not hide it from every spreadsheet; neither does a field's end before it.
        var isAtStart = true
        for scalar in text.unicodeScalars {
            if scalar == "\0" { continue }
            if isAtStart, formula.contains(scalar) { defused.append("'") }
            isAtStart = scalar == ";" || scalar == "\t" || isAtStart && (scalar.properties.isWhitespace || scalar.properties.generalCategory == .format)
            defused.append(scalar)
        }
        return String(defused)
    }

    /// An optional minus, digits, and at most one point between digits.
    private static func isNumber(_ text: String) -> Bool {
        let parts = (text.hasPrefix("-") ? text.dropFirst() : text[...]).split(separator: ".", omittingEmptySubsequences: false)
        return parts.count <= 2 && parts.allSatisfy { part in !part.isEmpty && part.utf8.allSatisfy { (0x30...0x39).contains($0) } }
    }
}
