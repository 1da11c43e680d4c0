import Foundation
import Testing

@testable import landuse

/// Ctrl-C at a terminal, as the program gets it.
@Suite struct InterruptKeyTests {
    @Test func `Ctrl-C stops the running cell, skips the rest, and writes the report`() async throws {
        let folder = try TemporaryFolder()
        try "```swift\nlet a = 5\n```\n\n```swift\nprint(\"begun\", a)\nwhile true {}\n```\n\n```swift\nprint(\"not reached\")\n```\n".write(
            to: folder.url.appending(path: "n.md"), atomically: true, encoding: .utf8)
        let process = Process(), output = Pipe()
        process.executableURL = Program.url
        process.arguments = ["render", "n.md"]
        process.currentDirectoryURL = folder.url
        process.environment = ProcessInfo.processInfo.environment.merging(["XDG_CACHE_HOME": Program.cache.path]) { $1 }
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        var printed = ""
        while !printed.contains("begun 5") {
            let data = output.fileHandleForReading.availableData
            try #require(!data.isEmpty, "it ended before its cell began: \(printed)")
            printed += String(decoding: data, as: UTF8.self)
        }
        kill(process.processIdentifier, SIGINT)
        process.waitUntilExit()
        #expect(process.terminationStatus == 130)
        let report = try String(contentsOf: folder.url.appending(path: "n.html"), encoding: .utf8)
        #expect(report.contains("the cell was interrupted") && report.contains("the run was interrupted") && !report.contains("<samp>not reached"))
    }
}
