import Downloads

/// What `landuse data list` says.
struct DatasetTable {
    /// What needs no download.
    static let generated = "generated"

    var places: DatasetPlaces
    var datasets = PublishedDataset.all

    func text() throws -> String {
        var rows = [["NAME", "PICTURES", "CLASSES", "SIZE", "LICENCE", "WHERE"]]
        for dataset in datasets {
            rows.append([
                dataset.name, "\(dataset.pictures)", "\(dataset.classes.count)", ByteCount.text(dataset.archive.roughSize), dataset.licence,
                try place(of: dataset),
            ])
        }
        rows.append([Self.generated, "any", "21", "none", "part of landuse", "always here: drawn by the seed"])
        return Columns.text(rows)
    }

    /// Where it is, and whether it is whole.
    private func place(of dataset: PublishedDataset) throws -> String {
        guard let folder = try places.find(dataset) else { return "not here: landuse data get \(dataset.name)" }
        let origin = places.own.map { folder.path.hasPrefix($0 + "/") } == true ? " ($LANDUSE_DATA)" : ""
        return folder.path + origin + (folder.difference(from: dataset).map { "; \($0)" } ?? "")
    }

    /// All that is known of one.
    func details(of dataset: PublishedDataset) throws -> String {
        let sizes = Set(dataset.classes.map(\.pictures))
        let classes = dataset.classes.map { sizes.count > 1 ? "\($0.name) (\($0.pictures))" : $0.name }.joined(separator: ", ")
        return Columns.text([
            ["name", dataset.name], ["title", dataset.title], ["what", dataset.summary],
            ["pictures", "\(dataset.pictures)" + (sizes.count == 1 ? ", \(dataset.classes[0].pictures) of each class" : "")],
            ["classes", "\(dataset.classes.count): \(classes)"], ["licence", dataset.licence], ["cite", dataset.citation],
            ["homepage", dataset.homepage], ["archive", "\(ByteCount.text(dataset.archive.roughSize)), SHA-256 \(dataset.archive.sha256)"],
        ] + dataset.archive.urls.map { ["from", $0] } + [["where", try place(of: dataset)]])
    }

    static let generatedDetails = Columns.text([
        ["name", generated], ["title", "Generated land use"], ["what", "Pictures of UC Merced's 21 classes that a program draws, the same for the same seed."],
        ["licence", "part of landuse"], ["where", "always here; results on them say nothing about real pictures"],
    ])

    /// Decodes the files of the data sets that are here; names those that are no whole pictures, on standard error.
    /// - Returns: whether all are sound and whole.
    func verify(_ name: String?) throws -> Bool {
        var isSound = true
        for dataset in datasets where name == nil || name == dataset.name {
            guard let folder = try places.find(dataset) else { continue }
            let line = ProgressLine("\(dataset.name), checking", total: folder.pictures, unit: .pictures)
            let bad = try folder.faults { line.update($0) }
            line.end()
            for fault in bad.prefix(10) { standardError("\(fault.path.printable): error: \(fault.reason.printable)\n") }
            if bad.count > 10 { standardError("landuse: \(bad.count - 10) more files of \(dataset.name) are no whole pictures\n") }
            if let difference = folder.difference(from: dataset) { standardError("\(folder.path.printable): error: \(difference)\n") }
            if !bad.isEmpty || folder.difference(from: dataset) != nil { isSound = false }
        }
        return isSound
    }
}
