import Notebook
import Report

@testable import Preview

/// Pages and notebooks in few words.
enum Samples {
    static func document(_ text: String) throws -> NotebookDocument {
        try NotebookDocument.parse(Array(text.utf8), path: "sample.md")
    }

    /// A cell's fence.
    static func cell(_ id: String, _ code: String) -> String { "```swift\n//| id: \(id)\n\(code)\n```\n\n" }

    /// The page of a notebook whose every cell finished, changed by `change`.
    static func page(_ text: String, notice: String = "", _ change: (inout [ExecutedCell]) -> Void = { _ in }) throws -> PublishedPage {
        let document = try document(text)
        var cells = document.cells.map { ExecutedCell(cell: $0, outcome: .finished, duration: 0.1) }
        change(&cells)
        let notebook = ExecutedNotebook(document: document, cells: cells, startedAt: 1_790_000_000, duration: 1, provenance: [])
        let page = ReportPage(notebook) { path throws(ImageProblem) in throw .missing(path: path) }
        return PublishedPage(page, notice: notice, isBusy: false, allowsFrames: false)
    }
}
