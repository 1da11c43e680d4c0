import Notebook

/// Several cells as one, to be compiled together: their lines as they are, so that whatever is said of a place in it can be
/// said of the cell that the place comes from. Pure.
struct MergedCell: Sendable {
    let cell: Cell
    /// The cells in it, in order.
    let parts: [Cell]

    /// Cells that only declare things, one behind the other.
    static func declarations(_ cells: [Cell], id: String, ordinal: Int) -> MergedCell {
        var lines = Lines()
        for cell in cells { lines.add(cell, cell.lines.indices) }
        return MergedCell(cell: lines.cell(id: id, ordinal: ordinal), parts: cells)
    }

    /// Checks, each of them in a scope of its own, of which one run is one part: that at the place of its number.
    /// - Parameter checks: each with the lines of the expression that it observes.
    static func checks(_ checks: [(cell: Cell, observed: ClosedRange<Int>)], id: String, ordinal: Int) -> MergedCell {
        var lines = Lines()
        lines.add("switch NotebookKernel.CellRuntime.part {")
        for (number, check) in checks.enumerated() {
            let observed = (check.observed.lowerBound - 1)..<check.observed.upperBound
            lines.add("case \(number):")
            lines.add(check.cell, 0..<observed.lowerBound)
            lines.add("NotebookKernel.CellRuntime.observe(")
            lines.add(check.cell, observed)
            lines.add(")")
        }
        lines.add("default: break")
        lines.add("}")
        return MergedCell(cell: lines.cell(id: id, ordinal: ordinal), parts: checks.map(\.cell))
    }

    /// The cell that a line of the file belongs to; `nil` for lines that were put in.
    func owner(ofLine line: Int) -> Cell? {
        line > 0 ? parts.first { $0.fileLines.contains(line) } : nil
    }

    /// The source as it is put together, with where each line comes from.
    private struct Lines {
        private var text: [Substring] = [], numbers: [Int] = [], removed: [Int] = []

        mutating func add(_ line: Substring) {
            text.append(line)
            numbers.append(0)
            removed.append(0)
        }

        mutating func add(_ cell: Cell, _ range: Range<Int>) {
            let lines = cell.lines
            for index in range {
                let place = cell.position(line: index + 1, column: 0)
                text.append(lines[index])
                numbers.append(place.line)
                removed.append(place.column)
            }
        }

        func cell(id: String, ordinal: Int) -> Cell {
            var options = CellOptions()
            options.id = id
            return Cell(
                id: id, ordinal: ordinal, options: options, source: text.map { $0 + "\n" }.joined(), firstLine: numbers.first { $0 > 0 } ?? 1,
                removedColumns: removed, lineNumbers: numbers)
        }
    }
}

extension Cell {
    /// The lines of its code, those of options empty.
    fileprivate var lines: [Substring] {
        let lines = code.split(separator: "\n", omittingEmptySubsequences: false).map { Substring($0) }
        return lines.last?.isEmpty == true ? lines.dropLast() : lines
    }

    /// The lines of the file that it takes.
    var fileLines: ClosedRange<Int> {
        let count = source.utf8.count { $0 == UInt8(ascii: "\n") }
        return firstLine...(firstLine + max(count - 1, 0))
    }
}
