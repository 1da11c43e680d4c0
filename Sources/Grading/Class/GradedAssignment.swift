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
    /// The folder with what students were given beside their notebook; `nil` where there is no release.
    public let given: URL?

    /// The notebook's own file name.
    public var fileName: String { URL(filePath: notebook.path).lastPathComponent }

    public init(folder: URL) throws {
        let source = folder.appending(path: "source")
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: source.path)) ?? []).filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") }.sorted()
        let notebooks = try names.map { try NotebookDocument.read(path: source.relativePath + "/" + $0) }.filter { $0.frontMatter.assignment != nil }
        guard let notebook = notebooks.first, let name = notebook.frontMatter.assignment else {
            throw GradingFault.assignment(
                path: source.relativePath, reason: "there is no assignment's notebook in it: a Markdown file whose front matter says `assignment: name`")
        }
        guard notebooks.count == 1 else {
            throw GradingFault.assignment(path: source.relativePath, reason: "there are several assignments in it; give each its own folder")
        }
        self.folder = folder
        self.name = name
        self.notebook = notebook
        plan = GradingPlan(notebook)
        let released = folder.appending(path: "release"), file = released.appending(path: URL(filePath: notebook.path).lastPathComponent)
        let bytes = try? Data(contentsOf: file)
        given = bytes == nil ? nil : released
        release = ReleasedNotebook(source: notebook, file: bytes.flatMap { try? LenientNotebook(Array($0)) })
    }

    /// What an answer to "was this graded before" depends on, beside the submission.
    func digest(seed: UInt64, bench: GradingBench, options: GradingOptions) throws(GradingFault) -> String {
        var parts = [
            GradingRecord.version, bench.toolchain.version, bench.build.imports.digest, String(seed), SHA256.hex(of: notebook.source),
            "\(options.timeLimit) \(options.cellTimeLimit) \(options.memory) \(options.restarts) \(bench.jail == nil)",
        ]
        for folder in [given, folder.appending(path: "source")].compactMap(\.self) { parts += try Self.digests(of: folder) }
        return SHA256.hex(of: parts.joined(separator: "\n").utf8)
    }

    /// A line a file: its name and its bytes' digest.
    private static func digests(of folder: URL) throws(GradingFault) -> [String] {
        let names = (FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []).sorted()
        return names.compactMap { name -> String? in
            guard let handle = try? FileHandle(forReadingFrom: folder.appending(path: name)) else { return nil }
            defer { try? handle.close() }
            var digest = SHA256()
            while let part = try? handle.read(upToCount: 1 << 20), !part.isEmpty { digest.update(Array(part)) }
            return "\(name) \(digest.finalize().hex)"
        }
    }
}
