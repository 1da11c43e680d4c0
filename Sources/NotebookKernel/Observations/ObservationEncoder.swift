import NotebookDisplay

/// Writes what a check observes as JSON, by what the value is: nothing that a cell declares, no conformance and no
/// description, has a say in it.
///
///     true   3   3.0   "text"   [1, 2]
///     {"number": "nan"}   {"dictionary": {"a": 1}}   {"tensor": {"shape": [2], "values": [0.5, "inf"]}}
///
/// A whole number is an `Int`; other numbers have a point or an exponent.
struct ObservationEncoder {
    enum Refusal: Error, CustomStringConvertible {
        case otherType(Any.Type)
        case tooLarge
        case tooDeep

        var description: String {
            switch self {
            case .otherType(let type) where type == Void.self:
                "the check's last expression has no value; end the cell with one that has"
            case .otherType(let type):
                "a value of the type \(String(describing: type).prefix(200)) cannot be checked; observe a Bool, an Int, a Double, a String, an array or a "
                    + "dictionary (with String keys) of these, or a Tensor"
            case .tooLarge: "the observed value takes more than \(ObservationEncoder.largest >> 20) MiB; observe less of it: a sum, a shape, some of its values"
            case .tooDeep: "the observed value is nested more than \(ObservationEncoder.deepest) levels deep; observe a flatter one"
            }
        }
    }

    /// Bytes of JSON.
    static let largest = 1 << 20
    static let deepest = 32

    private(set) var json = ""

    mutating func encode(_ value: Any, depth: Int = 0) throws(Refusal) {
        guard depth < Self.deepest else { throw .tooDeep }
        // Casts alone would look into an optional too.
        switch type(of: value) {
        case is Bool.Type: try cast(value) { (bool: Bool) in "\(bool)" }
        case is Int.Type: try cast(value) { (int: Int) in "\(int)" }
        case is Double.Type: try cast(value, Self.text)
        case is Float.Type: try cast(value) { (float: Float) in Self.text(Double(float)) }
        case is String.Type: try cast(value) { (string: String) in string.utf8.count > Self.largest ? nil : JSONText.string(string) }
        case let type where Self.isOptional(type): throw .otherType(type)
        default:
            if let tensor = value as? any ObservableTensor {
                try encode(tensor)
            } else if let list = value as? [Any] {
                try encode(list, depth: depth)
            } else if let dictionary = value as? [String: Any] {
                try encode(dictionary, depth: depth)
            } else {
                throw .otherType(type(of: value))
            }
        }
    }

    private mutating func cast<Value>(_ value: Any, _ text: (Value) -> String?) throws(Refusal) {
        guard let value = value as? Value else { throw .otherType(type(of: value)) }
        guard let text = text(value) else { throw .tooLarge }
        try append(text)
    }

    private mutating func encode(_ list: [Any], depth: Int) throws(Refusal) {
        try append("[")
        for (index, item) in list.enumerated() {
            if index > 0 { try append(",") }
            try encode(item, depth: depth + 1)
        }
        try append("]")
    }

    private mutating func encode(_ dictionary: [String: Any], depth: Int) throws(Refusal) {
        try append("{\"dictionary\":{")
        for (index, (key, item)) in dictionary.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }).enumerated() {
            guard key.utf8.count <= Self.largest else { throw .tooLarge }
            try append((index > 0 ? "," : "") + JSONText.string(key) + ":")
            try encode(item, depth: depth + 1)
        }
        try append("}}")
    }

    private mutating func encode(_ tensor: any ObservableTensor) throws(Refusal) {
        let shape = tensor.observedShape
        // A number takes a byte and a comma at least: no need to look at all those of a tensor of millions.
        guard shape.count <= Self.deepest, shape.reduce(1.0, { $0 * Double($1) }) <= Double(Self.largest / 2) else { throw .tooLarge }
        try append("{\"tensor\":{\"shape\":[" + shape.map { "\($0)" }.joined(separator: ",") + "],\"values\":[")
        for (index, number) in tensor.observedNumbers.enumerated() {
            try append((index > 0 ? "," : "") + (number.isFinite ? "\(Double(number))" : "\"\(Self.name(Double(number)))\""))
        }
        try append("]}}")
    }

    private mutating func append(_ text: String) throws(Refusal) {
        guard json.utf8.count + text.utf8.count <= Self.largest else { throw .tooLarge }
        json += text
    }

    private static func text(_ number: Double) -> String {
        number.isFinite ? "\(number)" : "{\"number\":\"\(name(number))\"}"
    }

    private static func name(_ number: Double) -> String { number.isNaN ? "nan" : number < 0 ? "-inf" : "inf" }

    private static func isOptional(_ type: Any.Type) -> Bool { type is any OptionalType.Type }
}

/// Tells optionals from all other types.
private protocol OptionalType {}
extension Optional: OptionalType {}
