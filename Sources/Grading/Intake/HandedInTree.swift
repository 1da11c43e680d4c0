/// The files in a student's folder and in those within it, as far as anybody packs them. No link is followed.
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

    /// - Parameter most: the most names that are read.
    init(_ folder: HandedInFile.Folder, most: Int) throws(HandedInFile.Refusal) {
        var left = most
        try add(folder, [], &left)
    }

    /// The files of a folder come before those of the folders in it.
    private mutating func add(_ folder: HandedInFile.Folder, _ path: [String], _ left: inout Int) throws(HandedInFile.Refusal) {
        let names = try folder.names(limit: left)
        left -= names.count
        var folders: [[UInt8]] = []
        for name in names {
            let part = String(decoding: name, as: UTF8.self)
            guard NotebookChoice.isWork([part]) else { continue }
            switch folder.kind(of: name) {
            case .folder: folders.append(name)
            // A link is one too: whoever put it there hears that it is not followed.
            case .file, .other: files.append(File(path: path + [part], folder: folder, name: name))
            }
        }
        guard path.count < Self.deepest else { return }
        for name in folders { try add(try HandedInFile.Folder(name, in: folder), path + [String(decoding: name, as: UTF8.self)], &left) }
    }
}
