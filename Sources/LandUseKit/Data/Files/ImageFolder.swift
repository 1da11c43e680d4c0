import NotebookDisplay

/// A folder that holds a folder of pictures for each class (torchvision's `ImageFolder`).
///
///     my-images/beach/…  my-images/forest/…
///
/// Classes are the folders' names in their order. Pictures are the files whose names end with bmp, gif, jpeg, jpg, png, tif,
/// tiff or webp, in the class's folder and in folders within it; hidden files, and files of other kinds, are passed over.
public struct ImageFolder: Dataset {
    public let classes: [String]
    public let labels: [Int]
    public let source: DataSource
    /// Whether every picture is given as red, green and blue: grey is repeated, alpha dropped.
    public let convertsToRGB: Bool
    private let folder: String
    private let names: [String]

    /// - Parameters:
    ///   - path: the folder that holds the classes' folders
    ///   - source: what a report says of the pictures; by default where they are
    ///   - convertsToRGB: as torchvision's loader does; otherwise pictures keep their channels
    /// - Throws: `DatasetError`: there is no such folder, it may not be read, it holds no folders, or one holds no pictures.
    public init(_ path: String, source: DataSource? = nil, convertsToRGB: Bool = true) throws {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        let listing = try FolderListing(path)
        guard !listing.folders.isEmpty else {
            throw DatasetError.noClasses(folder: path, pictures: listing.files.count { PictureFile.isPicture($0) })
        }
        var labels: [Int] = [], names: [String] = []
        for (label, name) in listing.folders.enumerated() {
            CancellationHook.check()
            let found = try Self.pictures(in: path, name)
            guard !found.isEmpty else { throw DatasetError.emptyClass(folder: path + "/" + name) }
            labels += found.map { _ in label }
            names += found
        }
        folder = path
        classes = listing.folders
        self.labels = labels
        self.names = names
        self.convertsToRGB = convertsToRGB
        self.source = source ?? DataSource(name: path.split(separator: "/").last.map(String.init) ?? path, place: path)
    }

    public func image(at index: Int) throws -> Image { try PictureFile.read(folder + "/" + name(at: index), asRGB: convertsToRGB) }

    public func name(at index: Int) -> String {
        requirePicture(at: index)
        return names[index]
    }

    /// The pictures in a class's folder and below, by their paths from `root` on; a folder that a link leads back to is
    /// visited once.
    private static func pictures(in root: String, _ name: String) throws(DatasetError) -> [String] {
        var visited: Set<FolderListing.Identity> = [], found: [(folder: String, files: [String])] = []
        var waiting = [name]
        while let folder = waiting.popLast() {
            guard let identity = FolderListing.identity(root + "/" + folder), visited.insert(identity).inserted else { continue }
            let listing = try FolderListing(root + "/" + folder)
            found.append((folder, listing.files.filter(PictureFile.isPicture)))
            waiting += listing.folders.reversed().map { folder + "/" + $0 }
        }
        // The folders in the order of their whole paths, as torchvision has them: "a b" before "a/x".
        return found.sorted { $0.folder < $1.folder }.flatMap { folder, files in files.map { folder + "/" + $0 } }
    }
}
