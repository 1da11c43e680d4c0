import Foundation
import Notebook
import Testing

/// What is said about files that are no notebooks, each with the kind that means exit code 66.
@Suite struct NotebookFileTests {
    private func error(reading path: String) throws -> NotebookError {
        try #require(throws: NotebookError.self) { _ = try NotebookDocument.read(path: path) }
    }

    private func withFile<Result>(_ bytes: [UInt8], _ body: (String) throws -> Result) throws -> Result {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID()).md").path
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try body(path)
    }

    @Test func missingFile() throws {
        let error = try error(reading: "/nowhere/n.md")
        #expect(error.description == "/nowhere/n.md: error: there is no such file; check the path, it is relative to the current folder")
        #expect(error.kind == .noNotebook)
    }

    @Test func folder() throws {
        let path = FileManager.default.temporaryDirectory.path
        #expect(try error(reading: path).description == "\(path): error: this is a folder; name the notebook in it, a Markdown file")
    }

    static let binaries: [([UInt8], String)] = [
        (Array("ab\n\u{E4}".utf8) + [0], "2:2: error: this is a binary file (it holds a NUL byte); a notebook is a Markdown file"),
        (Array("\u{E4}\r\n\u{E4}b".utf8) + [0xFF], "2:3: error: the byte 0xFF is not UTF-8; save the file with the encoding UTF-8"),
        ([0x61, 0xE4, 0x62], "1:2: error: the byte 0xE4 is not UTF-8; save the file with the encoding UTF-8"),
        ([0x61, 0xC3], "1:2: error: the byte 0xC3 is not UTF-8; save the file with the encoding UTF-8"),
    ]

    @Test(arguments: binaries)
    func noText(_ bytes: [UInt8], _ message: String) throws {
        try withFile(bytes) { path in
            let error = try error(reading: path)
            #expect(error.description == "\(path):\(message)")
            #expect(error.kind == .noNotebook)
        }
    }

    @Test func tooLarge() throws {
        try withFile([UInt8](repeating: 0x61, count: NotebookDocument.largestSize + 1)) { path in
            let error = try error(reading: path)
            #expect(error.description.contains("larger than 16 MiB"))
        }
    }

    @Test func readsWhatIsThere() throws {
        try withFile(Array("```swift\n1\n```\n".utf8)) { path in
            let document = try NotebookDocument.read(path: path)
            #expect(document.cells.map(\.source) == ["1\n"])
        }
    }

    @Test func noCells() throws {
        let document = try NotebookDocument.parse(Array("# Prose\n\n```python\n1\n```\n".utf8), path: "n.md")
        let error = try #require(throws: NotebookError.self) { try document.requireCells() }
        #expect(error.description == "n.md: error: this file has no cells, so there is nothing to run; a cell begins with a line ```swift")
        #expect(error.kind == .noNotebook)
    }
}
