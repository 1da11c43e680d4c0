/// Earlier inputs, oldest first: a bounded list without neighbours that are equal.
public struct InputHistory: Sendable, Equatable {
    public static let capacity = 2000

    public private(set) var entries: [String] = []

    public init(_ entries: [String] = []) {
        for entry in entries { add(entry) }
    }

    /// Keeps an input; gives false where it says nothing new.
    @discardableResult
    public mutating func add(_ entry: String) -> Bool {
        guard entry.contains(where: { !$0.isWhitespace }), entry != entries.last else { return false }
        entries.append(entry)
        if entries.count > Self.capacity { entries.removeFirst(entries.count - Self.capacity) }
        return true
    }

    // MARK: The file's format: an entry a line, in which `\n` stands for a line feed and `\\` for a backslash.

    public static func line(of entry: String) -> String {
        var line = String.UnicodeScalarView()
        for scalar in entry.unicodeScalars {
            switch scalar {
            case "\\": line += "\\\\".unicodeScalars
            case "\n": line += "\\n".unicodeScalars
            case "\r": line += "\\r".unicodeScalars
            default: line.append(scalar)
            }
        }
        return String(line) + "\n"
    }

    public static func entry(ofLine line: some StringProtocol) -> String {
        var entry = String.UnicodeScalarView(), isEscaped = false
        for scalar in line.unicodeScalars {
            if isEscaped {
                entry.append(scalar == "n" ? "\n" : scalar == "r" ? "\r" : scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else {
                entry.append(scalar)
            }
        }
        return String(entry)
    }
}
