import Foundation
import Notebook

/// Several values side by side: NotebookDisplay's `Gallery`, of which nothing is trusted.
struct GalleryView {
    static let type = "application/vnd.landuse.gallery+json"

    private struct Item {
        var bundle: MediaBundle
        var caption: String

        /// Whether it is one of pixels, which may be small; charts, tables and text need room.
        var isPicture: Bool {
            ["image/png", "image/jpeg", "image/webp", "image/gif"].contains { bundle[$0] != nil } && bundle["image/svg+xml"] == nil
        }
    }

    /// Nobody looks at more, and each takes more of a page than of the JSON.
    private static let most = 400

    private let items: [Item]
    private let omitted: Int
    private let title: String?
    private let columns: Int?

    /// `nil` where the bytes are no gallery.
    init?(json: [UInt8]) {
        guard let root = try? JSONDecoder().decode(JSONValue.self, from: Data(json)), let object = root.object,
            let entries = object["items"]?.array
        else { return nil }
        var items: [Item] = []
        for entry in entries.prefix(Self.most) {
            guard let entry = entry.object, let data = entry["data"]?.object else { return nil }
            let representations = data.sorted { $0.key < $1.key }.compactMap { type, value in
                value.string.flatMap { Self.bytes($0, of: type) }.map { MediaBundle.Representation(type: type, bytes: $0) }
            }
            items.append(
                Item(bundle: MediaBundle(representations: representations, alternativeText: entry["alt"]?.string), caption: entry["caption"]?.string ?? ""))
        }
        self.items = items
        omitted = entries.count - items.count
        title = object["title"]?.string
        if case .integer(let number)? = object["columns"], (1...8).contains(number) { columns = number } else { columns = nil }
    }

    /// Texts are strings and pictures are in base64, as in a notebook file.
    private static func bytes(_ text: String, of type: String) -> [UInt8]? {
        let isText = type.hasPrefix("text/") || type.hasSuffix("+json") || type.hasSuffix("+xml")
        return isText ? Array(text.utf8) : Data(base64Encoded: text).map { [UInt8]($0) }
    }

    func html(label: String) -> HTML {
        let shown = items.enumerated().map { index, item -> HTML in
            // The caption is the picture's description where it has none of its own.
            let words = item.bundle.alternativeText == nil && !item.caption.isEmpty ? item.caption : nil
            let content = BundleRenderer(bundle: item.bundle, alternativeText: words, label: "\(label), \(index + 1)", isInGallery: true).html().html
            let caption: HTML? = item.caption.isEmpty ? nil : "<figcaption>\(item.caption)</figcaption>"
            return "<li><figure>\(content)\(caption)</figure></li>"
        }.joined(separator: "\n")
        let heading: HTML? = title.map { #"<p class="gallery-title">\#($0)</p>\#n"# }
        let rest: HTML? = omitted > 0 ? "\n<p class=\"omitted\">\(omitted) more are not shown.</p>" : nil
        // On a phone, where the columns do not hold, charts need more room than pictures.
        let room: HTML = items.allSatisfy(\.isPicture) ? "" : " wide", width: HTML? = columns.map { " columns-\($0)" }
        return #"\#(heading)<ul class="gallery\#(room)\#(width)" aria-label="\#(label)">\#n\#(shown)\#n</ul>\#(rest)"#
    }
}
