import Foundation

/// Reads inputs from a terminal with editing, or plain lines from anything else.
public actor LineReader {
    public enum Input: Sendable, Equatable {
        case text(String)
        /// Ctrl-C; nothing was kept.
        case interrupt(wasEmpty: Bool)
        /// Ctrl-D, or the end of the file.
        case end
    }

    /// Gives completions for a text and a number of its characters before the cursor.
    public typealias Completer = @Sendable (_ text: String, _ cursor: Int) async -> Completions

    /// How long a sequence of bytes may pause within a key.
    private static let keyPatience: Int32 = 40

    private let terminal: Terminal
    private let isEditing: Bool
    private let isComplete: @Sendable (String) -> Bool
    private let complete: Completer
    private let historyFile: HistoryFile?
    private var history: InputHistory
    private var decoder = KeyDecoder()
    private var keys: [Key] = []
    private var editor: LineEditor
    private var painter = FramePainter()
    private var plainLines = PlainLines()

    public init(
        terminal: Terminal, history: HistoryFile? = nil, isComplete: @escaping @Sendable (String) -> Bool = { _ in true },
        complete: @escaping Completer = { _, cursor in Completions(start: cursor, []) }
    ) {
        self.terminal = terminal
        self.isComplete = isComplete
        self.complete = complete
        isEditing = terminal.canEdit()
        historyFile = history
        self.history = isEditing ? history?.read() ?? InputHistory() : InputHistory()
        editor = LineEditor(isComplete: isComplete)
    }

    /// Reads one input.
    public func read(_ prompt: Prompt) async -> Input {
        guard isEditing else { return await readPlainly(prompt) }
        guard terminal.makeRaw() else { return .end }
        defer { terminal.restore() }
        editor = editor.next(history: history.entries)
        painter = FramePainter()
        while true {
            if keys.isEmpty { draw(prompt) }
            guard let key = await nextKey(prompt) else { return finish(prompt, .end) }
            switch editor.handle(key) {
            case nil: break
            case .submit(let text)?:
                remember(text)
                return finish(prompt, .text(text))
            case .interrupt(let text)?:
                return finish(prompt, .interrupt(wasEmpty: text.isEmpty), note: "^C")
            case .end?: return finish(prompt, .end)
            case .complete?:
                draw(prompt)
                editor.offer(await complete(editor.buffer.text, editor.buffer.cursor))
            case .clearScreen?:
                terminal.write("\u{1B}[H\u{1B}[2J")
                painter = FramePainter()
            case .suspend?:
                terminal.write(painter.clear())
                terminal.suspend()
                guard terminal.makeRaw() else { return .end }
            }
        }
    }

    private func nextKey(_ prompt: Prompt) async -> Key? {
        while keys.isEmpty {
            switch await terminal.next(within: decoder.isWaiting ? Self.keyPatience : -1) {
            case .bytes(let bytes): keys = decoder.append(bytes)
            case .nothing: keys = decoder.flush()
            case .resized: draw(prompt)
            case .interrupted: return .control("c")
            case .end: return nil
            }
        }
        return keys.removeFirst()
    }

    private func draw(_ prompt: Prompt) {
        let size = terminal.size
        terminal.write(painter.paint(editor.frame(prompt: prompt, columns: size.columns, rows: size.rows)))
    }

    private func finish(_ prompt: Prompt, _ input: Input, note: String = "") -> Input {
        let size = terminal.size
        var frame = editor.frame(prompt: prompt, columns: size.columns, rows: size.rows)
        if !note.isEmpty { frame.rows[frame.textRows - 1] += note }
        terminal.write(painter.finish(frame))
        return input
    }

    /// A history that cannot be written is no reason to lose an input.
    private func remember(_ text: String) {
        if history.add(text) { try? historyFile?.append(text) }
    }

    // MARK: Without editing

    /// Lines as they come, until they are complete. A person is shown a prompt, a pipe is not.
    private func readPlainly(_ prompt: Prompt) async -> Input {
        var text = ""
        while true {
            if terminal.isInteractive { terminal.write(text.isEmpty ? prompt.first : prompt.rest) }
            switch await nextPlainLine() {
            case .line(let line):
                text += (text.isEmpty ? "" : "\n") + line
                if isComplete(text) { return .text(text) }
            case .interrupted:
                terminal.write("\n")
                return .interrupt(wasEmpty: text.isEmpty)
            case .end: return text.isEmpty ? .end : .text(text)
            }
        }
    }

    private enum PlainInput { case line(String), interrupted, end }

    private func nextPlainLine() async -> PlainInput {
        while true {
            if let line = plainLines.next() { return .line(line) }
            switch await terminal.next() {
            case .bytes(let bytes): plainLines.append(bytes)
            case .end: return plainLines.last().map(PlainInput.line) ?? .end
            case .interrupted: return .interrupted
            case .resized, .nothing: break
            }
        }
    }
}

/// Lines of bytes that come in pieces.
struct PlainLines: Sendable {
    private var pending: [UInt8] = []

    mutating func append(_ bytes: [UInt8]) { pending += bytes }

    mutating func next() -> String? {
        guard let end = pending.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
        defer { pending.removeFirst(end + 1) }
        return text(pending[..<end])
    }

    /// What stands after the last line feed, if anything.
    mutating func last() -> String? {
        defer { pending = [] }
        return pending.isEmpty ? nil : text(pending[...])
    }

    private func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes, as: UTF8.self)
    }
}
