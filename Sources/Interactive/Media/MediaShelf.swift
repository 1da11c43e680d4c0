import Foundation
import Notebook

/// Pictures and charts that cells showed, as files that other programs can open.
final class MediaShelf {
    struct Item: Equatable {
        var number: Int
        /// What it is, in a word: "picture".
        var kind: String
        var file: URL
        /// What it was made of: shown again, it is the same one.
        var bundle: MediaBundle
    }

    private static let formats: [(type: String, kind: String, suffix: String)] = [
        ("image/png", "picture", "png"), ("image/jpeg", "picture", "jpg"), ("image/svg+xml", "chart", "svg"), ("text/html", "page", "html"),
    ]

    private let folder: URL
    private(set) var items: [Item] = []
    /// The numbers of those that newer ones take the place of, by name.
    private var numbers: [String: Int] = [:]

    init(in folder: URL) { self.folder = folder }

    /// Keeps the picture of a value that has one; gives nothing where it takes an older one's place.
    func add(_ bundle: MediaBundle, of cell: String) throws -> Item? {
        guard let format = Self.formats.first(where: { bundle[$0.type] != nil }), let bytes = bundle[format.type] else { return nil }
        if let item = items.first(where: { $0.bundle == bundle }) { return item }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        if let id = bundle.displayID, let number = numbers[id] {
            try Data(bytes).write(to: items[number - 1].file, options: .atomic)
            items[number - 1].bundle = bundle
            return nil
        }
        let number = items.count + 1
        if let id = bundle.displayID { numbers[id] = number }
        let item = Item(number: number, kind: format.kind, file: folder.appending(path: "\(number)-\(cell).\(format.suffix)"), bundle: bundle)
        try Data(bytes).write(to: item.file)
        items.append(item)
        return item
    }

    func item(_ reference: String) throws(MediaError) -> Item {
        guard let number = Int(reference), items.indices.contains(number - 1) else { throw .noSuchItem(reference, count: items.count) }
        return items[number - 1]
    }
}

enum MediaError: Error, Equatable, CustomStringConvertible {
    case noSuchItem(String, count: Int)

    var description: String {
        switch self {
        case .noSuchItem(_, 0): "nothing has been shown yet that could be opened: pictures and charts can be"
        case .noSuchItem(let reference, let count): "there is no picture \(reference); they are numbered from 1 to \(count)"
        }
    }
}
