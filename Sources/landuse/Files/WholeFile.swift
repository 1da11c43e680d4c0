import ArgumentParser
import Foundation

/// Files that are written whole or not at all.
enum WholeFile {
    /// Ends the command with one clear error if a file could not be written at `file`.
    static func checkWritable(_ file: URL) throws {
        var isDirectory: ObjCBool = false
        if FileManager.default.fileExists(atPath: file.path, isDirectory: &isDirectory), isDirectory.boolValue {
            throw refuse(file, "it is a folder; name a file in it with -o")
        }
        let folder = file.deletingLastPathComponent()
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isDirectory), isDirectory.boolValue else {
            throw refuse(file, "there is no folder \(folder.relativePath); make it first")
        }
        guard access(folder.path, W_OK) == 0 else {
            throw refuse(file, "the folder \(folder.relativePath) may not be written to; choose another with -o")
        }
    }

    /// Writes to a temporary file beside `file`, and moves it into place.
    static func write(_ text: String, to file: URL) throws {
        do {
            try Data(text.utf8).write(to: file, options: .atomic)
        } catch {
            throw refuse(file, (error as NSError).localizedDescription)
        }
    }

    private static func refuse(_ file: URL, _ reason: String) -> ExitCode {
        standardError("\(file.relativePath): error: cannot be written: \(reason)\n")
        return .cannotWrite
    }
}
