import CellCompiler
import Notebook

@testable import KernelHost

/// Small notebooks that tests write in place.
enum NotebookInParts {
    static func document(_ cells: [String], settings: String = "title: Cells") throws -> NotebookDocument {
        let fences = cells.map { "```swift\n\($0)\n```\n" }.joined(separator: "\n")
        return try NotebookDocument.parse(Array("---\n\(settings)\n---\n\n\(fences)".utf8), path: NotebookFixture.folder.appending(path: "parts.md").path)
    }

    /// A session, with the cells to run in it.
    static func session(_ options: NotebookRunner.Options = .init()) async throws -> NotebookSession {
        try await NotebookSession.start(
            for: document(["1"]), toolchain: try await Toolchain.find(cache: NotebookFixture.cache.root), cache: NotebookFixture.cache, options: options)
    }

    static func cell(_ number: Int, _ source: String, timeout: Double? = nil) -> Cell {
        var options = CellOptions()
        options.timeout = timeout
        return Cell(id: "cell-\(number)", ordinal: number, options: options, source: source, firstLine: 1, removedColumns: [])
    }
}

extension ExecutedCell {
    /// What it printed, and why it failed or was skipped.
    var account: String {
        let printed = outputs.map { if case .stream(.stdout, let text) = $0 { text } else { "" } }.joined()
        if case .skipped(let reason) = outcome { return "skipped: \(reason)" }
        return failure.map { "\(printed)\($0.name): \($0.reason)" } ?? printed
    }

    var failure: CellFailure? {
        for case .error(let failure) in outputs { return failure }
        return nil
    }
}
