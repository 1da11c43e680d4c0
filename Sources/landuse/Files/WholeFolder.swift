import ArgumentParser
import Assignments
import Foundation

/// Folders that are written whole or not at all.
enum WholeFolder {
    /// Writes files into a folder beside `folder`, and moves that into its place; what was there is gone then.
    static func write(_ files: [ReleaseFiles.File], to folder: URL) throws {
        var status = stat()
        let exists = lstat(folder.path, &status) == 0
        if exists, status.st_mode & S_IFMT != S_IFDIR { throw refuse(folder, "there is something that is no folder; take it away") }
        let parent = folder.deletingLastPathComponent(), temporary = parent.appending(path: ".\(folder.lastPathComponent)-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: temporary) }
        do {
            for file in files {
                let url = temporary.appending(path: file.path)
                try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(file.bytes).write(to: url)
            }
        } catch {
            throw refuse(folder, (error as NSError).localizedDescription)
        }
        // A folder with files in it cannot be replaced at once: the old one steps aside, and comes back if need be.
        let old = parent.appending(path: temporary.lastPathComponent + "-old")
        if exists, rename(folder.path, old.path) != 0 { throw refuse(folder, String(cString: strerror(errno))) }
        guard rename(temporary.path, folder.path) == 0 else {
            let reason = String(cString: strerror(errno))
            if exists { rename(old.path, folder.path) }
            throw refuse(folder, reason)
        }
        try? FileManager.default.removeItem(at: old)
    }

    private static func refuse(_ folder: URL, _ reason: String) -> ExitCode {
        standardError("\(folder.relativePath): error: cannot be written: \(reason)\n")
        return .cannotWrite
    }
}
