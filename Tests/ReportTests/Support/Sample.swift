import Foundation
import Notebook

@testable import Report

/// Makes executed notebooks for tests in few words.
enum Sample {
    /// A notebook whose every cell finished and put out nothing, changed by `change`.
    static func notebook(_ text: String, _ change: (inout [ExecutedCell]) -> Void = { _ in }) throws -> ExecutedNotebook {
        let document = try NotebookDocument.parse(Array(text.utf8), path: "sample.md")
        var cells = document.cells.map { ExecutedCell(cell: $0, outcome: .finished, duration: 0.25) }
        change(&cells)
        return ExecutedNotebook(
            document: document, cells: cells, startedAt: 1_790_000_000, duration: 1.5, provenance: [.init("Seed", "42")])
    }

    /// The report of a notebook with one cell and these outputs.
    static func report(outputs: [Output], options: String = "") throws -> String {
        let text = "```swift\n" + (options.isEmpty ? "" : options + "\n") + "1\n```\n"
        return render(try notebook(text) { $0[0].outputs = outputs }).html
    }

    /// A report with no pictures to be had but `images`.
    static func render(_ notebook: ExecutedNotebook, images: [String: [UInt8]] = [:]) -> HTMLReport {
        HTMLReport(notebook) { path throws(ImageProblem) in
            guard let bytes = images[path] else { throw .missing(path: path) }
            return bytes
        }
    }

    static func bundle(_ representations: [String: String], alternativeText: String? = nil) -> MediaBundle {
        MediaBundle(
            representations: representations.sorted { $0.key < $1.key }.map { .init(type: $0.key, bytes: Array($0.value.utf8)) },
            alternativeText: alternativeText)
    }

    /// The first bytes of a PNG file, which is all that a report looks at.
    static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00]

    /// What stands between two marks of a text; empty where they do not.
    static func between(_ start: String, _ end: String, in text: String) -> String {
        guard let from = text.firstRange(of: start)?.upperBound, let to = text[from...].firstRange(of: end)?.lowerBound
        else { return "" }
        return String(text[from..<to])
    }
}
