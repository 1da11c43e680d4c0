import Foundation
import TestFolders
import Testing

/// `landuse assignment release` and `pack`, as teachers and students use them.
@Suite struct AssignmentCommandTests {
    private static let notebook = """
        ---
        assignment: double
        ---

        # Doubling

        ![a picture](pixel.png)

        ```swift
        //| id: double
        func double(_ number: Int) -> Int {
            // BEGIN SOLUTION
            number << 1 // by shifting
            // END SOLUTION
        }
        ```

        ```swift
        //| id: labels
        //| judge: true
        let truth = [1, 0]
        ```

        ```swift
        //| id: given
        //| check: {points: 2, equal: reference}
        [double(4), double(Int(checkSeed % 5))]
        ```

        ```swift
        //| id: scored
        //| check: {points: 1, score: accuracy, labels: truth, at-least: 0.5}
        [double(0) + 1, 0]
        ```

        <!-- answer: why
        points: 1
        -->
        Because shifting is the same as doubling.
        <!-- end answer -->

        """

    private func assignment() throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let files = ["double/source/double.md": Self.notebook, "double/source/pixel.png": "P", "double/source/data/a.csv": "1\n", "double/source/private/key.txt": "x", "double/source/.DS": ""]
        for (path, text) in files {
            let file = folder.url.appending(path: path)
            try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        }
        return folder
    }

    private func contents(_ folder: URL) throws -> [String: Data] {
        let paths = try #require(FileManager.default.enumerator(atPath: folder.path)).allObjects.compactMap { $0 as? String }
        var contents: [String: Data] = [:]
        for path in paths { contents[path] = try? Data(contentsOf: folder.appending(path: path)) }
        return contents
    }

    @Test func releasesAndPacks() async throws {
        let folder = try assignment(), release = folder.url.appending(path: "double/release")
        let first = try await Program.run(["assignment", "release", "double"], in: folder.url)
        #expect(first.exitCode == 0, "\(first.errors)")
        #expect(first.output == "double/release: double.md and 2 other files; 4 points: 3 by public checks, 1 by hand\n")
        let files = try contents(release)
        #expect(files.keys.sorted() == ["data/a.csv", "double.md", "pixel.png"])
        let text = String(decoding: files["double.md"] ?? Data(), as: UTF8.self)
        #expect(text.contains("//| check: {points: 2, equal: [8, 2]}\n"))
        #expect(text.contains("labels: [1, 0]"))
        #expect(!text.contains("shift") && !text.contains("judge"))

        // What can be released can be graded: labels that only the judge's cells have are there when work is.
        let checked = try await Program.run(["assignment", "check", "double", "--mutations", "0"], in: folder.url)
        #expect(checked.exitCode == 0 && checked.output.hasSuffix("no errors\n"), "\(checked.output)\(checked.errors)")

        // The same source gives the same bytes, in the place of what was there.
        try Data("old".utf8).write(to: release.appending(path: "old.txt"))
        let second = try await Program.run(["assignment", "release", "double/"], in: folder.url)
        #expect(second.exitCode == 0 && second.errors.contains("double/release: removed what is not of this release: old.txt"), "\(second.errors)")
        #expect(try contents(release) == files)
        try Data("# Notes\n".utf8).write(to: folder.url.appending(path: "notes.md"))
        let none = try await Program.run(["assignment", "pack", "notes.md"], in: folder.url)
        #expect(none.exitCode == 1 && none.errors.contains("notes.md: error: this is no assignment"), "\(none.errors)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.appending(path: "double").path).sorted() == ["release", "source"])

        let packed = try await Program.run(["assignment", "pack", "double/release", "-o", "ada.zip", "--check"], in: folder.url)
        #expect(packed.exitCode == 0, "\(packed.errors)")
        #expect(packed.output.hasPrefix("ada.zip: double.md, pixel.png\nstill undone: `double` still says todo()\nstill undone: the answer `why` is empty\nstill undone: the check `given` (2 points): "))
        let archive = try Data(contentsOf: folder.url.appending(path: "ada.zip"))
        #expect(archive.range(of: files["double.md"] ?? Data()) != nil)
    }

    /// A refused release leaves what was there.
    @Test func refuses() async throws {
        let folder = try assignment(), source = folder.url.appending(path: "double/source")
        try FileManager.default.createDirectory(at: folder.url.appending(path: "double/release"), withIntermediateDirectories: true)
        try Data("    number << 1 // by shifting\n".utf8).write(to: source.appending(path: "notes.txt"))
        let leaky = try await Program.run(["assignment", "release", "double"], in: folder.url)
        #expect(leaky.exitCode == 1)
        #expect(leaky.errors.contains("double/source/double.md:13:1: error: this is part of the solution of `double`, and it would stand in the students' double/release/notes.txt too; move that file into the folder source/private"))
        try FileManager.default.removeItem(at: source.appending(path: "notes.txt"))

        try FileManager.default.createSymbolicLink(atPath: source.appending(path: "link").path, withDestinationPath: "/etc/passwd")
        let linked = try await Program.run(["assignment", "release", "double"], in: folder.url)
        #expect(linked.exitCode == 66)
        #expect(linked.errors.contains("link: error: this is a link"))
        try FileManager.default.removeItem(at: source.appending(path: "link"))

        let broken = Self.notebook.replacing("number << 1", with: "number.twice")
        try Data(broken.utf8).write(to: source.appending(path: "double.md"))
        let failed = try await Program.run(["assignment", "release", "double"], in: folder.url)
        #expect(failed.exitCode == 1)
        #expect(failed.errors.contains("double.md:13:12: error: value of type 'Int' has no member 'twice'"))
        #expect(try contents(folder.url.appending(path: "double/release")).isEmpty)
        let trapping = Self.notebook.replacing("# Doubling", with: "```swift\n//| id: before\nlet none = [Int]()[3]\n```")
        try Data(trapping.utf8).write(to: source.appending(path: "double.md"))
        for command in ["release", "check"] {
            let trapped = try await Program.run(["assignment", command, "double"], in: folder.url)
            #expect(trapped.exitCode == 1 && trapped.errors.contains("double.md:7:19: error: the teacher's own notebook does not run to its end, in `before`: "), "\(trapped.errors)")
        }
        try Data(Self.notebook.replacing("[1, 0]\n", with: "[\"a\"]\n").utf8).write(to: source.appending(path: "double.md"))
        let unlabelled = try await Program.run(["assignment", "release", "double"], in: folder.url)
        #expect(unlabelled.exitCode == 1 && unlabelled.errors.contains("nothing to compare with: its labels are no list of classes"), "\(unlabelled.errors)")

        let nothing = try await Program.run(["assignment", "release", "."], in: folder.url)
        #expect(nothing.exitCode == 66)
        let teachers = try await Program.run(["assignment", "pack", "double/source"], in: folder.url)
        #expect(teachers.exitCode == 1)
        #expect(teachers.errors.contains("this is the teacher's notebook"))
        #expect(folder.names == ["double"])
    }
}
