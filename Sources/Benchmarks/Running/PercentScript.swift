import Foundation

/// A Python script in the percent format (`# %%` begins a cell), as Jupyter's own file.
struct PercentScript {
    /// The cells' sources, without the line that begins each. What stands before the first is no cell.
    let cells: [String]

    init(_ text: String) {
        var cells: [[Substring]] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("# %%") {
                cells.append([])
            } else if !cells.isEmpty {
                cells[cells.count - 1].append(line)
            }
        }
        self.cells = cells.map { $0.joined(separator: "\n").trimmingCharacters(in: .newlines) }
    }

    /// The notebook in nbformat 4.5.
    var notebook: Data {
        get throws {
            let cells: [[String: Any]] = self.cells.enumerated().map { index, source in
                [
                    "cell_type": "code", "id": "cell-\(index)", "execution_count": NSNull(), "metadata": [String: Any](),
                    "outputs": [Any](), "source": source,
                ]
            }
            let kernel = ["display_name": "Python 3", "language": "python", "name": "python3"]
            return try JSONSerialization.data(
                withJSONObject: ["nbformat": 4, "nbformat_minor": 5, "metadata": ["kernelspec": kernel], "cells": cells], options: [.sortedKeys])
        }
    }
}
