/// What the editor shows: rows of a terminal, and where in them the cursor stands. Places count from 0.
public struct Frame: Sendable, Equatable {
    /// Each fits into the terminal's width, with escape sequences for styles.
    public var rows: [String]
    public var cursorRow: Int
    public var cursorColumn: Int
    /// How many of the rows are the text's own; lists follow.
    public var textRows: Int

    /// The part of it that a terminal of so many rows can show, with the cursor in it.
    func fitting(_ height: Int) -> Frame {
        guard rows.count > height, height > 0 else { return self }
        let top = min(max(0, cursorRow - height / 2), rows.count - height)
        return Frame(
            rows: Array(rows[top..<(top + height)]), cursorRow: cursorRow - top, cursorColumn: cursorColumn,
            textRows: min(max(textRows - top, 1), height))
    }
}

/// Lays text out in rows of a terminal.
private struct RowBuilder {
    let width: Int
    private(set) var rows = [""]
    private(set) var column = 0

    init(width: Int) { self.width = width }

    var row: Int { rows.count - 1 }

    mutating func add(_ character: Character) {
        let shown = character == "\t" ? "    " : String(character)
        let cells = DisplayWidth.of(shown)
        if column + cells > width { startRow() }
        rows[row] += shown
        column += cells
    }

    /// Adds a prompt, which may take styles but is no wider than the row.
    mutating func add(_ text: String, styled: String) {
        rows[row] += styled
        column += DisplayWidth.of(text)
    }

    mutating func startRow() {
        rows.append("")
        column = 0
    }
}

extension LineEditor {
    /// What to show in a terminal of so many columns and rows.
    public func frame(prompt: Prompt, columns: Int, rows height: Int) -> Frame {
        var builder = RowBuilder(width: max(columns, 8))
        var place = (row: 0, column: 0)
        add(search.map { "(search) `\($0.query)`: " } ?? prompt.first, prompt, to: &builder)
        for (index, character) in buffer.characters.enumerated() {
            if index == buffer.cursor { place = cursorPlace(&builder, before: character) }
            if character == "\n" {
                builder.startRow()
                add(prompt.rest, prompt, to: &builder)
            } else {
                builder.add(character)
            }
        }
        if buffer.isAtEnd { place = cursorPlace(&builder, before: nil) }
        let textRows = builder.rows.count
        let list = menu?.rows(columns: columns, atMost: max(3, height - textRows - 1)) ?? []
        return Frame(rows: builder.rows + list, cursorRow: place.row, cursorColumn: place.column, textRows: textRows).fitting(height)
    }

    private func add(_ text: String, _ prompt: Prompt, to builder: inout RowBuilder) {
        let fitting = DisplayWidth.of(text) < builder.width ? text : String(text.suffix(builder.width / 2))
        builder.add(fitting, styled: prompt.styled(fitting))
    }

    /// A cursor behind the last column stands in the next row.
    private func cursorPlace(_ builder: inout RowBuilder, before character: Character?) -> (row: Int, column: Int) {
        let cells = character.map { $0 == "\n" ? 1 : max(1, DisplayWidth.of($0)) } ?? 1
        if builder.column + cells > builder.width { builder.startRow() }
        return (builder.row, builder.column)
    }
}

extension CompletionMenu {
    /// The list, in columns where nothing more is said of the completions than their names.
    func rows(columns: Int, atMost height: Int) -> [String] {
        let all = completions.all
        let isDetailed = all.contains { !$0.detail.isEmpty }
        let width = min((all.map { DisplayWidth.of($0.label) }.max() ?? 0) + 2, max(columns - 1, 8))
        let perRow = isDetailed ? 1 : max(1, (columns - 1) / width)
        let needed = (all.count + perRow - 1) / perRow
        let count = min(needed, height)
        // The chosen one is always in sight.
        let chosen = selected.flatMap { number in all.firstIndex { $0.text == texts[number] } }
        let shown = needed > height ? max(1, count - 1) : count
        let first = chosen.map { max(0, $0 / perRow - shown + 1) } ?? 0
        var rows = (first..<min(first + shown, needed)).map { row in
            all[(row * perRow)..<min((row + 1) * perRow, all.count)].enumerated().map { offset, completion in
                cell(completion, width: width, columns: columns, isChosen: row * perRow + offset == chosen, isDetailed: isDetailed)
            }.joined()
        }
        let hidden = all.count - min(shown * perRow, all.count)
        if hidden > 0 { rows.append("\u{1B}[2m… \(hidden) more\u{1B}[0m") }
        return rows
    }

    private func cell(_ completion: Completion, width: Int, columns: Int, isChosen: Bool, isDetailed: Bool) -> String {
        let label = completion.label.prefix(cells: width - 1)
        let padding = String(repeating: " ", count: max(0, width - DisplayWidth.of(label)))
        let detail = completion.detail.prefix(cells: max(0, columns - width - 1))
        let shownDetail = detail.isEmpty ? "" : "\u{1B}[2m\(detail)\u{1B}[0m"
        let shownLabel = isChosen ? "\u{1B}[7m\(label)\u{1B}[0m" : label
        return isDetailed && detail.isEmpty ? shownLabel : shownLabel + padding + shownDetail
    }
}

extension String {
    /// As much of the beginning as fits into so many cells; `…` says that there is more.
    public func prefix(cells: Int) -> String {
        if DisplayWidth.of(self) <= cells { return self }
        var left = cells - 1
        let head = prefix { character in
            left -= DisplayWidth.of(character)
            return left >= 0
        }
        return cells > 0 ? head + "…" : ""
    }
}
