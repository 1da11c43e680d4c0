import Notebook
import SwiftParser
import SwiftSyntax

/// The small changes that an assignment's solutions are tried with.
public enum MutationPlan {
    /// All changes inside the solutions of a notebook, the most telling selection first: however many are taken from the
    /// front, they come from all answers, and from all of each answer. Always in the same order.
    public static func mutations(of document: NotebookDocument) -> [Mutation] {
        let byCell = document.cells.map { spread(mutations(of: $0)) }
        let longest = byCell.map(\.count).max() ?? 0
        return (0..<longest).flatMap { round in byCell.compactMap { $0.indices.contains(round) ? $0[round] : nil } }
    }

    /// The changes inside one cell's solutions, from top to bottom.
    static func mutations(of cell: Cell) -> [Mutation] {
        let regions = cell.solutionRegions
        guard !regions.isEmpty else { return [] }
        let bytes = Array(cell.source.utf8), tree = Parser.parse(source: cell.source)
        let finder = MutationFinder()
        finder.walk(tree)
        let starts = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
        // The lines between the marks.
        let solutions = regions.map { region in starts[region.lines.lowerBound]..<starts[region.lines.upperBound - 1] }
        var seen: Set<String> = []
        return finder.edits.sorted { $0.range.lowerBound < $1.range.lowerBound }.compactMap { edit in
            guard solutions.contains(where: { $0.lowerBound <= edit.range.lowerBound && edit.range.upperBound <= $0.upperBound }) else { return nil }
            let changed = bytes[..<edit.range.lowerBound] + Array(edit.replacement.utf8) + bytes[edit.range.upperBound...]
            let source = String(decoding: changed, as: UTF8.self)
            // Two ways to the same text are one.
            guard source != cell.source, seen.insert(source).inserted else { return nil }
            let line = (starts.lastIndex { $0 <= edit.range.lowerBound } ?? 0) + 1
            let column = String(decoding: bytes[starts[line - 1]..<edit.range.lowerBound], as: UTF8.self).count + 1
            return Mutation(
                cell: cell.id, position: cell.position(line: line, column: column), original: String(decoding: bytes[edit.range], as: UTF8.self),
                replacement: edit.replacement, source: source)
        }
    }

    /// The first, the middle one, the quarters, and so on: any beginning of it is spread over the whole.
    static func spread<Item>(_ items: [Item]) -> [Item] {
        var bits = 0
        while 1 << bits < items.count { bits += 1 }
        return (0..<(1 << bits)).compactMap { index in
            let reversed = (0..<bits).reduce(0) { $0 | (index >> $1 & 1) << (bits - 1 - $1) }
            return items.indices.contains(reversed) ? items[reversed] : nil
        }
    }
}
