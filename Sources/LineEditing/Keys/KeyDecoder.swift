/// Makes keys of the bytes that a terminal sends. A sequence may come in pieces.
public struct KeyDecoder: Sendable {
    private var pending: [UInt8] = []
    /// What was pasted so far, between the terminal's two marks; `nil` outside.
    private var pasted: [UInt8]?

    private static let escape: UInt8 = 0x1B
    private static let pasteEnd = Array("\u{1B}[201~".utf8)
    /// No sequence of a keyboard is longer; what is longer is noise.
    private static let longestSequence = 32

    public init() {}

    /// Whether a sequence has begun that may not go on: then `flush` after a moment.
    public var isWaiting: Bool { !pending.isEmpty && pasted == nil }

    public mutating func append(_ bytes: some Sequence<UInt8>) -> [Key] {
        pending += bytes
        var keys: [Key] = []
        while let key = next(isFinal: false) { keys.append(key) }
        return keys
    }

    /// Nothing follows: what is left is keys by itself (a lone Escape).
    public mutating func flush() -> [Key] {
        var keys: [Key] = []
        while !pending.isEmpty, let key = next(isFinal: true) { keys.append(key) }
        return keys
    }

    private mutating func next(isFinal: Bool) -> Key? {
        if pasted != nil { return nextOfPaste() }
        guard let first = pending.first else { return nil }
        if first == Self.escape { return nextSequence(isFinal: isFinal) }
        if first < 0x20 || first == 0x7F {
            pending.removeFirst()
            return Self.control(first)
        }
        return nextCharacter(isFinal: isFinal)
    }

    private static func control(_ byte: UInt8) -> Key {
        switch byte {
        case 0x0D, 0x0A: .enter
        case 0x09: .tab
        case 0x08, 0x7F: .backspace
        default: .control(Character(Unicode.Scalar(byte | 0x40)).lowercasedCharacter)
        }
    }

    private mutating func nextCharacter(isFinal: Bool) -> Key? {
        let length = Self.length(of: pending[0])
        if pending.count < length, !isFinal { return nil }
        let bytes = pending.prefix(length)
        pending.removeFirst(min(length, pending.count))
        // Bytes that are no UTF-8 are shown as the replacement character.
        return String(decoding: bytes, as: UTF8.self).first.map(Key.character)
    }

    private static func length(of lead: UInt8) -> Int {
        switch lead {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }

    private mutating func nextSequence(isFinal: Bool) -> Key? {
        guard pending.count > 1 else {
            guard isFinal else { return nil }
            pending.removeAll()
            return .escape
        }
        switch pending[1] {
        case UInt8(ascii: "["), UInt8(ascii: "O"): return nextNamedKey(isFinal: isFinal)
        case Self.escape:
            pending.removeFirst()
            return .escape
        case 0x0D, 0x0A: return take(2, .altEnter)
        case 0x7F, 0x08: return take(2, .altBackspace)
        default:
            let escape = pending.removeFirst()
            guard let key = next(isFinal: isFinal) else {
                pending.insert(escape, at: 0)
                return nil
            }
            if case .character(let character) = key { return .alt(character) }
            return .unknown
        }
    }

    private mutating func take(_ count: Int, _ key: Key) -> Key {
        pending.removeFirst(count)
        return key
    }

    /// `ESC [ parameters letter` and `ESC O letter`.
    private mutating func nextNamedKey(isFinal: Bool) -> Key? {
        guard let end = pending.indices.dropFirst(2).first(where: { 0x40...0x7E ~= pending[$0] }) else {
            guard isFinal || pending.count > Self.longestSequence else { return nil }
            pending.removeAll()
            return .unknown
        }
        let parameters = String(decoding: pending[2..<end], as: UTF8.self).split(separator: ";", omittingEmptySubsequences: false)
        let letter = Character(Unicode.Scalar(pending[end]))
        pending.removeFirst(end + 1)
        // The second parameter is 1 and the keys held: Shift 1, Alt 2, Ctrl 4.
        let held = parameters.count > 1 ? (Int(parameters[1]) ?? 1) - 1 : 0
        let isByWord = held & 6 != 0
        switch letter {
        case "A": return .up
        case "B": return .down
        case "C": return isByWord ? .wordRight : .right
        case "D": return isByWord ? .wordLeft : .left
        case "H": return .home
        case "F": return .end
        case "Z": return .backTab
        case "M": return .enter
        case "~": return numbered(parameters.first.flatMap { Int($0) } ?? 0)
        default: return .unknown
        }
    }

    private mutating func numbered(_ number: Int) -> Key? {
        switch number {
        case 1, 7: return .home
        case 4, 8: return .end
        case 3: return .delete
        case 5: return .pageUp
        case 6: return .pageDown
        case 200:
            pasted = []
            return nextOfPaste()
        default: return .unknown
        }
    }

    private mutating func nextOfPaste() -> Key? {
        guard let end = pending.firstRange(of: Self.pasteEnd) else {
            // The mark itself may have come in part.
            let kept = min(pending.count, Self.pasteEnd.count - 1)
            pasted? += pending.dropLast(kept)
            pending = Array(pending.suffix(kept))
            return nil
        }
        let text = String(decoding: (pasted ?? []) + pending[..<end.lowerBound], as: UTF8.self)
        pending.removeFirst(end.upperBound)
        pasted = nil
        return .paste(text)
    }
}

extension Character {
    fileprivate var lowercasedCharacter: Character { lowercased().first ?? self }
}
