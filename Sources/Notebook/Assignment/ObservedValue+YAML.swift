import Yams

extension ObservedValue {
    /// The most values that an expectation may hold: what is written out is read by people.
    static let mostExpected = 100_000
    private static let deepest = 32

    /// Why a YAML value cannot be what is expected, and of which part.
    struct Unreadable: Error {
        var mark: Mark?
        var message: String
    }

    /// Reads `[512, 21]`, `{water: 0.5}`, `!tensor {shape: [2, 1], values: [0.5, 1]}`: whole numbers are `Int`s, other numbers
    /// `Double`s, all that is no number, `true` or `false` a text.
    init(yaml node: Node) throws(Unreadable) {
        var left = Self.mostExpected
        self = try Self.value(node, depth: 0, left: &left)
    }

    private static func value(_ node: Node, depth: Int, left: inout Int) throws(Unreadable) -> ObservedValue {
        left -= 1
        guard left >= 0 else { throw Unreadable(mark: node.mark, message: "holds more than \(mostExpected) values; observe less") }
        guard depth < deepest else { throw Unreadable(mark: node.mark, message: "is nested more than \(deepest) levels deep") }
        switch node {
        case .scalar(let scalar): return try value(scalar, mark: node.mark)
        case .sequence(let sequence):
            var items: [ObservedValue] = []
            for item in sequence { items.append(try value(item, depth: depth + 1, left: &left)) }
            return .list(items)
        case .mapping(let mapping):
            var values: [String: ObservedValue] = [:]
            for (key, item) in mapping {
                guard let name = key.scalar?.string else { throw Unreadable(mark: key.mark, message: "has a key that is no text") }
                values[name] = try value(item, depth: depth + 1, left: &left)
            }
            return node.tag.description == "!tensor" ? try tensor(values, mark: node.mark) : .dictionary(values)
        default: throw Unreadable(mark: node.mark, message: "holds an alias; write the value out")
        }
    }

    private static func value(_ scalar: Node.Scalar, mark: Mark?) throws(Unreadable) -> ObservedValue {
        let text = scalar.string
        guard scalar.style == .plain else { return .string(text) }
        switch text {
        case "true": return .bool(true)
        case "false": return .bool(false)
        case ".nan": return .double(.nan)
        case ".inf": return .double(.infinity)
        case "-.inf": return .double(-.infinity)
        case "", "~", "null": throw Unreadable(mark: mark, message: "holds nothing where a value should stand; put a text in quotes")
        default: break
        }
        // What Swift reads as numbers beyond what YAML does, as `nan` and `0x1p4`, is text.
        guard text.utf8.allSatisfy({ "+-.0123456789eE".utf8.contains($0) }) else { return .string(text) }
        if let whole = Int(text) { return .int(whole) }
        return Double(text).map(ObservedValue.double) ?? .string(text)
    }

    private static func tensor(_ parts: [String: ObservedValue], mark: Mark?) throws(Unreadable) -> ObservedValue {
        guard parts.count == 2, case .list(let shape)? = parts["shape"], case .list(let values)? = parts["values"] else {
            throw Unreadable(mark: mark, message: "holds a tensor without `shape` and `values`: `!tensor {shape: [2, 1], values: [0.5, 1]}`")
        }
        let lengths = shape.compactMap { if case .int(let length) = $0, length >= 0 { length } else { nil } }
        let numbers = values.compactMap { value -> Double? in
            switch value {
            case .int(let number): Double(number)
            case .double(let number): number
            default: nil
            }
        }
        guard lengths.count == shape.count, numbers.count == values.count, TensorShape.count(lengths) == numbers.count else {
            throw Unreadable(mark: mark, message: "holds a tensor whose `shape` does not say how many numbers its `values` are")
        }
        return .tensor(shape: lengths, values: numbers)
    }

    /// The value as YAML on one line, which reads back as the same value.
    public var yaml: String {
        switch self {
        case .bool(let value): return "\(value)"
        case .int(let value): return "\(value)"
        case .double(let value): return Self.yaml(value)
        case .string(let text): return Self.quoted(text)
        case .list(let items): return "[" + items.map(\.yaml).joined(separator: ", ") + "]"
        case .dictionary(let values):
            let pairs = values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }.map { "\(Self.quoted($0.key)): \($0.value.yaml)" }
            return "{" + pairs.joined(separator: ", ") + "}"
        case .tensor(let shape, let values):
            return "!tensor {shape: [\(shape.map { "\($0)" }.joined(separator: ", "))], values: [\(values.map(Self.yaml).joined(separator: ", "))]}"
        }
    }

    private static func yaml(_ value: Double) -> String {
        value.isNaN ? ".nan" : value.isInfinite ? (value < 0 ? "-.inf" : ".inf") : "\(value)"
    }

    /// A text in double quotes, as YAML and JSON read it; all but ASCII's letters and marks stays what it is, or is escaped.
    public static func quoted(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": literal += "\\\(scalar)"
            case "\n": literal += "\\n"
            case "\t": literal += "\\t"
            case "\r": literal += "\\r"
            case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || [0x2028, 0x2029, 0xFEFF].contains(scalar.value):
                let digits = String(scalar.value, radix: 16, uppercase: true)
                literal += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: literal.unicodeScalars.append(scalar)
            }
        }
        return literal + "\""
    }
}
