import ArgumentParser
import Foundation

/// Files that are written whole or not at all.
enum WholeFile {
    /// Ends the command with one clear error if two of its files are one: an output never replaces an input, nor
    /// another output.
    static func checkDistinct(_ files: [(role: String, file: URL)]) throws {
        for (index, first) in files.enumerated() {
            for second in files.dropFirst(index + 1) where identity(first.file) == identity(second.file) {
                throw refuse(second.file, "it is the \(first.role) already; name another file for the \(second.role)")
            }
        }
    }

    /// What tells a file from every other, by whatever path: device and inode, or the path where there is none yet.
    private static func identity(_ file: URL) -> String {
        var status = stat()
        if stat(file.path, &status) == 0 { return "\(status.st_dev) \(status.st_ino)" }
        return file.standardizedFileURL.resolvingSymlinksInPath().path
    }

    /// Ends the command with one clear error if a file could not be written at `file`.
    static func checkWritable(_ file: URL) throws {
        if file.relativePath == "-" { throw refuse(file, "what is written whole needs a file; name one") }
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: file.path, isDirectory: &isDirectory), isDirectory.boolValue {
            throw refuse(file, "it is a folder; name a file in it")
        }
        var status = stat()
        if stat(file.path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
            guard access(file.path, W_OK) == 0 else { throw refuse(file, "it may not be written to") }
            return
        }
        let folder = file.deletingLastPathComponent()
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isDirectory), isDirectory.boolValue else {
            throw refuse(file, "there is no folder \(folder.relativePath); make it first")
        }
        guard access(folder.path, W_OK) == 0 else {
            throw refuse(file, "the folder \(folder.relativePath) may not be written to; choose another")
        }
    }

    /// Writes to a temporary file beside `file`, and moves it into place; a device or a pipe is written to as it is.
    static func write(_ text: String, to file: URL) throws { try write(Array(text.utf8), to: file) }

    /// The same for bytes.
    static func write(_ bytes: [UInt8], to file: URL) throws {
        var status = stat()
        let isSpecial = stat(file.path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
        do {
            try Data(bytes).write(to: file, options: isSpecial ? [] : .atomic)
        } catch {
            throw refuse(file, (error as NSError).localizedDescription)
        }
    }

    private static func refuse(_ file: URL, _ reason: String) -> ExitCode {
        standardError("\(file.relativePath): error: cannot be written: \(reason)\n")
        return .cannotWrite
    }
}
