/// Resolves `&#58;`, `&#x3a;` and the names that can hide an address's scheme. Any other name stays as it
/// is written, and is escaped when it is shown: then it is just a strange address.
enum CharacterReferences {
    private static let named: [Substring: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "colon": ":", "Tab": "\t",
        "NewLine": "\n", "sol": "/", "bsol": "\\", "num": "#", "lpar": "(", "rpar": ")", "period": ".", "excl": "!",
    ]

    static func resolved(_ text: String) -> String {
        guard text.contains("&") else { return text }
        var result = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            guard scalar == "&", let (resolved, length) = reference(rest) else {
                result.append(scalar)
                continue
            }
            result.append(resolved)
            rest = rest.dropFirst(length)
        }
        return String(result)
    }

    /// The character that the text behind an ampersand stands for, and the length of its reference.
    private static func reference(_ text: Substring.UnicodeScalarView) -> (Unicode.Scalar, Int)? {
        guard text.first == "#" else {
            let name = text.prefix(8).prefix { $0.properties.isAlphabetic && $0.isASCII }
            let end = name.count
            guard text.dropFirst(end).first == ";", let scalar = named[Substring(name)] else { return nil }
            return (scalar, end + 1)
        }
        let isHex = text.dropFirst().first.map { $0 == "x" || $0 == "X" } ?? false
        let prefix = isHex ? 2 : 1
        // Leading zeros are allowed, any number of them.
        let digits = text.dropFirst(prefix).prefix { $0.properties.numericType != nil || $0.properties.isASCIIHexDigit }
            .prefix { isHex ? $0.properties.isASCIIHexDigit : ("0"..."9").contains($0) }
        guard !digits.isEmpty else { return nil }
        let significant = digits.drop { $0 == "0" }
        let value = significant.count > 7 ? nil : UInt32(significant.isEmpty ? "0" : String(significant), radix: isHex ? 16 : 10)
        let hasEnd = text.dropFirst(prefix + digits.count).first == ";"
        return (value.flatMap(Unicode.Scalar.init) ?? "\u{FFFD}", prefix + digits.count + (hasEnd ? 1 : 0))
    }
}
