import Foundation

extension NotebookDocument {
    /// The largest file that is read as a notebook, in bytes: far more than anyone writes by hand, and
    /// little enough that a wrong path (a checkpoint, a raster) is refused at once.
    public static let largestSize = 16 << 20

    /// Reads and parses the notebook at `path`.
    ///
    /// - Throws: a `NotebookError` with everything that is wrong with the file.
    public static func read(path: String) throws(NotebookError) -> NotebookDocument {
        try parse(fileBytes(path), path: path)
    }

    private static func fileBytes(_ path: String) throws(NotebookError) -> [UInt8] {
        func refuse(_ message: String) -> NotebookError {
            NotebookError(.noNotebook, [Diagnostic(.error, path: path, position: nil, message: message)])
        }
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            throw refuse("there is no such file; check the path, it is relative to the current folder")
        }
        guard !isDirectory.boolValue else {
            throw refuse("this is a folder; name the notebook in it, a Markdown file")
        }
        do {
            let handle = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? handle.close() }
            let data = try handle.read(upToCount: largestSize + 1) ?? Data()
            guard data.count <= largestSize else {
                throw refuse("the file is larger than \(largestSize >> 20) MiB, so it is no notebook; a notebook is a Markdown file")
            }
            return [UInt8](data)
        } catch let error as NotebookError {
            throw error
        } catch {
            throw refuse("the file cannot be read; check its permissions (\(reason(error)))")
        }
    }

    /// The system's own word for what went wrong, where there is one.
    private static func reason(_ error: any Error) -> String {
        let error = error as NSError
        let underlying = error.userInfo[NSUnderlyingErrorKey] as? NSError ?? error
        guard underlying.domain == NSPOSIXErrorDomain else { return error.localizedDescription }
        return String(cString: strerror(Int32(underlying.code)))
    }
}
