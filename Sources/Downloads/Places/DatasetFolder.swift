import Glibc

/// A folder that holds a folder of pictures for each class, as it is found.
public struct DatasetFolder: Sendable, Equatable {
    public var path: String
    /// The folders in it, in the order of their names, with the files in each.
    public var classes: [PublishedDataset.Class]

    public var pictures: Int { classes.reduce(0) { $0 + $1.pictures } }

    /// Looks into a folder. Where it is absent, there are no classes.
    public init(_ path: String) throws(DownloadError) {
        self.path = path
        classes = []
        for entry in try Folder(path).entries() where entry.isFolder {
            let files = try Folder(path + "/" + entry.name).entries().count { !$0.isFolder }
            classes.append(PublishedDataset.Class(entry.name, files))
        }
    }

    /// In words what it lacks, or has too much, of a data set; `nil` where it is the data set as published.
    public func difference(from dataset: PublishedDataset) -> String? {
        let missing = dataset.classes.filter { expected in !classes.contains { $0.name == expected.name } }
        let foreign = classes.filter { found in !dataset.classes.contains { $0.name == found.name } }
        if let first = missing.first { return "the class \(first.name) is missing" + Self.more(missing.count - 1) }
        if let first = foreign.first { return "\(first.name) is none of its classes" + Self.more(foreign.count - 1) }
        guard pictures == dataset.pictures else { return "it has \(pictures) of \(dataset.pictures) pictures" }
        let uneven = dataset.classes.first { expected in !classes.contains(expected) }
        return uneven.map { "its class \($0.name) has not \($0.pictures) pictures" }
    }

    private static func more(_ count: Int) -> String { count > 0 ? ", and \(count) more" : "" }
}
