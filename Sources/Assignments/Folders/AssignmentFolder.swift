import Foundation
import Notebook

/// A teacher's folder of an assignment: `source`, `release`, and what comes of handing in.
public struct AssignmentFolder: Sendable {
    public enum Fault: Error, CustomStringConvertible {
        /// `near`: a folder above that has one.
        case noSource(path: String, near: String? = nil)
        /// `others`: the notebooks that are there, and are no assignment's.
        case noNotebook(path: String, others: [String] = [])
        case severalNotebooks(path: String, names: [String])

        public var description: String {
            switch self {
            case .noSource(let path, let near):
                "\(path): error: there is no folder `source` here; "
                    + (near.map { "did you mean \($0)?" } ?? "name the folder of an assignment, whose notebook is source/NAME.md")
            case .noNotebook(let path, let others):
                "\(path): error: there is no notebook here, a Markdown file whose front matter says `assignment: …`"
                    + (others.isEmpty ? "" : "; \(others.joined(separator: ", ")) \(others.count == 1 ? "does" : "do") not, or cannot be read: landuse check says why")
            case .severalNotebooks(let path, let names):
                "\(path): error: these are several notebooks with an `assignment`: \(names.joined(separator: ", ")); keep one, and put the others into another folder"
            }
        }
    }

    public let url: URL
    /// The teacher's notebook.
    public let notebook: URL

    public var source: URL { url.appending(path: "source") }
    public var release: URL { url.appending(path: "release") }
    public var submitted: URL { url.appending(path: "submitted") }

    /// Finds the notebook of an assignment.
    /// - Throws: `Fault`.
    public init(_ url: URL) throws {
        self.url = url
        var isFolder: ObjCBool = false
        let source = url.appending(path: "source")
        guard FileManager.default.fileExists(atPath: source.path, isDirectory: &isFolder), isFolder.boolValue else {
            let above = [url.deletingLastPathComponent(), url.deletingLastPathComponent().deletingLastPathComponent()]
            let near = above.first { FileManager.default.fileExists(atPath: $0.appending(path: "source").path) }
            throw Fault.noSource(path: url.relativePath, near: near?.relativePath)
        }
        notebook = try Self.notebook(in: source)
    }

    /// The one notebook in a folder that belongs to an assignment.
    /// - Throws: `Fault`.
    public static func notebook(in folder: URL) throws -> URL {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        let candidates = names.sorted().filter { name in
            guard name.hasSuffix(".md"), let data = try? Data(contentsOf: folder.appending(path: name)), data.count <= NotebookDocument.largestSize,
                let read = try? NotebookDocument.read([UInt8](data), path: name) else { return false }
            return read.document.frontMatter.assignment != nil
        }
        switch candidates.count {
        case 0: throw Fault.noNotebook(path: folder.relativePath, others: names.filter { $0.hasSuffix(".md") }.sorted())
        case 1: return folder.appending(path: candidates[0])
        default: throw Fault.severalNotebooks(path: folder.relativePath, names: candidates)
        }
    }
}
