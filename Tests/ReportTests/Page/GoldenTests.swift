import Foundation
@testable import Report
import Testing

/// The whole page of a small notebook, byte for byte. To accept a change after looking at it, run the
/// tests with LANDUSE_UPDATE_GOLDENS=1.
@Suite struct GoldenTests {
    @Test func walkthrough() throws {
        let golden = Walkthrough.folder.appendingPathComponent("report.html")
        let html = try Walkthrough.report().html
        if ProcessInfo.processInfo.environment["LANDUSE_UPDATE_GOLDENS"] == "1" {
            try html.write(to: golden, atomically: true, encoding: .utf8)
        }
        let expected = try String(contentsOf: golden, encoding: .utf8)
        let lines = html.split(separator: "\n", omittingEmptySubsequences: false)
        let expectedLines = expected.split(separator: "\n", omittingEmptySubsequences: false)
        // The first line that differs says more than two whole pages.
        let different = zip(lines, expectedLines).enumerated().first { $0.element.0 != $0.element.1 }
        if let different {
            Issue.record("line \(different.offset + 1) is\n\(different.element.0)\nbut was\n\(different.element.1)")
        }
        #expect(lines.count == expectedLines.count)
    }

    /// Every file of the fixture is used.
    @Test func nothingElseLiesThere() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: Walkthrough.folder.path).sorted()
        #expect(names == ["gradient.png", "notebook.md", "report.html"])
    }
}
