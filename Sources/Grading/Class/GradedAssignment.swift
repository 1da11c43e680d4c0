import Assignments
import Digest
import Foundation
import Notebook

/// A teacher's folder as grading needs it.
public struct GradedAssignment: Sendable {
    /// The folder with `source`, `release`, `submitted`, …
    public let folder: URL
    public let name: String
    /// The teacher's notebook.
    public let notebook: NotebookDocument
    public let plan: GradingPlan
    public let release: ReleasedNotebook
    /// What students were given beside their notebook.
    public let given: [PlacedFile]

    /// The notebook's own file name.
    public var fileName: String { URL(filePath: notebook.path).lastPathComponent }

    public init(folder: URL) throws {
        let found = try AssignmentFolder(folder), notebook = try NotebookDocument.read(path: found.notebook.relativePath)
        guard let name = notebook.frontMatter.assignment else { throw AssignmentFolder.Fault.noNotebook(path: found.source.relativePath) }
        self.folder = folder
        self.name = name
        self.notebook = notebook
        plan = GradingPlan(notebook)
        let file = found.release.appending(path: found.notebook.lastPathComponent)
        release = ReleasedNotebook(source: notebook, file: try Self.released(file))
        given = try PlacedFile.files(of: found.release, besides: file.lastPathComponent)
    }

    /// What students got: what they handed in is read beside it.
    private static func released(_ file: URL) throws(GradingFault) -> LenientNotebook {
        guard access(file.path, F_OK) == 0 else {
            throw .assignment(path: file.relativePath, reason: "there is no release to grade by; run landuse assignment release first")
        }
        do {
            return try LenientNotebook(Array(try Data(contentsOf: file)))
        } catch let error as LenientNotebook.Fault {
            throw .cannotRead(path: file.relativePath, reason: error.description)
        } catch {
            throw .cannotRead(path: file.relativePath, reason: (error as NSError).localizedDescription)
        }
    }

    /// What an answer to "was this graded before" depends on, beside the submission.
    func digest(seed: UInt64, bench: GradingBench, options: GradingOptions) throws(GradingFault) -> String {
        var parts = [
            GradingRecord.version, bench.toolchain.version, bench.build.imports.digest, String(seed), SHA256.hex(of: notebook.source),
            "\(options.timeLimit) \(options.cellTimeLimit) \(options.memory) \(options.restarts) \(bench.jail == nil)",
        ]
        for name in ["release", "source"] { parts += try Self.digests(of: folder.appending(path: name)) }
        return SHA256.hex(of: parts.joined(separator: "\n").utf8)
    }

    /// A line a file: its name and its bytes' digest, by which it is told whether work was graded before.
    private static func digests(of folder: URL) throws(GradingFault) -> [String] {
        // Hidden files are given to nobody: an editor's, while a notebook is open in it, change nothing.
        let names = (FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? [])
            .filter { !$0.split(separator: "/").contains { $0.hasPrefix(".") } }.sorted()
        var lines: [String] = []
        for name in names {
            let file = folder.appending(path: name)
            var status = stat()
            // Folders have no bytes; pipes and the like are nobody's to read, nor are links that lead nowhere.
            guard stat(file.path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { continue }
            do {
                let handle = try FileHandle(forReadingFrom: file)
                defer { try? handle.close() }
                var digest = SHA256()
                while let part = try handle.read(upToCount: 1 << 20), !part.isEmpty { digest.update(Array(part)) }
                lines.append("\(name) \(digest.finalize().hex)")
            } catch {
                throw .cannotRead(path: file.relativePath, reason: (error as NSError).localizedDescription)
            }
        }
        return lines
    }
}
