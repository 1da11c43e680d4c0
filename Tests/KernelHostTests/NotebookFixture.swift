import CellCompiler
import Foundation
import Notebook
import Testing

@testable import KernelHost

/// A folder with a notebook and what must come of running it: `notebook.md` and `expected.txt`.
struct NotebookFixture: CustomTestStringConvertible, Sendable {
    let name: String
    /// Where its folder is.
    var parent = folder

    var testDescription: String { name }

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Notebooks")

    static let all: [NotebookFixture] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.sorted().map { NotebookFixture(name: $0) }
    }()

    /// Kernels and cells that tests compile, kept from run to run and apart from the user's.
    static let cache = CellCache(root: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../.build/landuse-tests").standardizedFileURL)

    /// Runs the notebook and describes what came of it, without times and machines.
    /// - Parameters:
    ///   - cache: where what is compiled is kept.
    ///   - adjust: changes the options for a document.
    func run(
        cache: CellCache = Self.cache, adjust: (NotebookDocument, inout NotebookRunner.Options) async throws -> Void = { _, _ in }
    ) async throws -> String {
        let path = parent.appending(path: "\(name)/notebook.md").path
        // Diagnostics name the notebook as its author would.
        let document = try NotebookDocument.parse(Array(Data(contentsOf: URL(filePath: path))), path: path)
        var options = NotebookRunner.Options()
        options.keepGoing = name.hasSuffix("kept-going")
        try await adjust(document, &options)
        let runner = NotebookRunner(toolchain: try await Toolchain.find(cache: Self.cache.root), cache: cache, options: options)
        let streamed = StreamedOutputs()
        let result = try await runner.run(document) { streamed.add($0) }
        let text = RunDescription.text(result).replacing(document.path, with: "notebook.md")
        if case .executed(let executed, _) = result {
            // What was streamed is what was recorded, but for what the runtime says of its own end.
            let streamed = streamed.text.split(separator: "\n"), printed = RunDescription.printed(executed).split(separator: "\n")
            if streamed != printed { #expect(streamed.filter { !Self.isTakenBack($0) } == printed) }
        }
        return text
    }

    /// Whether a line is of those in which a program says why it ends; the failure says it once, and better.
    private static func isTakenBack(_ line: Substring) -> Bool {
        let others = ["Simultaneous accesses to ", "Previous access (", "Current access ("]
        return LastWords(in: String(line)).reason != nil || line.hasPrefix("  what():  ") || others.contains(where: line.hasPrefix)
    }

    /// Compares with `expected.txt`, or writes it where LANDUSE_UPDATE_GOLDENS is set.
    /// - Parameter golden: the file to compare with, where it is another.
    func check(_ actual: String, golden: URL? = nil) throws {
        let file = golden ?? parent.appending(path: "\(name)/expected.txt")
        if ProcessInfo.processInfo.environment["LANDUSE_UPDATE_GOLDENS"] != nil {
            try actual.write(to: file, atomically: true, encoding: .utf8)
        }
        let expected = try String(contentsOf: file, encoding: .utf8)
        #expect(actual == expected, "\(name): run with LANDUSE_UPDATE_GOLDENS=1 and read the difference if the change is meant")
    }
}

/// The printed text as it was streamed, by stream.
private final class StreamedOutputs: @unchecked Sendable {
    private var pieces: [String] = []
    private let lock = NSLock()

    func add(_ event: NotebookRunner.Event) {
        guard case .output(_, .stream(let stream, let text)) = event else { return }
        lock.withLock { pieces.append("\(stream.rawValue)|\(text)") }
    }

    var text: String {
        lock.withLock { pieces }.map { $0.drop { $0 != "|" }.dropFirst() }.joined()
    }
}
