/// The text that is being written, of one or more lines, and the cursor in it.
public struct EditBuffer: Sendable, Equatable {
    public private(set) var characters: [Character]
    /// How many characters stand before the cursor.
    public private(set) var cursor: Int

    public init(_ text: String = "") {
        characters = Array(text)
        cursor = characters.count
    }

    public var text: String { String(characters) }
    public var isEmpty: Bool { characters.isEmpty }
    public var isAtEnd: Bool { cursor == characters.count }
    public var isMultiLine: Bool { characters.contains("\n") }
    public var textBeforeCursor: String { String(characters[..<cursor]) }

    /// Puts text in at the cursor. A combining mark joins the character before it.
    public mutating func insert(_ text: String) {
        let joined = cursor > 0 ? 1 : 0
        let inserted = Array(String(characters[(cursor - joined)..<cursor]) + text)
        characters.replaceSubrange((cursor - joined)..<cursor, with: inserted)
        cursor += inserted.count - joined
    }

    /// Takes a range out, and leaves the cursor where it was.
    @discardableResult
    public mutating func remove(_ range: Range<Int>) -> String {
        let removed = String(characters[range])
        characters.removeSubrange(range)
        cursor = min(max(range.lowerBound, 0), characters.count)
        return removed
    }

    /// Puts text in the place of what stands between `start` and the cursor.
    public mutating func replace(from start: Int, with text: String) {
        remove(start..<cursor)
        insert(text)
    }

    public mutating func move(to position: Int) { cursor = min(max(0, position), characters.count) }

    // MARK: Lines

    public var lineStart: Int { (characters[..<cursor].lastIndex(of: "\n") ?? -1) + 1 }
    public var lineEnd: Int { characters[cursor...].firstIndex(of: "\n") ?? characters.count }
    public var isOnFirstLine: Bool { lineStart == 0 }
    public var isOnLastLine: Bool { lineEnd == characters.count }

    /// The blanks with which the cursor's line begins, up to the cursor.
    public var indentation: String { String(characters[lineStart..<cursor].prefix { $0 == " " || $0 == "\t" }) }

    /// Whether only blanks stand before the cursor in its line.
    public var isInIndentation: Bool { indentation.count == cursor - lineStart }

    /// Goes a line up or down, in the same column where there is one.
    public mutating func moveLine(by step: Int) {
        let column = cursor - lineStart
        if step < 0, !isOnFirstLine {
            cursor = lineStart - 1
        } else if step > 0, !isOnLastLine {
            cursor = lineEnd + 1
        } else {
            return
        }
        cursor = min(lineStart + column, lineEnd)
    }

    // MARK: Words

    private static func isWord(_ character: Character) -> Bool { character.isLetter || character.isNumber || character == "_" }

    public var previousWordStart: Int {
        var index = cursor
        while index > 0, !Self.isWord(characters[index - 1]) { index -= 1 }
        while index > 0, Self.isWord(characters[index - 1]) { index -= 1 }
        return index
    }

    public var nextWordEnd: Int {
        var index = cursor
        while index < characters.count, !Self.isWord(characters[index]) { index += 1 }
        while index < characters.count, Self.isWord(characters[index]) { index += 1 }
        return index
    }

    /// Where the run of anything but blanks before the cursor begins, as Ctrl-W takes it.
    public var previousBlankStart: Int {
        var index = cursor
        while index > 0, characters[index - 1].isWhitespace { index -= 1 }
        while index > 0, !characters[index - 1].isWhitespace { index -= 1 }
        return index
    }

    /// Swaps the two characters around the cursor, or at the end of a line the last two.
    public mutating func transpose() {
        var right = cursor
        if right == lineEnd { right -= 1 }
        guard right > lineStart else { return }
        characters.swapAt(right - 1, right)
        cursor = right + 1
    }
}
