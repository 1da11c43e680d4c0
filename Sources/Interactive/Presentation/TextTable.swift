import LineEditing

/// Rows in columns, for the prompt's lists.
enum TextTable {
    static func text(_ rows: [[String]], indentation: String = "  ") -> String {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in rows.compactMap { $0.indices.contains(column) ? DisplayWidth.of($0[column]) : nil }.max() ?? 0 }
        return rows.map { row in
            let cells = row.enumerated().map { index, cell in
                index == row.count - 1 ? cell : cell + String(repeating: " ", count: widths[index] - DisplayWidth.of(cell))
            }
            return indentation + cells.joined(separator: "  ") + "\n"
        }.joined()
    }
}
