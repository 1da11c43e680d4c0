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

    /// What to say of an error of Foundation's, or of errno.
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

    /// Makes a folder in the cache, and those above it.
    public func makeFolder(_ folder: URL) throws(CacheError) {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        } catch {
            throw CacheError(folder.path, error)
        }
    }
}
