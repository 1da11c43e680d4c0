import Downloads
import Notebook
import Testing

@testable import Assignments

/// The file to hand in, and what is said of the work.
@Suite struct PackingTests {
    @Test func archive() throws {
        let files = [ReleaseFiles.File(path: "näme.md", bytes: Array("# A\n".utf8)), .init(path: "b/empty.png", bytes: [])]
        let archive = try ZipWriter.bytes(files)
        #expect(try ZipWriter.bytes(files) == archive)
        func bytes(_ offset: Int, _ count: Int) -> [UInt8]? {
            offset >= 0 && count >= 0 && offset + count <= archive.count ? Array(archive[offset..<(offset + count)]) : nil
        }
        let entries = try ZipDirectory.entries(size: archive.count, bytes: bytes)
        #expect(entries.map(\.name) == ["näme.md", "b/empty.png"])
        // The CRC-32 of "# A\n", as Python's zlib gives it.
        #expect(entries.map(\.checksum) == [0xA239_0E76, 0])
        #expect(entries.allSatisfy { $0.method == 0 && $0.mode == 0o100644 && !$0.isEncrypted })
        for (entry, file) in zip(entries, files) {
            #expect(bytes(try ZipDirectory.start(of: entry, bytes: bytes), entry.size) == file.bytes)
        }
    }

    @Test func undone() throws {
        let text = """
            ```swift
            //| id: a
            func f() -> Int { todo("later") }
            ```
            ```swift
            //| id: b
            // todo() is done
            let todo = "todo()"
            ```
            <!-- answer: t
            points: 1
            -->

             *Your answer
            here.*
            <!-- end answer -->
            <!-- answer: u
            points: 1
            -->
            Words.
            <!-- end answer -->
            """
        #expect(Undone(try NotebookDocument.parse(Array(text.utf8), path: "n.md")).lines == ["`a` still says todo()", "the answer `t` is empty"])
    }

    @Test func images() throws {
        let text = "![a](one.png) *![b](./two%20x/b.png)* ![c](one.png) ![d](../up.png) ![e](/etc/passwd) ![f](https://x/y.png) ![g](data:z) ![h](.hidden.png)\n\n- > ![i](three.png)\n\n| a |\n|---|\n| ![j](four.png) |\n\n<!-- answer: t\npoints: 1\n-->\n![k](five.png)\n<!-- end answer -->\n"
        let document = try NotebookDocument.parse(Array(text.utf8), path: "n.md")
        #expect(NamedImages.paths(in: document) == ["one.png", "two x/b.png", "three.png", "four.png", "five.png"])
    }
}
