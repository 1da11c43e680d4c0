import Downloads

/// What `landuse weights list` says.
struct WeightsTable {
    /// `nil` where this machine has no folder for downloads.
    var places: WeightsPlaces?
    var weights = PublishedWeights.all

    var text: String {
        Columns.text([["NAME", "NETWORK", "LEARNT FROM", "SIZE", "LICENCE", "WHERE"]] + weights.map {
            [$0.name, $0.title, $0.summary, size(of: $0), $0.licence, place(of: $0)]
        })
    }

    func details(of weights: PublishedWeights) -> String {
        var rows = [
            ["name", weights.name], ["network", weights.title], ["learnt from", weights.summary], ["licence", weights.licence],
            ["cite", weights.citation], ["homepage", weights.homepage], ["size", size(of: weights)],
        ]
        if let file = source(of: weights) {
            rows.append(["SHA-256", file.sha256 + (file.sha256.count < 64 ? "… (all of it that is published)" : "")])
            rows += file.urls.map { ["from", $0] }
        }
        return Columns.text(rows + [["where", place(of: weights)]])
    }

    private func source(of weights: PublishedWeights) -> PublishedFile? {
        if let places { return places.source(of: weights) }
        if case .published(let file) = weights.origin { return file }
        return nil
    }

    private func size(of weights: PublishedWeights) -> String {
        switch weights.origin {
        case .published(let file): ByteCount.text(file.roughSize)
        case .shipped(let size): ByteCount.text(size)
        }
    }

    private func place(of weights: PublishedWeights) -> String {
        if case .shipped = weights.origin { return "always here: part of the package" }
        return places?.find(weights) ?? "not here: landuse weights get \(weights.name)"
    }
}
