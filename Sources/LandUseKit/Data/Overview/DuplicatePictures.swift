import NotebookDisplay

/// Pictures that are the same, pixel for pixel.
///
///     try split.duplicates             // those that stand in more than one part: a leak
public struct DuplicatePictures: Sendable {
    public struct Picture: Sendable, Equatable {
        public var name: String
        /// "train", "validation", "test"; `nil` for a dataset that is not split.
        public var part: String?
        /// Its place in the dataset, or in the part.
        public var index: Int
    }

    /// Each with two pictures or more.
    public let groups: [[Picture]]
    /// What the pictures of each group show, small.
    let examples: [Image]
    /// How many pictures were compared.
    public let compared: Int
    private let isAcrossParts: Bool
    private let source: DataSource?

    public var isEmpty: Bool { groups.isEmpty }

    /// - Throws: what a dataset throws for a picture that cannot be read.
    init(_ parts: [(name: String?, dataset: any Dataset)], acrossParts: Bool) throws {
        var buckets: [Int: [(part: Int, index: Int)]] = [:], compared = 0
        for (part, entry) in parts.enumerated() {
            for index in 0..<entry.dataset.count {
                CancellationHook.check()
                buckets[Self.fingerprint(try entry.dataset.image(at: index)), default: []].append((part, index))
                compared += 1
            }
        }
        var groups: [[Picture]] = [], examples: [Image] = []
        let candidates = buckets.values.filter { $0.count > 1 }.sorted { ($0[0].part, $0[0].index) < ($1[0].part, $1[0].index) }
        for bucket in candidates {
            // A fingerprint may deceive.
            var alike: [(image: Image, pictures: [(part: Int, index: Int)])] = []
            for place in bucket {
                CancellationHook.check()
                let image = try parts[place.part].dataset.image(at: place.index)
                if let known = alike.firstIndex(where: { Self.areSame($0.image, image) }) {
                    alike[known].pictures.append(place)
                } else {
                    alike.append((image, [place]))
                }
            }
            for (image, pictures) in alike where acrossParts ? Set(pictures.map(\.part)).count > 1 : pictures.count > 1 {
                groups.append(pictures.map { Picture(name: parts[$0.part].dataset.name(at: $0.index), part: parts[$0.part].name, index: $0.index) })
                examples.append(image.fitting(128))
            }
        }
        self.groups = groups
        self.examples = examples
        self.compared = compared
        isAcrossParts = acrossParts
        source = parts.first?.dataset.source
    }

    private static func fingerprint(_ image: Image) -> Int {
        var hasher = Hasher()
        hasher.combine(image.width)
        image.samples.withUnsafeBytes { hasher.combine(bytes: $0) }
        return hasher.finalize()
    }

    private static func areSame(_ a: Image, _ b: Image) -> Bool { a.width == b.width && a.channels == b.channels && a.samples == b.samples }
}

extension DuplicatePictures: Displayable, CustomStringConvertible {
    public var description: String {
        let place = isAcrossParts ? " in more than one part" : " more than once"
        let compared = "\(compared) pictures" + (source.map { " of \($0.title)" } ?? "")
        guard !isEmpty else { return "None of \(compared) occurs\(place)." }
        let lines = groups.map { $0.map(Self.words).joined(separator: " = ") }
        return (["\(groups.count) of \(compared) occur\(groups.count == 1 ? "s" : "")\(place):"] + lines).joined(separator: "\n")
    }

    private static func words(_ picture: Picture) -> String { picture.name + (picture.part.map { " (\($0))" } ?? "") }

    /// The pictures themselves, where there are any.
    public var mimeBundle: MIMEBundle {
        guard !isEmpty else { return MIMEBundle(plain: description) }
        let items = zip(groups, examples).prefix(24).map { group, image in
            Gallery.Item(image, caption: group.map(Self.words).joined(separator: " = "))
        }
        var bundle = Gallery(Array(items), title: description.split(separator: "\n").first.map(String.init)).mimeBundle
        bundle[.plainText] = Array(description.utf8)
        return bundle
    }
}

extension Dataset {
    /// Pictures that occur more than once, pixel for pixel. Reads every picture.
    ///
    /// - Throws: what the dataset throws for a picture that cannot be read.
    public var duplicates: DuplicatePictures {
        get throws { try DuplicatePictures([(nil, self)], acrossParts: false) }
    }
}

extension Split {
    /// Pictures that stand in more than one part: a network is then judged by what it has learnt by heart. UC Merced has such
    /// a pair, airplane01 and airplane02. Reads every picture.
    ///
    /// - Throws: what the dataset throws for a picture that cannot be read.
    public var duplicates: DuplicatePictures {
        get throws { try DuplicatePictures(parts.map { ($0.name, $0.subset) }, acrossParts: true) }
    }
}
