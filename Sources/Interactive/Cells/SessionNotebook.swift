import Notebook

/// A session as a notebook: the file it began with, byte for byte where nothing changed, with the changed cells in
/// their places and the new ones at the end.
struct SessionNotebook {
    let text: String
    /// Cells that are left out, for they do not compile.
    let leftOut: [String]

    /// - Parameter edited: for cells of the notebook that were changed: where the old ones stood.
    init(document: NotebookDocument, shelf: CellShelf, originals: [Cell]) {
        var lines = String(decoding: document.source, as: UTF8.self).lines
        var leftOut: [String] = []
        // From the end, so that earlier places stay where they are.
        for original in originals.reversed() {
            guard let entry = shelf.entries.first(where: { $0.cell.ordinal == original.ordinal }), entry.cell.source != original.source else { continue }
            let first = original.firstLine - 1, count = original.source.lines.count
            guard first + count <= lines.count else { continue }
            let prefix = lines.indices.contains(first) ? lines[first].prefix(original.removedColumns.first ?? 0) : ""
            lines.replaceSubrange(first..<(first + count), with: entry.cell.source.lines.map { prefix + $0 })
        }
        var text = lines.joined()
        for entry in shelf.entries.dropFirst(originals.count) {
            if entry.doesNotCompile {
                leftOut.append(entry.cell.id)
                continue
            }
            if !text.isEmpty, !text.hasSuffix("\n") { text += "\n" }
            text += (text.isEmpty ? "" : "\n") + CellFence(around: entry.cell.source).text
        }
        self.text = text
        self.leftOut = leftOut
    }
}

extension CellShelf.Entry {
    fileprivate var doesNotCompile: Bool {
        executed?.duration == nil && executed?.diagnostics.contains { $0.severity == .error } == true && !cell.options.expectsError
    }
}

extension String {
    /// The lines with their ends, as a notebook's are counted.
    var lines: [Substring] {
        var lines: [Substring] = [], rest = self[...]
        while let end = rest.firstIndex(where: \.isLineEnd) {
            let next = rest.index(after: end)
            lines.append(rest[..<next])
            rest = rest[next...]
        }
        return rest.isEmpty ? lines : lines + [rest]
    }
}
