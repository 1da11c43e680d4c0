import Foundation
import Notebook

@testable import Report

/// A small notebook as it could have been run, with one of nearly everything.
enum Walkthrough {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Fixtures/walkthrough")

    static func report() throws -> HTMLReport {
        let bytes = [UInt8](try Data(contentsOf: folder.appendingPathComponent("notebook.md")))
        let document = try NotebookDocument.parse(bytes, path: "walkthrough/notebook.md")
        let picture = [UInt8](try Data(contentsOf: folder.appendingPathComponent("gradient.png")))
        return HTMLReport(try executed(document)) { path throws(ImageProblem) in
            guard path == "gradient.png" else { throw .missing(path: path) }
            return picture
        }
    }

    private static func executed(_ document: NotebookDocument) throws -> ExecutedNotebook {
        let chart = Sample.bundle(
            [
                "text/plain": "forest 0.9",
                "image/svg+xml":
                    "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='40'><rect width='180' height='20'/></svg>",
                "application/vnd.dataresource+json":
                    #"{"schema":{"fields":[{"name":"c","title":"Class"},{"name":"p","type":"number"}]},"data":[{"c":"forest","p":0.9}]}"#,
            ], alternativeText: "forest 0.9")
        let cells = document.cells
        precondition(cells.count == 4, "the fixture has four cells")
        let line = cells[2].position(line: 3, column: 12)
        let executed = [
            ExecutedCell(
                cell: cells[0], outcome: .finished, outputs: [.executeResult(Sample.bundle(["text/plain": "2"]))],
                diagnostics: [
                    Diagnostic(.warning, path: document.path, position: cells[0].position(line: 2, column: 5), message: "`classes` could be a set")
                ],
                duration: 0.0021),
            ExecutedCell(cell: cells[1], outcome: .finished, outputs: [.displayData(chart)], duration: 0.034),
            ExecutedCell(
                cell: cells[2], outcome: .failed,
                outputs: [
                    .stream(.stdout, text: "10%\r100%\nbefore\n"), .stream(.stderr, text: "note <1>\n"),
                    .error(CellFailure(name: "Trap", reason: "Index out of range", frames: [.init(function: nil, cell: "mistake", position: line)])),
                ], duration: 1.25),
            ExecutedCell(cell: cells[3], outcome: .skipped(reason: "needs `last`, which mistake did not finish")),
        ]
        return ExecutedNotebook(
            document: document, cells: executed, startedAt: 1_790_000_000, duration: 1.2861,
            provenance: [.init("Toolchain", "Swift 6.3.1"), .init("Seed", "42")])
    }
}
