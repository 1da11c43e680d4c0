import Foundation

/// Files that somebody else put there: they are opened without following a link, waiting for a pipe or asking a device.
enum HandedInFile {
    /// What lies under a name in a folder.
    enum Kind: Equatable { case file, folder, other }

    /// Why it is not read, in words that a student and a teacher may see.
    struct Refusal: Error, Equatable { var reason: String }

    /// A folder that is open, so that whatever is done to its path later, its entries are those of this one.
    final class Folder: Sendable {
        let descriptor: Int32

        /// - Parameter path: a path that the teacher named; it may lead through links.
        init(path: String) throws(Refusal) {
            descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else { throw Refusal(reason: "the folder cannot be read: \(String(cString: strerror(errno)))") }
        }

        init(_ name: [UInt8], in folder: Folder) throws(Refusal) {
            descriptor = openat(folder.descriptor, HandedInFile.cString(name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard descriptor >= 0 else { throw Refusal(reason: "the folder cannot be read: \(String(cString: strerror(errno)))") }
        }

        deinit { close(descriptor) }

        /// The names in it as they are, hidden ones left out, sorted by their bytes.
        /// - Parameter limit: the most names that are read.
        func names(limit: Int) throws(Refusal) -> [[UInt8]] {
            let copy = openat(descriptor, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard copy >= 0, let directory = fdopendir(copy) else {
                if copy >= 0 { close(copy) }
                throw Refusal(reason: "the folder cannot be read: \(String(cString: strerror(errno)))")
            }
            defer { closedir(directory) }
            var names: [[UInt8]] = []
            while let entry = readdir(directory) {
                let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
                guard let first = name.first, first != UInt8(ascii: ".") else { continue }
                names.append(name)
                guard names.count <= limit else { throw Refusal(reason: "the folder holds more than \(limit) files") }
            }
            return names.sorted { $0.lexicographicallyPrecedes($1) }
        }

        /// What lies under a name; a link is neither file nor folder.
        func kind(of name: [UInt8]) -> Kind {
            var status = stat()
            guard fstatat(descriptor, HandedInFile.cString(name), &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .other }
            switch status.st_mode & S_IFMT {
            case S_IFREG: return .file
            case S_IFDIR: return .folder
            default: return .other
            }
        }

        /// When what lies under a name was changed last, in seconds since 1970.
        func modified(_ name: [UInt8]) -> Double? {
            var status = stat()
            guard fstatat(descriptor, HandedInFile.cString(name), &status, AT_SYMLINK_NOFOLLOW) == 0 else { return nil }
            return Double(status.st_mtim.tv_sec)
        }

        /// The bytes of a regular file that is no larger than `limit`, and when it was changed last, in seconds since 1970.
        func contents(of name: [UInt8], limit: Int) throws(Refusal) -> (bytes: [UInt8], modified: Double) {
            // Without waiting: a pipe that nobody writes to would never open.
            let file = openat(descriptor, HandedInFile.cString(name), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
            guard file >= 0 else {
                throw Refusal(reason: errno == ELOOP ? "it is a link, and links are not followed" : "it cannot be read: \(String(cString: strerror(errno)))")
            }
            defer { close(file) }
            var status = stat()
            guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw Refusal(reason: "it is no regular file") }
            guard status.st_size <= limit else {
                throw Refusal(reason: "it is larger than \(limit >> 20) MiB, the most that is read")
            }
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 64 << 10)
            while bytes.count <= limit {
                let count = read(file, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count >= 0 else { throw Refusal(reason: "it cannot be read: \(String(cString: strerror(errno)))") }
                if count == 0 { return (bytes, Double(status.st_mtim.tv_sec)) }
                bytes += buffer.prefix(count)
            }
            // It grew while it was read.
            throw Refusal(reason: "it is larger than \(limit >> 20) MiB, the most that is read")
        }
    }

    private static func cString(_ name: [UInt8]) -> [CChar] { name.map { CChar(bitPattern: $0) } + [0] }
}
