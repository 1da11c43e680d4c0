/// An editor for one input of one or more lines: a pure state, changed by keys.
public struct LineEditor: Sendable {
    /// What a key asks of the world outside.
    public enum Effect: Sendable, Equatable {
        /// The input is finished.
        case submit(String)
        /// Ctrl-C; `text` is what is thrown away.
        case interrupt(text: String)
        /// Ctrl-D on empty input.
        case end
        /// Completions are wanted; they come by `offer`.
        case complete
        case clearScreen
        /// Ctrl-Z.
        case suspend
    }

    /// What the last key did, where the next one goes on with it.
    private enum LastAction { case kill, yank, typing, other }

    public internal(set) var buffer: EditBuffer
    var menu: CompletionMenu?
    var search: Search?
    private let isComplete: @Sendable (String) -> Bool
    var history: HistoryWalk
    private var kills: KillRing
    var undos: [EditBuffer] = []
    private var lastAction = LastAction.other
    private var lastYank = 0

    /// - Parameters:
    ///   - history: earlier inputs, oldest first.
    ///   - isComplete: whether Enter finishes a text or goes on in a new line.
    public init(text: String = "", history: [String] = [], isComplete: @escaping @Sendable (String) -> Bool = { _ in true }) {
        buffer = EditBuffer(text)
        self.history = HistoryWalk(history)
        self.isComplete = isComplete
        kills = KillRing()
    }

    /// A fresh input, with what was cut out before still at hand.
    public func next(history: [String]) -> LineEditor {
        var next = LineEditor(history: history, isComplete: isComplete)
        next.kills = kills
        return next
    }

    /// Takes a key.
    public mutating func handle(_ key: Key) -> Effect? {
        if search != nil, let effect = handleInSearch(key) { return effect.value }
        let before = buffer, action = lastAction
        if key != .tab, key != .backTab { menu = nil }
        lastAction = .other
        let effect = edit(key, after: action)
        // Typing is undone as a whole, up to the next other key.
        if buffer.characters != before.characters, key != .control("_"), !(action == .typing && lastAction == .typing) {
            undos.append(before)
        }
        return effect
    }

    private mutating func edit(_ key: Key, after action: LastAction) -> Effect? {
        switch key {
        case .character(let character):
            // A closing bracket that begins a line stands a step further out.
            if "})]".contains(character), buffer.cursor > buffer.lineStart, buffer.isInIndentation { deleteBackward() }
            buffer.insert(String(character))
            lastAction = .typing
        case .paste(let text): buffer.insert(Self.cleaned(text))
        case .enter: return enter()
        case .altEnter, .control("o"): newLine()
        case .tab: return tab()
        case .backTab: selectCompletion(by: -1)
        case .left, .control("b"): buffer.move(to: buffer.cursor - 1)
        case .right, .control("f"): buffer.move(to: buffer.cursor + 1)
        case .wordLeft, .alt("b"): buffer.move(to: buffer.previousWordStart)
        case .wordRight, .alt("f"): buffer.move(to: buffer.nextWordEnd)
        case .home, .control("a"): buffer.move(to: buffer.lineStart)
        case .end, .control("e"): buffer.move(to: buffer.lineEnd)
        case .alt("<"), .pageUp: buffer.move(to: 0)
        case .alt(">"), .pageDown: buffer.move(to: buffer.characters.count)
        case .up, .control("p"): moveOrRecall(-1, isArrow: key == .up)
        case .down, .control("n"): moveOrRecall(1, isArrow: key == .down)
        case .backspace: deleteBackward()
        case .delete: deleteForward()
        case .control("d"):
            if buffer.isEmpty { return .end }
            deleteForward()
        case .control("k"):
            kill(buffer.cursor..<(buffer.cursor == buffer.lineEnd ? min(buffer.cursor + 1, buffer.characters.count) : buffer.lineEnd), after: action)
        case .control("u"): kill(buffer.lineStart..<buffer.cursor, after: action, before: true)
        case .control("w"): kill(buffer.previousBlankStart..<buffer.cursor, after: action, before: true)
        case .altBackspace: kill(buffer.previousWordStart..<buffer.cursor, after: action, before: true)
        case .alt("d"): kill(buffer.cursor..<buffer.nextWordEnd, after: action)
        case .control("y"): yank()
        case .alt("y"): if action == .yank { yankOlder() }
        case .control("t"): buffer.transpose()
        case .control("_"): undos.popLast().map { buffer = $0 }
        case .control("r"): search = Search(original: buffer)
        case .control("c"): return .interrupt(text: buffer.text)
        case .control("l"): return .clearScreen
        case .control("z"): return .suspend
        case .escape, .unknown, .control, .alt: break
        }
        return nil
    }

    // MARK: Lines

    private mutating func enter() -> Effect? {
        // In the middle of a longer text a new line is what is meant.
        let isAtItsEnd = buffer.isOnLastLine || !buffer.isMultiLine
        if isAtItsEnd, isComplete(buffer.text) { return .submit(buffer.text) }
        newLine()
        return nil
    }

    /// A new line as far in as the last one, and one step further after a brace.
    private mutating func newLine() {
        let before = buffer.characters[buffer.lineStart..<buffer.cursor].last { !$0.isWhitespace }
        let opens = before.map { "{([".contains($0) } ?? false
        buffer.insert("\n" + buffer.indentation + (opens ? "    " : ""))
    }

    private mutating func deleteBackward() {
        guard buffer.cursor > 0 else { return }
        // Within the indentation a whole step goes.
        let column = buffer.cursor - buffer.lineStart
        let isStep = buffer.isInIndentation && column >= 4 && column % 4 == 0 && !buffer.indentation.contains("\t")
        buffer.remove((buffer.cursor - (isStep ? 4 : 1))..<buffer.cursor)
    }

    private mutating func deleteForward() {
        if !buffer.isAtEnd { buffer.remove(buffer.cursor..<(buffer.cursor + 1)) }
    }

    private mutating func moveOrRecall(_ step: Int, isArrow: Bool) {
        if step < 0 ? !buffer.isOnFirstLine : !buffer.isOnLastLine { return buffer.moveLine(by: step) }
        guard let text = history.step(step, from: buffer.text) else { return }
        buffer = EditBuffer(text)
    }

    /// Line ends as ours, and nothing that would move the terminal's cursor.
    private static func cleaned(_ text: String) -> String {
        let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        return String(String.UnicodeScalarView(lines.unicodeScalars.filter { $0 == "\n" || $0 == "\t" || $0.properties.generalCategory != .control }))
    }

    // MARK: Cutting and putting in

    private mutating func kill(_ range: Range<Int>, after action: LastAction, before: Bool = false) {
        kills.add(buffer.remove(range), joining: action == .kill, before: before)
        lastAction = .kill
    }

    private mutating func yank() {
        kills.startYank()
        putIn(at: buffer.cursor)
    }

    private mutating func yankOlder() {
        kills.rotate()
        putIn(at: lastYank)
    }

    private mutating func putIn(at start: Int) {
        lastYank = start
        buffer.replace(from: start, with: kills.current ?? "")
        lastAction = .yank
    }
}
