import Foundation

/// The cache folder cannot be used; never a notebook's fault.
public enum CacheError: Error, Equatable, CustomStringConvertible {
    case cannotWrite(path: String, reason: String)

    public var description: String {
        switch self {
        case .cannotWrite(let path, let reason):
            "the cache cannot be written to: \(path): \(reason); make room there and make it writable, or set XDG_CACHE_HOME to a folder that is"
        }
    }

    /// What to say of an error of Foundation's.
    init(_ path: String, _ error: any Error) {
        let error = error as NSError
        let system = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
        let reason = system.domain == NSPOSIXErrorDomain ? String(cString: strerror(Int32(system.code))) : error.localizedDescription
        self = .cannotWrite(path: path, reason: reason)
    }
}

extension CellCache {
    /// Makes sure that the cache folder is there and can be written to, before anything takes long.
    public func requireWritable() throws(CacheError) {
        try makeFolder(root)
        guard access(root.path, W_OK) == 0 else { throw .cannotWrite(path: root.path, reason: String(cString: strerror(errno))) }
    }

    /// Whether the cache's disk has room for what a compiler may make of a cell: bytes, and names.
    var hasRoom: Bool {
        var disk = statvfs()
        // A disk that cannot be asked is none to write to.
        guard statvfs(root.path, &disk) == 0 else { return false }
        // Some kinds of disk count no names.
        return UInt64(disk.f_bavail) * UInt64(disk.f_frsize) >= Self.room && (disk.f_files == 0 || disk.f_favail >= 16)
    }

    private static let room: UInt64 = 128 << 20

    /// Makes a folder in the cache, and those above it.
    public func makeFolder(_ folder: URL) throws(CacheError) {
        // By hand, for Foundation keeps the system's reason to itself.
        if mkdir(folder.path, 0o777) == 0 { return }
        let reason = errno
        switch reason {
        case EEXIST where access("\(folder.path)/.", F_OK) == 0: return
        case ENOENT where folder.path != "/":
            try makeFolder(folder.deletingLastPathComponent())
            // Another process may have made it meanwhile.
            guard mkdir(folder.path, 0o777) != 0, errno != EEXIST else { return }
            throw .cannotWrite(path: folder.path, reason: String(cString: strerror(errno)))
        default: throw .cannotWrite(path: folder.path, reason: String(cString: strerror(reason == EEXIST ? ENOTDIR : reason)))
        }
    }
}
