import Digest

/// The names under which work is handed in: hostile text, which becomes part of file names and of pages.
enum StudentName {
    /// A name as text, no longer than a list can show. What is no UTF-8 is replaced.
    static func text(_ bytes: some Collection<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        return text.unicodeScalars.count <= longest ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(longest))) + "…"
    }

    private static let longest = 120

    /// A file name for each of some names, in order: letters, digits, `-`, `_`, `.` and `@` of the name itself. Where that is
    /// not all of it, or another's name gives the same, part of a digest tells them apart. Case does not, for there are
    /// file systems to which it is nothing.
    static func fileNames(for names: [[UInt8]]) -> [String] {
        let plain = names.map(plainName)
        var count: [String: Int] = [:]
        for name in plain { count[name.lowercased(), default: 0] += 1 }
        return zip(names, plain).map { name, plain in
            let isWhole = plain.utf8.elementsEqual(name)
            return isWhole && count[plain.lowercased()] == 1 ? plain : "\(plain)-\(SHA256.hex(of: name).prefix(10))"
        }
    }

    private static func plainName(_ name: [UInt8]) -> String {
        let kept = name.prefix(80).map { byte -> UInt8 in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"): byte
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "@"), UInt8(ascii: "."): byte
            default: UInt8(ascii: "_")
            }
        }
        // A leading dot would hide it, a leading hyphen make it an option of a command.
        let start = kept.first.map { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") } ?? true
        return String(decoding: (start ? [UInt8(ascii: "_")] : []) + kept, as: UTF8.self)
    }
}
