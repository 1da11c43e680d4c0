/// What of an archive is written where, settled before the first byte is: a folder for each class, and in each its
/// pictures. Names and sizes are the archive's own, and are trusted with nothing.
struct UnpackingPlan {
    struct File: Equatable {
        var entry: ZipEntry
        /// The class's folder and the picture's name.
        var folder: String, name: String
    }

    /// Many times what a published data set has.
    struct Limits {
        var files = 500_000
        /// Bytes of all files, and of one; one is held in memory.
        var bytes = 20_000_000_000, fileBytes = 64_000_000
    }

    var files: [File] = []
    /// The classes' folders, each once.
    var folders: [String] = []
    /// Bytes of all files.
    var size = 0

    /// - Parameter imagesFolder: the folder in the archive that holds a folder for each class.
    init(_ entries: [ZipEntry], imagesFolder: String, limits: Limits = Limits()) throws(ZipFault) {
        guard entries.count <= limits.files else {
            throw ZipFault(reason: "it has \(entries.count) entries, more than the \(limits.files) that are unpacked")
        }
        let prefix = imagesFolder.split(separator: "/")
        var known: Set<String> = [], names: Set<String> = []
        for entry in entries {
            guard names.insert(entry.name).inserted else { throw ZipFault(reason: "it has two entries named \(entry.name.shownInError)") }
            let parts = try Self.parts(of: entry)
            try Self.requirePlain(entry)
            guard !entry.isFolder, parts.count == prefix.count + 2, parts.starts(with: prefix) else { continue }
            let folder = String(parts[prefix.count]), name = String(parts[prefix.count + 1])
            // What desktops leave in archives, and in folders.
            guard !folder.hasPrefix("."), !name.hasPrefix("."), name != "Thumbs.db" else { continue }
            guard entry.size <= limits.fileBytes, entry.compressedSize <= limits.fileBytes else {
                throw ZipFault(reason: "\(entry.name.shownInError) would have \(entry.size) bytes, which no picture of a data set has")
            }
            size += entry.size
            guard size <= limits.bytes else {
                throw ZipFault(reason: "its files would have more than \(ByteCount.text(limits.bytes)) together")
            }
            if known.insert(folder).inserted { folders.append(folder) }
            files.append(File(entry: entry, folder: folder, name: name))
        }
        guard !files.isEmpty else { throw ZipFault(reason: "it has no pictures in \(imagesFolder)/") }
    }

    /// The parts of an entry's path, which stays below the folder that it is unpacked into.
    static func parts(of entry: ZipEntry) throws(ZipFault) -> [Substring] {
        let name = entry.isFolder ? entry.name.dropLast() : entry.name[...]
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        let isPlain = parts.allSatisfy { part in
            !part.isEmpty && part != "." && part != ".." && part.utf8.count <= 255
                && !part.unicodeScalars.contains { $0 == "\\" || $0 == ":" || $0.value < 32 || $0.value == 127 }
        }
        guard isPlain else {
            throw ZipFault(reason: "the name \(entry.name.shownInError) is no path below a folder; nothing of it was unpacked")
        }
        return parts
    }

    static func requirePlain(_ entry: ZipEntry) throws(ZipFault) {
        let name = entry.name.shownInError
        switch entry.mode & 0o170000 {
        case 0, 0o100000, 0o040000: break
        case 0o120000: throw ZipFault(reason: "\(name) is a symbolic link, which is not followed; nothing of it was unpacked")
        default: throw ZipFault(reason: "\(name) is neither a file nor a folder; nothing of it was unpacked")
        }
        if entry.isEncrypted { throw ZipFault(reason: "\(name) is encrypted") }
        guard entry.method == 0 || entry.method == 8 else {
            throw ZipFault(reason: "\(name) is compressed in a way that is not read here (\(entry.method)); pack it anew with DEFLATE")
        }
    }
}
