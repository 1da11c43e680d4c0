/// Several values side by side, each with a caption: image patches with their classes, charts to compare.
///
///     Gallery([.init(forest, caption: "forest"), .init(river, caption: "river")], columns: 4)
///
/// An array of pictures or charts that is displayed becomes one.
public struct Gallery: Displayable, Sendable, Equatable {
    public struct Item: Sendable, Equatable {
        var bundle: MIMEBundle
        public var caption: String

        /// Any value, as `display` would show it now; small tensors as pictures.
        public init(_ value: Any, caption: String = "") {
            bundle = (value as? any GalleryDisplayable)?.galleryBundle ?? NotebookDisplay.mimeBundle(describing: value)
            self.caption = caption
        }
    }

    public var items: [Item]
    /// What all of it shows.
    public var title: String?
    /// How many stand side by side where there is room; by default as many as fit.
    public var columns: Int?

    public init(_ items: [Item], title: String? = nil, columns: Int? = nil) {
        self.items = items
        self.title = title
        self.columns = columns
    }

    /// Values with the captions at the same places, an empty one for a value without words, or no captions at all.
    public init(
        _ values: [Any], captions: [String] = [], title: String? = nil, columns: Int? = nil, file: StaticString = #fileID, line: UInt = #line
    ) {
        guard captions.isEmpty || captions.count == values.count else {
            FailureHook.fail("Gallery needs a caption for each of \(values.count) values, got \(captions.count) captions", file: file, line: line)
        }
        let items = values.enumerated().map { Item($1, caption: captions.isEmpty ? "" : captions[$0]) }
        self.init(items, title: title, columns: columns)
    }

    public var mimeBundle: MIMEBundle {
        MIMEBundle(plain: text, alternativeText: title).adding(.gallery, json)
    }

    private var text: String {
        let lines = items.map { item in
            let plain = String(decoding: item.bundle[.plainText] ?? [], as: UTF8.self)
            let separator = plain.contains("\n") ? ":\n" : ": "
            return item.caption.isEmpty ? plain : item.caption + separator + plain
        }
        return ((title.map { [$0] } ?? []) + lines).joined(separator: "\n")
    }

    /// Texts are strings and pictures are in base64, as in a notebook file.
    private var json: String {
        let objects = items.map { item in
            let data = item.bundle.representations.map { representation in
                let text = representation.type.isText ? String(decoding: representation.bytes, as: UTF8.self) : Base64.encoded(representation.bytes)
                return JSONText.string(representation.type.rawValue) + ":" + JSONText.string(text)
            }
            var members = [#""data":{\#(data.joined(separator: ","))}"#]
            if let words = item.bundle.alternativeText { members.append(#""alt":\#(JSONText.string(words))"#) }
            if !item.caption.isEmpty { members.append(#""caption":\#(JSONText.string(item.caption))"#) }
            return "{" + members.joined(separator: ",") + "}"
        }
        var members = [#""items":[\#(objects.joined(separator: ","))]"#]
        if let title { members.append(#""title":\#(JSONText.string(title))"#) }
        if let columns { members.append(#""columns":\#(columns)"#) }
        return "{" + members.joined(separator: ",") + "}"
    }
}

extension Gallery {
    /// More elements of a collection than these are not shown: nobody looks at them, and a report holds them all.
    static let mostElements = 48

    /// A collection of which an element at least is more than text, as a gallery; `nil` for any other value.
    static func gallery(of value: Any) -> MIMEBundle? {
        guard let elements = value as? [any Displayable], !elements.isEmpty else { return nil }
        let items = elements.prefix(mostElements).map { Item($0) }
        guard items.contains(where: { $0.bundle.representations.count > 1 }) else { return nil }
        let rest = elements.count - items.count
        return Gallery(items, title: rest > 0 ? "The first \(items.count) of \(elements.count)" : nil).mimeBundle
    }
}
