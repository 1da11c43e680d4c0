import Notebook

/// An observed value in few words. A value of any size takes no longer than its beginning.
public enum ValueText {
    /// The most characters of a value that are shown.
    public static let longest = 200

    /// As Swift writes it, but cut where it is long.
    public static func text(_ value: ObservedValue, longest: Int = longest) -> String {
        var writer = Writer(room: longest)
        writer.write(value)
        return writer.text
    }

    static func shape(_ shape: [Int]) -> String { text(.list(shape.map(ObservedValue.int)), longest: 60) }

    /// A number as Swift writes it.
    static func text(_ number: Double) -> String { text(.double(number)) }

    private struct Writer {
        var text = ""
        var room: Int
        var isFull = false

        mutating func put(_ piece: String) {
            guard !isFull else { return }
            let count = piece.unicodeScalars.count
            if count > room {
                text.unicodeScalars.append(contentsOf: piece.unicodeScalars.prefix(room))
                text += "…"
                isFull = true
            } else {
                text += piece
                room -= count
            }
        }

        mutating func write(_ value: ObservedValue) {
            switch value {
            case .bool(let bool): put(bool ? "true" : "false")
            case .int(let number): put(String(number))
            case .double(let number): put("\(number)")
            case .string(let string): quote(string)
            case .list(let items):
                put("[")
                list(items) { $0.write($1) }
                put("]")
            case .dictionary(let items) where items.isEmpty: put("[:]")
            case .dictionary(let items):
                put("[")
                // In one order, so that a regrade says the same.
                list(items.sorted { $0.key < $1.key }) { writer, item in
                    writer.quote(item.key)
                    writer.put(": ")
                    writer.write(item.value)
                }
                put("]")
            case .tensor(let shape, let values):
                put("tensor of shape ")
                put("[\(shape.prefix(10).map(String.init).joined(separator: ", "))\(shape.count > 10 ? ", …" : "")]")
                put(": ")
                list(values) { $0.put("\($1)") }
            }
        }

        mutating func list<Item>(_ items: [Item], _ write: (inout Writer, Item) -> Void) {
            for (index, item) in items.enumerated() {
                if isFull { return }
                if index > 0 { put(", ") }
                write(&self, item)
            }
        }

        mutating func quote(_ string: String) {
            put("\"")
            // What is cut off anyway is not escaped.
            for scalar in string.unicodeScalars.prefix(room + 1) { put(Self.escaped(scalar)) }
            put("\"")
        }

        /// What cannot be seen, or turns the text around it, is written as Swift writes it.
        static func escaped(_ scalar: Unicode.Scalar) -> String {
            switch scalar {
            case "\"": "\\\""
            case "\\": "\\\\"
            case "\n": "\\n"
            case "\t": "\\t"
            case "\r": "\\r"
            case _ where scalar.value < 0x20 || [.control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned].contains(scalar.properties.generalCategory):
                "\\u{\(String(scalar.value, radix: 16, uppercase: true))}"
            default: String(scalar)
            }
        }
    }
}
