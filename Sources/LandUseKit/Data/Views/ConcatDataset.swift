/// Several datasets as one, the first's pictures first (PyTorch's `ConcatDataset`).
///
///     let both = ConcatDataset(euroSAT, GeneratedLandUse(imagesPerClass: 100))
///
/// The classes are the first's, then those of the others that are new: a class that two datasets have under the same name
/// is one.
public struct ConcatDataset: Dataset {
    public let parts: [any Dataset]
    public let classes: [String]
    public let labels: [Int]
    /// Where each part begins, and in the end how many pictures there are.
    private let starts: [Int]

    public init(_ parts: any Dataset..., file: StaticString = #fileID, line: UInt = #line) {
        guard !parts.isEmpty else { fail("ConcatDataset needs at least one dataset", file, line) }
        var classes: [String] = [], places: [String: Int] = [:], labels: [Int] = [], starts = [0]
        for part in parts {
            if let mistake = part.foreignLabel { fail("ConcatDataset: \(mistake)", file, line) }
            let own = part.classes.map { name in
                if let place = places[name] { return place }
                places[name] = classes.count
                classes.append(name)
                return classes.count - 1
            }
            labels += part.labels.map { own[$0] }
            starts.append(labels.count)
        }
        self.parts = parts
        self.classes = classes
        self.labels = labels
        self.starts = starts
    }

    /// All parts' names and licences; generated, if all parts are, and partly so, if any is.
    public var source: DataSource {
        func joined(_ text: (DataSource) -> String) -> String { parts.map { text($0.source) }.joined(separator: " + ") }
        return DataSource(
            name: joined(\.name), licence: joined(\.licence), isGenerated: parts.allSatisfy(\.source.isGenerated),
            isPartlyGenerated: parts.contains { $0.source.isGenerated || $0.source.isPartlyGenerated })
    }

    /// What each part has to say, and where it was read from.
    public var remarks: [String] {
        parts.flatMap { part in
            let place = part.source.place.map { ["Read from \($0)."] } ?? []
            return (place + part.remarks).map { "\(part.source.name): \($0)" }
        }
    }

    public func image(at index: Int) throws -> Image {
        let (part, place) = find(index)
        return try part.image(at: place)
    }

    public func name(at index: Int) -> String {
        let (part, place) = find(index)
        return part.name(at: place)
    }

    private func find(_ index: Int) -> (part: any Dataset, index: Int) {
        requirePicture(at: index)
        // Parts may be empty: the last that begins at or before the picture has it.
        let part = starts.dropLast().lastIndex { $0 <= index } ?? 0
        return (parts[part], index - starts[part])
    }
}
