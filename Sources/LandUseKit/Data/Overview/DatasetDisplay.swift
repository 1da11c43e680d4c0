import NotebookDisplay

extension Dataset {
    public var remarks: [String] { [] }

    /// A table of the classes and how many pictures each has, with where they come from.
    public var mimeBundle: MIMEBundle { overview.mimeBundle }

    /// What a notebook shows of the dataset.
    public var overview: Table {
        var counts = Array(repeating: 0, count: classes.count)
        for label in labels { counts[label] += 1 }
        return Table(
            columns: [Table.Column("Class"), Table.Column("Pictures", alignment: .trailing)],
            rows: zip(classes, counts).map { [$0, "\($1)"] } + [["all \(classes.count) classes", "\(count)"]],
            title: source.name, notes: source.notes + remarks)
    }
}

extension DataSource {
    /// What a reader must know of pictures from there, a sentence a line.
    var notes: [String] {
        var notes = ["Licence: \(licence)."]
        if let place { notes.append("Read from \(place).") }
        if isGenerated { notes.append("A program drew these pictures: results on them say nothing about real images.") }
        if isPartlyGenerated {
            notes.append("Partly generated: a program drew some of these pictures, and results on those say nothing about real images.")
        }
        return notes
    }
}

extension CachedDataset {
    public var remarks: [String] {
        base.remarks + ["\(keptCount) of \(count) pictures are in memory: \(Decimal.fixed(Double(memory) / 1e6, digits: 1)) MB of at most \(limit / 1_000_000)."]
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
            title: "\(train.source.name): \(parts.map { "\($0.subset.count)" }.joined(separator: " / ")) pictures", notes: train.source.notes
        ).mimeBundle
    }
}
