extension RandomState: LosslessStringConvertible {
    /// The generator's 624 words in hexadecimal, the place in them, and the normal number that waits, if one does, by
    /// its bits: `MT19937 12 - 0beb1a2c…`.
    public var description: String {
        let spare = spareNormal.map { String($0.bitPattern, radix: 16) } ?? "-"
        let words = generator.words.map { word in
            let digits = String(word, radix: 16)
            return String(repeating: "0", count: 8 - digits.count) + digits
        }
        return "MT19937 \(generator.position) \(spare) \(words.joined())"
    }

    /// The state that `description` describes; `nil` for any other text.
    public init?(_ text: String) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 4, parts[0] == "MT19937", let position = Int(parts[1]) else { return nil }
        var words: [UInt32] = []
        var digits = parts[3][...]
        while !digits.isEmpty {
            guard digits.utf8.count >= 8, let word = UInt32(digits.prefix(8), radix: 16) else { return nil }
            words.append(word)
            digits = digits.dropFirst(8)
        }
        guard let generator = MersenneTwister(words: words, position: position) else { return nil }
        self.generator = generator
        if parts[2] == "-" {
            spareNormal = nil
        } else {
            guard let bits = UInt64(parts[2], radix: 16) else { return nil }
            spareNormal = Double(bitPattern: bits)
        }
    }
}
