import Notebook

/// What differs between two runs of a notebook, cell by cell. Pure.
public struct RecordComparison: Sendable, Equatable {
    public struct Difference: Sendable, Equatable {
        public var cell: String
        /// What differs, in words.
        public var summary: String
        /// Lines of text that differ: `- ` as recorded, `+ ` as it is now.
        public var lines: [String] = []
    }

    /// Cells that both runs have and that put out the same.
    public private(set) var same = 0
    public private(set) var differences: [Difference] = []

    public var isSame: Bool { differences.isEmpty }

    /// - Parameters:
    ///   - old: the report's record.
    ///   - new: that of the run now.
    public init(_ old: RunRecord, _ new: RunRecord) {
        let now = Dictionary(new.cells.map { ($0.id, $0) }) { first, _ in first }
        for cell in old.cells {
            guard let other = now[cell.id] else {
                differences.append(.init(cell: cell.id, summary: "was not reached"))
                continue
            }
            if let difference = Self.difference(cell, other) { differences.append(difference) } else { same += 1 }
        }
        let known = Set(old.cells.map(\.id))
        differences += new.cells.filter { !known.contains($0.id) }.map { .init(cell: $0.id, summary: "is not in the report") }
    }

    private static func difference(_ old: RunRecord.Cell, _ new: RunRecord.Cell) -> Difference? {
        // Why a cell failed says more than that it did.
        for (index, (before, now)) in zip(old.outputs, new.outputs).enumerated() {
            guard let found = difference(before, now) else { continue }
            return Difference(cell: old.id, summary: "output \(index + 1) (\(before.kind)) \(found.summary)", lines: found.lines)
        }
        if old.outcome != new.outcome { return Difference(cell: old.id, summary: "\(old.outcome) then, \(new.outcome) now") }
        guard old.outputs.count != new.outputs.count else { return nil }
        let rest = (old.outputs.dropFirst(new.outputs.count).map { ("- ", $0) } + new.outputs.dropFirst(old.outputs.count).map { ("+ ", $0) })
        return Difference(
            cell: old.id, summary: "put out \(old.outputs.count) things then, \(new.outputs.count) now",
            lines: bounded(rest.map { "\($0.0)\($0.1.kind): \($0.1.parts.compactMap(\.text).first ?? $0.1.parts.map(\.type).joined(separator: ", "))" }))
    }

    private static func difference(_ old: RunRecord.Output, _ new: RunRecord.Output) -> (summary: String, lines: [String])? {
        guard old.kind == new.kind else { return ("is \(new.kind) now", []) }
        let types = (old.parts.map(\.type), new.parts.map(\.type))
        guard types.0 == types.1 else {
            return ("has other representations", ["- " + types.0.joined(separator: ", "), "+ " + types.1.joined(separator: ", ")])
        }
        let different = zip(old.parts, new.parts).filter { $0.digest != $1.digest }
        guard let first = different.first else { return nil }
        // A text that differs tells more than a picture that does.
        let (before, now) = different.first { $0.text != nil && $1.text != nil } ?? first
        guard let a = before.text, let b = now.text else { return ("differs in its \(before.type)", []) }
        guard a != b else { return ("differs in its \(before.type), behind the first \(a.count) characters", []) }
        return ("differs", lines(from: a, to: b))
    }

    /// The lines that differ, in order.
    private static func lines(from old: String, to new: String) -> [String] {
        let a = old.split(separator: "\n", omittingEmptySubsequences: false), b = new.split(separator: "\n", omittingEmptySubsequences: false)
        let difference = b.difference(from: a)
        let changes = difference.removals.map { change -> (Int, Int, String) in
            if case .remove(let offset, let line, _) = change { (offset, 0, "- \(line)") } else { (0, 0, "") }
        } + difference.insertions.map { change -> (Int, Int, String) in
            if case .insert(let offset, let line, _) = change { (offset, 1, "+ \(line)") } else { (0, 0, "") }
        }
        return bounded(changes.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2))
    }

    private static let mostLines = 20

    private static func bounded(_ lines: [String]) -> [String] {
        let short = lines.map { $0.count > 200 ? $0.prefix(200) + "…" : $0 }
        return short.count <= mostLines ? short : short.prefix(mostLines) + ["… \(short.count - mostLines) more"]
    }
}
