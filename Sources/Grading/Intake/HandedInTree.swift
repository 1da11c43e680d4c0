/// The notebooks and archives in a student's folder and in those within it, as far as anybody packs them. No link is followed.
struct HandedInTree {
    struct File {
        /// Below the student's folder, part by part, as text.
        var path: [String]
        var folder: HandedInFile.Folder
        /// In that folder.
        var name: [UInt8]
    }

    private(set) var files: [File] = []

    /// Folders within folders; work lies in the first or the second.
    private static let deepest = 4
    /// More are not looked into: each is a descriptor that others would lack.
    private static let mostFolders = 50

    private let most: Int
    private var folders = 0

    /// - Parameter most: the most names that are read of a folder. One within the student's that has more, or cannot be read, is
    ///   passed over: a data set that lies beside the work.
    init(_ folder: HandedInFile.Folder, most: Int) throws(HandedInFile.Refusal) {
        self.most = most
        add(try folder.names(limit: most), of: folder, [])
    }

    /// The files of a folder come before those of the folders in it.
    private mutating func add(_ names: [[UInt8]], of folder: HandedInFile.Folder, _ path: [String]) {
        var within: [(name: [UInt8], path: [String])] = []
        for name in names {
            let own = path + [String(decoding: name, as: UTF8.self)]
            guard NotebookChoice.isWork(own) else { continue }
            switch folder.kind(of: name) {
            case .folder: within.append((name, own))
            // A link is one too: whoever put it there hears that it is not followed.
            case .file, .other: if NotebookChoice.isNotebook(own) || NotebookChoice.isArchive(own) { files.append(File(path: own, folder: folder, name: name)) }
            }
        }
        for child in within where child.path.count <= Self.deepest && folders < Self.mostFolders {
            folders += 1
            guard let opened = try? HandedInFile.Folder(child.name, in: folder), let names = try? opened.names(limit: most) else { continue }
            add(names, of: opened, child.path)
        }
    }
}
