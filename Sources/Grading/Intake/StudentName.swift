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
        let isWhole = zip(names, plain).map { $1.utf8.elementsEqual($0) && count[$1.lowercased()] == 1 }
        return unique(names, shown: plain, isWhole: isWhole)
    }

    /// The names as texts, no two of them the same: what is no UTF-8, and what is too long, may look like another's.
    static func texts(for names: [[UInt8]]) -> [String] {
        let shown = names.map { text($0) }
        return unique(names, shown: shown, isWhole: zip(names, shown).map { $1.utf8.elementsEqual($0) })
    }

    /// Names as they are shown, with part of a digest where that is not all of the name.
    private static func unique(_ names: [[UInt8]], shown: [String], isWhole: [Bool]) -> [String] {
        // By bytes: to Swift two ways of writing an accent are one name. Who is called just so comes first: a name may be
        // chosen to be what becomes of another's.
        func key(_ name: String) -> [UInt8] { Array(name.lowercased().utf8) }
        var taken = Set(zip(shown, isWhole).filter(\.1).map { key($0.0) })
        return names.indices.map { index in
            if isWhole[index] { return shown[index] }
            let digest = SHA256.hex(of: names[index])
            var length = 10, name = ""
            repeat {
                name = "\(shown[index])-\(digest.prefix(length))" + String(repeating: "-", count: max(0, length - 64))
                length += 1
            } while !taken.insert(key(name)).inserted
            return name
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
