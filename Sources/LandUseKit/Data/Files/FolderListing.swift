internal import Downloads
import Glibc

/// What lies in a folder, hidden files aside.
struct FolderListing {
    /// Names in their order.
    private(set) var folders: [String] = []
    private(set) var files: [String] = []

    /// - Throws: `DatasetError`, where the folder is absent or may not be read.
    init(_ path: String) throws(DatasetError) {
        guard let directory = opendir(path) else {
            switch errno {
            case ENOENT: throw .noFolder(path: path)
            case ENOTDIR: throw .notAFolder(path: path)
            default: throw .unreadableFolder(path: path, reason: SystemError.text())
            }
        }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            guard !name.hasPrefix(".") else { continue }
            let kind = Int32(entry.pointee.d_type)
            // A link to a folder is one, too; some file systems do not tell at all.
            let isFolder = kind == Int32(DT_DIR) || kind != Int32(DT_REG) && Self.identity(path + "/" + name) != nil
            if isFolder { folders.append(name) } else { files.append(name) }
        }
        folders.sort()
        files.sort()
    }

    /// What tells a folder from every other, by whatever path it is reached; `nil` for what is no folder.
    static func identity(_ path: String) -> Identity? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
        return Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino))
    }

    struct Identity: Hashable {
        var device, number: UInt64
    }
}
