/// Values that replace each other, as text: on a terminal each is drawn over the one before, anywhere else only the
/// last is written, when the cell has ended.
public struct LiveDisplays: Sendable {
    private struct Drawing: Sendable {
        var id: String
        var text: String
        /// How many of the terminal's lines it takes.
        var rows: Int
    }

    /// What stands at the screen's end, with nothing else below: these can be drawn over, nested bars together.
    private var block: [Drawing] = []
    /// What was written before, in whatever state.
    private var drawn: Set<String> = []
    /// What is not on the screen as it is now, in the order in which it came.
    private var waiting: [(id: String, text: String)] = []

    /// More cannot be drawn over: it may be more than the terminal has.
    private static let mostRows = 16

    public init() {}

    /// What to write now for a value; it ends with a line, or is empty.
    /// - Parameter columns: how wide the terminal is; `nil` where there is none.
    public mutating func show(_ text: String, id: String, columns: Int?) -> String {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
        let place = block.firstIndex { $0.id == id }
        // A bar may follow what was printed meanwhile, line after line; a chart would be too much.
        guard let columns, place != nil || lines.count == 1 || !drawn.contains(id) else {
            let text = lines.joined(separator: "\n") + "\n"
            if let index = waiting.firstIndex(where: { $0.id == id }) { waiting[index].text = text } else { waiting.append((id, text)) }
            return ""
        }
        // A bar that is broken into two lines cannot be drawn over.
        if lines.count == 1 { lines = [lines[0].prefix(max(columns - 1, 1))] }
        waiting.removeAll { $0.id == id }
        drawn.insert(id)
        let rows = lines.reduce(0) { $0 + max(1, ($1.count + columns - 1) / columns) }
        return draw(Drawing(id: id, text: lines.joined(separator: "\n") + "\n", rows: rows), at: place)
    }

    private mutating func draw(_ drawing: Drawing, at place: Int?) -> String {
        let start = place ?? block.count, erased = block[start...].reduce(0) { $0 + $1.rows }
        if let place { block[place] = drawing } else { block.append(drawing) }
        let text = (erased > 0 ? "\u{1B}[\(erased)A\r\u{1B}[J" : "") + block[start...].map(\.text).joined()
        while block.reduce(0, { $0 + $1.rows }) > Self.mostRows { block.removeFirst() }
        return text
    }

    /// Other text is on the screen below, and nothing is drawn over it.
    public mutating func somethingElseIsWritten() { block = [] }

    /// The cell has ended: what is still to be written.
    public mutating func finish() -> String {
        defer { self = LiveDisplays() }
        return waiting.map(\.text).joined()
    }
}
