import Notebook
import Report
import Testing
@testable import landuse

/// How far a student has come, in a report's words.
@Suite struct PointsShownTests {
    private func points(_ checks: [String], observed: [String]) throws -> PointsShown? {
        let text = checks.enumerated().map { "```swift\n//| id: c\($0)\n\($1)\n1\n```\n" }.joined(separator: "\n")
        let document = try NotebookDocument.parse(Array(text.utf8), path: "a.md")
        let cells = zip(document.cells, observed).map { cell, json in
            ExecutedCell(
                cell: cell, outcome: .finished,
                outputs: [.executeResult(MediaBundle(representations: [.init(type: "application/vnd.landuse.observation+json", bytes: Array(json.utf8))]))])
        }
        return PointsShown(ExecutedNotebook(document: document, cells: cells, startedAt: 0, duration: 0, provenance: []))
    }

    @Test func release() throws {
        let points = try #require(try points(
            ["//| check: {points: 2, equal: 3}", "//| check: {points: 1.5, equal: 4, message: Count., hint: How many?}", "//| check: {points: 1, equal: reference}"], observed: ["3", "5", "6"]))
        #expect(points.line == "2 of 3.5 public points so far; hidden checks follow when the work is graded")
        #expect(points.missed == ["c1 does not pass: expected 4, observed 5 (Count.)"])
        #expect(points.annotations.summary == Annotation(.pending, title: "2 of 3.5 public points so far.", lines: ["Still to earn: c1.", "Hidden checks follow when the work is graded."]))
        #expect(points.annotations.cells == [
            "c0": [Annotation(.passed, title: "2 of 2 points")],
            "c1": [Annotation(.failed, title: "0 of 1.5 points", lines: ["Expected 4, observed 5.", "Count."], hint: "How many?")],
            "c2": [Annotation(.pending, title: "1 point", lines: ["Observed 6; decided when the work is graded."])],
        ])
    }

    @Test func allPassed() throws {
        let points = try #require(try points(["//| check: {points: 2, equal: 3}"], observed: ["3"]))
        #expect(points.annotations.summary?.status == .passed)
    }

    @Test func unwritten() throws {
        let text = "```swift\n//| id: c\n//| check: {points: 2, equal: 3}\n3\n```\n\n<!-- answer: why\npoints: 1\n-->\n*Your answer here.*\n<!-- end answer -->\n"
        let document = try NotebookDocument.parse(Array(text.utf8), path: "a.md")
        let notebook = ExecutedNotebook(document: document, cells: [], startedAt: 0, duration: 0, provenance: [])
        #expect(try #require(PointsShown(notebook)).annotations.summary?.lines.contains("Not written yet: why.") == true)
    }

    /// A notebook that is no assignment is shown as ever.
    @Test func noChecks() throws {
        #expect(try points(["//| fold: true"], observed: ["3"]) == nil)
    }
}
