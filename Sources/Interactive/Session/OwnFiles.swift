import Foundation

/// Files that a session may write again without being asked: its own notebook, and what it has written; each as long
/// as it is what the session last read or wrote there, for an editor may be at it too.
struct OwnFiles {
    private var contents: [String: Data] = [:]

    /// - Parameter notebook: the notebook that was named when the session began.
    init(notebook: (path: String, source: [UInt8])? = nil) {
        if let notebook { know(Data(notebook.source), at: URL(filePath: notebook.path)) }
    }

    mutating func know(_ content: Data, at file: URL) { contents[file.standardizedFileURL.path] = content }

    /// Why a file is not to be written; `nil` if it may be.
    /// - Parameter path: what the user calls it.
    func refusal(of file: URL, called path: String) -> FileRefusal? {
        guard FileManager.default.fileExists(atPath: file.path) else { return nil }
        guard let known = contents[file.standardizedFileURL.path] else { return .exists(path) }
        return (try? Data(contentsOf: file)) == known ? nil : .changed(path)
    }
}
