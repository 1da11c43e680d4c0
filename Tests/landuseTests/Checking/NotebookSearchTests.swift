import Foundation
import TestFolders
import Testing
@testable import landuse

struct NotebookSearchTests {
    @Test func `a folder's notebooks are found, and nothing else`() throws {
        let folder = try TemporaryFolder()
        let cell = "```swift\n1\n```\n"
        for (path, text) in [
            ("b.md", cell), ("a.md", "- ~~~ swift\n  1\n  ~~~\n"), ("deep/er/c.MD", cell), ("README.md", cell), ("prose.md", "```python\n1\n```\n"),
            ("swiftly.md", "```swiftly\n```\n"), (".hidden/d.md", cell), ("e.txt", cell), ("folder.md/f.txt", cell),
        ] {
            let file = folder.url.appending(path: path)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        let root = folder.url.path
        #expect(NotebookSearch.notebooks(at: [root]) == ["\(root)/a.md", "\(root)/b.md", "\(root)/deep/er/c.MD"])
        // A file that is named is taken as it is; one that comes up twice counts once.
        #expect(NotebookSearch.notebooks(at: ["\(root)/README.md", "\(root)/b.md", "\(root)/", "nope.md"]) == [
            "\(root)/README.md", "\(root)/b.md", "\(root)/a.md", "\(root)/deep/er/c.MD", "nope.md",
        ])
    }
}
