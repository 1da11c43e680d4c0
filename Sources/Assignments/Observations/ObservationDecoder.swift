import Notebook

/// Reads an observation's JSON (see the kernel's `ObservationEncoder`) as what it is: bytes of a process that may want to
/// do harm. Nothing but the format's own few forms is read, and none of it without a bound.
public struct ObservationDecoder {
    public enum Fault: Error, Equatable {
        case tooLarge
        case tooDeep
        case tooMany
        /// The offset of the byte that cannot be there.
        case malformed(at: Int)
    }

    /// Bytes of JSON.
    public static let largest = 1 << 20
    static let deepest = 40
    static let mostValues = 1 << 19

    public static func decode(_ bytes: [UInt8]) throws(Fault) -> ObservedValue {
        guard bytes.count <= largest else { throw .tooLarge }
        guard String(validating: bytes, as: UTF8.self) != nil else { throw .malformed(at: 0) }
        var decoder = ObservationDecoder(bytes: bytes)
        let value = try decoder.value(depth: 0)
        guard decoder.offset == bytes.count else { throw .malformed(at: decoder.offset) }
        return value
    }

    private let bytes: [UInt8]
    private var offset = 0
    private var count = 0

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func value(depth: Int) throws(Fault) -> ObservedValue {
        guard depth < Self.deepest else { throw .tooDeep }
        count += 1
        guard count <= Self.mostValues else { throw .tooMany }
        switch next {
        case UInt8(ascii: "t"): try take("true"); return .bool(true)
        case UInt8(ascii: "f"): try take("false"); return .bool(false)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "["): return .list(try list { (decoder) throws(Fault) in try decoder.value(depth: depth + 1) })
        case UInt8(ascii: "{"): return try object(depth: depth)
        default: return try number()
        }
    }

    /// A value that JSON has no form for: one key says what it is.
    private mutating func object(depth: Int) throws(Fault) -> ObservedValue {
        let start = offset
        try take("{")
        let value: ObservedValue
        switch try string() {
        case "number":
            try take(":")
            value = .double(try notFinite())
        case "dictionary":
            try take(":")
            value = .dictionary(try dictionary(depth: depth))
        case "tensor":
            try take(":{\"shape\":")
            let shape = try list { (decoder) throws(Fault) in try decoder.length() }
            try take(",\"values\":")
            let values = try list { (decoder) throws(Fault) in try decoder.tensorNumber() }
            try take("}")
            guard shape.count <= Self.deepest, TensorShape.count(shape) == values.count else { throw .malformed(at: start) }
            value = .tensor(shape: shape, values: values)
        default: throw .malformed(at: start)
        }
        try take("}")
        return value
    }

    private mutating func dictionary(depth: Int) throws(Fault) -> [String: ObservedValue] {
        var values: [String: ObservedValue] = [:]
        try take("{")
        while next != UInt8(ascii: "}") {
            if !values.isEmpty { try take(",") }
            let start = offset, key = try string()
            try take(":")
            guard values.updateValue(try value(depth: depth + 1), forKey: key) == nil else { throw .malformed(at: start) }
        }
        try take("}")
        return values
    }

    private mutating func list<Item>(_ item: (inout ObservationDecoder) throws(Fault) -> Item) throws(Fault) -> [Item] {
        var items: [Item] = []
        try take("[")
        while next != UInt8(ascii: "]") {
            if !items.isEmpty { try take(",") }
            items.append(try item(&self))
            guard items.count <= Self.mostValues else { throw .tooMany }
        }
        try take("]")
        return items
    }

    private mutating func length() throws(Fault) -> Int {
        let start = offset
        guard case .int(let length) = try number(), length >= 0 else { throw .malformed(at: start) }
        return length
    }

    private mutating func tensorNumber() throws(Fault) -> Double {
        if next == UInt8(ascii: "\"") { return try notFinite() }
        let start = offset
        guard case .double(let number) = try number() else { throw .malformed(at: start) }
        return number
    }

    private mutating func notFinite() throws(Fault) -> Double {
        let start = offset
        switch try string() {
        case "nan": return .nan
        case "inf": return .infinity
        case "-inf": return -.infinity
        default: throw .malformed(at: start)
        }
    }

    /// A whole number is an `Int`; one with a point or an exponent a `Double`.
    private mutating func number() throws(Fault) -> ObservedValue {
        let start = offset
        while let byte = next, "+-.0123456789eE".utf8.contains(byte), offset - start < 40 { offset += 1 }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        guard text.utf8.first != UInt8(ascii: "+"), text.utf8.last.map({ "0123456789".utf8.contains($0) }) == true else { throw .malformed(at: start) }
        if let whole = Int(text) { return .int(whole) }
        guard text.utf8.contains(where: { ".eE".utf8.contains($0) }), let number = Double(text), number.isFinite else { throw .malformed(at: start) }
        return .double(number)
    }

    private mutating func string() throws(Fault) -> String {
        try take("\"")
        var text: [UInt8] = []
        while let byte = next, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw .malformed(at: offset) }
            offset += 1
            if byte == UInt8(ascii: "\\") { text += try escaped() } else { text.append(byte) }
        }
        try take("\"")
        return String(decoding: text, as: UTF8.self)
    }

    /// What stands behind a backslash, as the encoder writes it.
    private mutating func escaped() throws(Fault) -> [UInt8] {
        let start = offset
        guard let byte = next else { throw .malformed(at: start) }
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"):
            let digits = bytes[offset..<min(offset + 4, bytes.count)]
            // Only control characters are written so: a pair of surrogates never is.
            guard digits.count == 4, let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16), code < 0x20, digits.first == UInt8(ascii: "0")
            else { throw .malformed(at: start) }
            offset += 4
            return [UInt8(code)]
        default: throw .malformed(at: start)
        }
    }

    private var next: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    private mutating func take(_ text: StaticString) throws(Fault) {
        let expected = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        guard bytes[offset...].starts(with: expected) else { throw .malformed(at: offset) }
        offset += expected.count
    }
}
