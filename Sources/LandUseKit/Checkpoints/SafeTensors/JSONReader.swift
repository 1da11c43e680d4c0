/// Reads the JSON (RFC 8259) that a safetensors header may consist of: objects, strings and arrays of
/// whole numbers that are not negative, and nothing else. Own code, because a general reader costs the
/// kernel Foundation at its start, and because what is not accepted need not be bounded.
struct JSONReader {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Reads `{"key": …}` and calls `member` where each value begins, which must read it.
    mutating func object(_ member: (String, inout JSONReader) throws(CheckpointFault) -> Void) throws(CheckpointFault) {
        try expect("{")
        if take("}") { return }
        repeat {
            let key = try string()
            try expect(":")
            try member(key, &self)
        } while take(",")
        try expect("}")
    }

    /// Reads `[1, 2, 3]`.
    mutating func integers() throws(CheckpointFault) -> [Int] {
        try expect("[")
        if take("]") { return [] }
        var numbers: [Int] = []
        repeat { numbers.append(try integer()) } while take(",")
        try expect("]")
        return numbers
    }

    private mutating func integer() throws(CheckpointFault) -> Int {
        skipSpace()
        let start = position
        while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) { position += 1 }
        let digits = String(decoding: bytes[start..<position], as: UTF8.self)
        guard let number = Int(digits), digits == "0" || !digits.hasPrefix("0") else {
            throw wrong("a whole number from 0 to \(Int.max)", at: start)
        }
        return number
    }

    mutating func string() throws(CheckpointFault) -> String {
        try expect("\"")
        var text: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let string = String(validating: text, as: UTF8.self) else { throw wrong("a string in UTF-8", at: position) }
                return string
            case UInt8(ascii: "\\"): text += Array(String(try escape()).utf8)
            case 0..<0x20: throw wrong("no control character in a string", at: position - 1)
            default: text.append(byte)
            }
        }
        throw wrong("the end of a string", at: position)
    }

    private mutating func escape() throws(CheckpointFault) -> Unicode.Scalar {
        guard position < bytes.count else { throw wrong("an escape", at: position) }
        let letter = bytes[position]
        position += 1
        switch letter {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(letter)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"):
            let first = try codeUnit()
            if let scalar = Unicode.Scalar(first) { return scalar }
            // Two surrogates make a character beyond the first 65,536.
            guard (0xd800..<0xdc00).contains(first), position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
                bytes[position + 1] == UInt8(ascii: "u")
            else { throw wrong("a pair of surrogates", at: position) }
            position += 2
            let second = try codeUnit()
            guard (0xdc00..<0xe000).contains(second),
                let scalar = Unicode.Scalar(0x10000 + (first - 0xd800) << 10 + (second - 0xdc00))
            else { throw wrong("a pair of surrogates", at: position) }
            return scalar
        default: throw wrong("an escape", at: position - 1)
        }
    }

    private mutating func codeUnit() throws(CheckpointFault) -> UInt32 {
        guard position + 4 <= bytes.count else { throw wrong("four hexadecimal digits", at: position) }
        let digits = bytes[position..<position + 4]
        let isHexadecimal = digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
        guard isHexadecimal, let unit = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else {
            throw wrong("four hexadecimal digits", at: position)
        }
        position += 4
        return unit
    }

    /// Nothing but white space may follow.
    mutating func end() throws(CheckpointFault) {
        skipSpace()
        if position < bytes.count { throw wrong("the end of the header", at: position) }
    }

    private mutating func expect(_ character: Unicode.Scalar) throws(CheckpointFault) {
        if !take(character) { throw wrong("'\(character)'", at: position) }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        skipSpace()
        guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while position < bytes.count, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[position]) { position += 1 }
    }

    private func wrong(_ expected: String, at position: Int) -> CheckpointFault {
        CheckpointFault(reason: "byte \(position) of the header: expected \(expected)")
    }
}
