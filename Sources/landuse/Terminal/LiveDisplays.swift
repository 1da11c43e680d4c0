/// Values that replace each other, as text: on a terminal each is drawn over the one before, anywhere else only the
/// last is written, when the cell has ended.
struct LiveDisplays {
    /// What was written last, if it can be drawn over: whose it is, and how many of the terminal's lines it takes.
    private var last: (id: String, rows: Int)?
    /// What was written before, in whatever state.
    private var drawn: Set<String> = []
    /// What is not on the screen as it is now, in the order in which it came.
    private var waiting: [(id: String, text: String)] = []

    /// Longer ones are not drawn over: they may be longer than the terminal.
    private static let mostRows = 16

    /// What to write now for a value; it ends with a line, or is empty.
    /// - Parameter columns: how wide the terminal is; `nil` where there is none.
    mutating func show(_ text: String, id: String, columns: Int?) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
        // A bar may follow what was printed meanwhile, line after line; a chart would be too much.
        guard let columns, last?.id == id || lines.count == 1 || !drawn.contains(id) else {
            let text = lines.joined(separator: "\n") + "\n"
            if let index = waiting.firstIndex(where: { $0.id == id }) { waiting[index].text = text } else { waiting.append((id, text)) }
            return ""
        }
        // A bar that is broken into two lines cannot be drawn over.
        if lines.count == 1 { lines = [lines[0].prefix(max(columns - 1, 1))] }
        let rows = lines.reduce(0) { $0 + max(1, ($1.count + columns - 1) / columns) }
        let erasure = last.map { $0.id == id ? "\u{1B}[\($0.rows)A\r\u{1B}[J" : "" } ?? ""
        waiting.removeAll { $0.id == id }
        drawn.insert(id)
        last = rows <= Self.mostRows ? (id, rows) : nil
        return erasure + lines.joined(separator: "\n") + "\n"
    }

    /// Other text is on the screen below, and nothing is drawn over it.
    mutating func somethingElseIsWritten() { last = nil }

    /// The cell has ended: what is still to be written.
    mutating func finish() -> String {
        defer { self = LiveDisplays() }
        return waiting.map(\.text).joined()
    }
}
