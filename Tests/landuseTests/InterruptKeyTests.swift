import Foundation
import TestFolders
import Testing

/// Ctrl-C at a terminal in which a notebook is rendered.
@Suite struct InterruptKeyTests {
    @Test func `Ctrl-C stops the running cell, skips the rest, and writes the report`() async throws {
        let folder = try TemporaryFolder()
        try "```swift\nlet a = 5\n```\n\n```swift\nprint(\"begun\", a)\nwhile true {}\n```\n\n```swift\nprint(\"not reached\")\n```\n".write(
            to: folder.url.appending(path: "n.md"), atomically: true, encoding: .utf8)
        let terminal = try PseudoTerminal(["render", "n.md"], in: folder.url)
        try await terminal.expect("begun 5", within: 300)
        terminal.type("\u{03}")
        #expect(try await terminal.wait() == 130)
        let report = try String(contentsOf: folder.url.appending(path: "n.html"), encoding: .utf8)
        #expect(report.contains("the cell was interrupted") && report.contains("the run was interrupted"))
    }
}
