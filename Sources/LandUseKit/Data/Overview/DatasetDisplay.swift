import NotebookDisplay

extension Dataset {
    public var remarks: [String] { [] }

    /// A table of the classes and how many pictures each has, with where they come from.
    public var mimeBundle: MIMEBundle { overview.mimeBundle }

    /// What a notebook shows of the dataset.
    public var overview: Table {
        var counts = Array(repeating: 0, count: classes.count)
        for label in labels where counts.indices.contains(label) { counts[label] += 1 }
        return Table(
            columns: [Table.Column("Class"), Table.Column("Pictures", alignment: .trailing)],
            rows: zip(classes, counts).map { [$0, "\($1)"] } + [["all \(classes.count) classes", "\(count)"]],
            title: source.name, notes: source.notes + remarks + (foreignLabel.map { ["Not counted: \($0)."] } ?? []))
    }
}

extension CachedDataset {
    public var remarks: [String] {
        let most = "\(limit / 1_000_000) MB", kept = keptCount
        // A dataset is mostly shown before anyone has asked for a picture.
        let state = kept == 0
            ? "Pictures stay in memory once they were decoded, at most \(most) of them."
            : "\(kept) of \(count) pictures are in memory: \(Decimal.fixed(Double(memory) / 1e6, digits: 1)) of at most \(most)."
        return base.remarks + [state]
    }
}

extension Subset {
    public var remarks: [String] { base.remarks + ["These are \(count) of \(base.count) pictures."] }
}

extension Split: Displayable, CustomStringConvertible {
    public var description: String { parts.map { "\($0.name) \($0.subset.count)" }.joined(separator: ", ") }

    /// How many pictures of each class each part has.
    public var mimeBundle: MIMEBundle {
        let counts = parts.map { part in Dictionary(grouping: part.subset.labels, by: { $0 }).mapValues(\.count) }
        let rows = train.classes.enumerated().map { label, name in [name] + counts.map { "\($0[label] ?? 0)" } }
        return Table(
            columns: [Table.Column("Class")] + parts.map { Table.Column($0.name, alignment: .trailing) },
            rows: rows + [["all \(train.classes.count) classes"] + parts.map { "\($0.subset.count)" }],
            title: "\(train.source.name): \(parts.map { "\($0.subset.count)" }.joined(separator: " / ")) pictures", notes: train.source.notes + train.base.remarks
        ).mimeBundle
    }
}
