/// Draws one frame over the one before.
struct FramePainter: Sendable {
    /// The row of the last frame in which the cursor was left.
    private var cursorRow = 0

    /// The bytes that show a frame where the last one stood.
    mutating func paint(_ frame: Frame) -> String {
        var text = start
        text += "\u{1B}[J" + frame.rows.joined(separator: "\r\n")
        text += Self.up(frame.rows.count - 1 - frame.cursorRow) + "\r" + Self.right(frame.cursorColumn)
        cursorRow = frame.cursorRow
        return text
    }

    /// The bytes that leave a frame's text standing, without lists, and go on below it.
    mutating func finish(_ frame: Frame) -> String {
        var final = frame
        final.rows = Array(frame.rows.prefix(frame.textRows))
        final.cursorRow = min(frame.cursorRow, final.rows.count - 1)
        let text = paint(final) + String(repeating: "\n", count: final.rows.count - 1 - final.cursorRow) + "\r\n"
        cursorRow = 0
        return text
    }

    /// The bytes that take the last frame away.
    mutating func clear() -> String {
        defer { cursorRow = 0 }
        return start + "\u{1B}[J"
    }

    private var start: String { Self.up(cursorRow) + "\r" }

    private static func up(_ rows: Int) -> String { rows > 0 ? "\u{1B}[\(rows)A" : "" }
    private static func right(_ columns: Int) -> String { columns > 0 ? "\u{1B}[\(columns)C" : "" }
}
