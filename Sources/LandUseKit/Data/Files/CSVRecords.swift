/// The records of a CSV file (RFC 4180): fields in quotes may hold commas, quotes and line breaks; lines end with LF or CRLF;
/// a byte order mark is passed over, and so are empty lines.
struct CSVRecords {
    struct Record: Equatable {
        /// Where it begins, from 1.
        var line: Int
        var fields: [String]
    }

    struct Fault: Error, Equatable {
        var line: Int
        var reason: String
    }

    private(set) var records: [Record] = []

    init(_ bytes: [UInt8]) throws(Fault) {
        var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0, line = 1
        while position < bytes.count {
            let start = line
            var fields: [String] = []
            repeat { fields.append(try Self.field(bytes, &position, &line)) } while Self.skip(UInt8(ascii: ","), bytes, &position)
            if Self.skip(UInt8(ascii: "\r"), bytes, &position), position < bytes.count, bytes[position] != UInt8(ascii: "\n") {
                throw Fault(line: line, reason: "a carriage return stands within a line")
            }
            if position < bytes.count, !Self.skip(UInt8(ascii: "\n"), bytes, &position) {
                throw Fault(line: line, reason: "text follows the closing quote of a field")
            }
            line += 1
            if fields != [""] { records.append(Record(line: start, fields: fields)) }
        }
    }

    private static func skip(_ byte: UInt8, _ bytes: [UInt8], _ position: inout Int) -> Bool {
        guard position < bytes.count, bytes[position] == byte else { return false }
        position += 1
        return true
    }

    private static func field(_ bytes: [UInt8], _ position: inout Int, _ line: inout Int) throws(Fault) -> String {
        let quote = UInt8(ascii: "\"")
        guard skip(quote, bytes, &position) else {
            let start = position
            while position < bytes.count, ![UInt8(ascii: ","), UInt8(ascii: "\r"), UInt8(ascii: "\n")].contains(bytes[position]) {
                if bytes[position] == quote { throw Fault(line: line, reason: "a quote stands within a field that does not begin with one") }
                position += 1
            }
            return String(decoding: bytes[start..<position], as: UTF8.self)
        }
        let start = line
        var text: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == quote {
                // Two of them stand for one.
                guard skip(quote, bytes, &position) else { return String(decoding: text, as: UTF8.self) }
            }
            if byte == UInt8(ascii: "\n") { line += 1 }
            text.append(byte)
        }
        throw Fault(line: start, reason: "a field in quotes is not closed")
    }
}
