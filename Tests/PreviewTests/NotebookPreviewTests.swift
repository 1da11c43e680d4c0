import Foundation
@testable import Preview
import TestFolders
import Testing

/// A notebook that is edited while its preview runs, with a real compiler and a real kernel.
@Suite(.serialized, .timeLimit(.minutes(20))) struct NotebookPreviewTests {
    private static let settled = #""isBusy":false"#.replacing("\"", with: "&quot;")

    /// Cells that say how often they ran; `doubled` needs `base`, `alone` needs neither.
    private func notebook(base: Int, title: String = "Counting") -> String {
        "# \(title)\n\n"
            + Samples.cell("counts", "var counts: [String: Int] = [:]\nfunc count(_ cell: String) { counts[cell, default: 0] += 1; print(\"<\\(cell) \\(counts[cell]!)>\") }")
            + Samples.cell("base", "let base = \(base)\ncount(\"base\")") + Samples.cell("doubled", "count(\"doubled\")\nprint(\"doubled:\", base * 2)")
            + Samples.cell("alone", "count(\"alone\")")
    }

    @Test func `a save runs the cell that it changed and those that need it, and no other`() async throws {
        try await LivePreview.with(notebook(base: 4)) { live in
            try await live.shows("&lt;base 1&gt;", "&lt;doubled 1&gt;", "doubled: 8", "&lt;alone 1&gt;", Self.settled)
            try live.folder.replace(notebook(base: 5))
            try await live.shows("&lt;base 2&gt;", "&lt;doubled 2&gt;", "doubled: 10", "&lt;alone 1&gt;", Self.settled)
            // Words alone run nothing.
            try live.folder.write(notebook(base: 5, title: "Still counting"))
            try await live.shows(">Still counting</h1>", "&lt;base 2&gt;", "&lt;doubled 2&gt;", "&lt;alone 1&gt;", Self.settled)
            // Another kernel is another session: all begin anew.
            try live.folder.write("---\nseed: 7\n---\n" + notebook(base: 5))
            try await live.shows(">Counting</h1>", "&lt;base 1&gt;", "&lt;doubled 1&gt;", "&lt;alone 1&gt;", Self.settled)
        }
    }

    @Test func `errors show in place and keep what was there`() async throws {
        try await LivePreview.with(notebook(base: 4)) { live in
            try await live.shows("&lt;alone 1&gt;", Self.settled)
            try live.folder.write(notebook(base: 4).replacing("base * 2", with: "bass * 2"))
            try await live.shows("cannot find &#39;bass&#39; in scope", #"<div class="outputs old">"#, "doubled: 8", "&lt;alone 1&gt;", Self.settled)
            #expect(try await live.page().contains("id=\"cell.doubled\" aria-label=\"Cell doubled, skipped\""))
            // A mistake of another kind, further down than the cell.
            try live.folder.write(notebook(base: 4).replacing("//| id: alone", with: "//| name: alone"))
            try await live.shows("id=\"problem\"", "The notebook has a mistake.", "doubled: 8", "&lt;alone 1&gt;")
            // All as it was: nothing has to run again.
            try live.folder.write(notebook(base: 4))
            try await live.shows("Every cell did what it should.", "&lt;base 1&gt;", "&lt;doubled 1&gt;", "doubled: 8", Self.settled)
            #expect(!(try await live.page().contains("id=\"problem\"")))
            try FileManager.default.removeItem(atPath: live.folder.path("notebook.md"))
            try await live.shows("file has gone", "doubled: 8")
            try live.folder.write(notebook(base: 6))
            try await live.shows("&lt;base 2&gt;", "doubled: 12", Self.settled)
            #expect(!(try await live.page().contains("file has gone")))
        }
    }

    @Test func `output streams in while a cell runs, and a save stops a cell that it changed`() async throws {
        let first = Samples.cell("one", "print(\"one ran\")")
        func slow(_ word: String) -> String {
            Samples.cell("slow", "import Foundation\nvar turn = 0\nwhile true { print(\"\(word)\", turn); turn += 1; Thread.sleep(forTimeInterval: 0.05) }")
        }
        let last = Samples.cell("last", "print(\"last ran\")")
        try await LivePreview.with(first + slow("turn") + last) { live in
            try await live.shows("one ran", "Cell slow, running", "turn 3", "Cell last, waiting", "Running <a href=\"#cell.slow\">slow</a>.")
            // Words are shown at once; the cell goes on.
            try live.folder.write("Some words.\n\n" + first + slow("turn") + last)
            try await live.shows("Some words.", "Cell slow, running")
            try live.folder.write(first + slow("round") + last)
            try await live.shows("round 2", "Cell slow, running", "one ran")
            // Another kernel is wanted: the old one need not come to its end.
            try live.folder.write("---\nseed: 7\n---\n" + first + slow("round") + last + "More words.\n")
            try await live.shows("More words.", "round 2", "Cell slow, running", "one ran")
            // A cell that was changed stops, even where it does not compile any more.
            try live.folder.write("---\nseed: 7\n---\n" + first + slow("round") + Samples.cell("last", "nope()"))
            try await live.shows("Cell slow, running")
            try live.folder.write("---\nseed: 7\n---\n" + first + Samples.cell("slow", "nope()") + last)
            try await live.shows("cannot find &#39;nope&#39; in scope", Self.settled)
            try live.folder.write(first + Samples.cell("slow", "print(\"done\")") + last)
            try await live.shows("done", "last ran", "Every cell did what it should.", Self.settled)
        }
    }

    @Test func `a parameter's new value stops the cell that runs with the old one`() async throws {
        let cells = "```swift\n//| parameters: true\nlet pace = 1\n```\n\n"
            + Samples.cell("slow", "import Foundation\nwhile pace < 3 { print(\"pace\", pace); Thread.sleep(forTimeInterval: 0.05) }\nprint(\"fast enough\")")
        try await LivePreview.with(cells) { live in
            try await live.shows("pace 1", "Cell slow, running")
            try live.folder.write("---\nparameters: {pace: 2}\n---\n" + cells)
            try await live.shows("pace 2", "Cell slow, running")
            try live.folder.write("---\nparameters: {pace: 3}\n---\n" + cells)
            try await live.shows("fast enough", Self.settled)
        }
    }

    @Test func `a notebook with a mistake from the start is shown once it is mended`() async throws {
        try await LivePreview.with("---\nlibraries: [NoSuchKit]\n---\n" + notebook(base: 1)) { live in
            try await live.shows("NoSuchKit", "id=\"problem\"")
            try live.folder.write("```swift\n")
            try await live.shows("line 1, column 1", "id=\"problem\"")
            try live.folder.write("# Words\n")
            try await live.shows(">Words</h1>", Self.settled)
            try live.folder.write(notebook(base: 1))
            try await live.shows("doubled: 2", Self.settled)
        }
    }

    @Test func `with keepGoing, cells run that do compile`() async throws {
        try await LivePreview.with(notebook(base: 3).replacing("base * 2", with: "bass * 2"), keepGoing: true) { live in
            try await live.shows("cannot find &#39;bass&#39; in scope", "&lt;base 1&gt;", "&lt;alone 1&gt;", Self.settled)
        }
    }

    @Test func `what a cell shows under a name changes while it runs`() async throws {
        // A turn lasts until it was seen, however late that is.
        let seen = try TemporaryFolder()
        let code = """
            import Foundation
            for turn in 1...3 {
                display(Table(columns: ["turn"], rows: [["turn \\(turn)"]]), id: "bar")
                while !FileManager.default.fileExists(atPath: "\(seen.path("turn"))\\(turn)") { Thread.sleep(forTimeInterval: 0.02) }
            }
            """
        try await LivePreview.with(Samples.cell("bar", code)) { live in
            for turn in 1...3 {
                try await live.shows("Cell bar, running", "turn \(turn)<")
                #expect(try await live.page().components(separatedBy: "<table").count == 2)
                try Data().write(to: seen.url.appending(path: "turn\(turn)"))
            }
            try await live.shows("turn 3<", Self.settled)
        }
    }

    @Test func `pictures are shown anew when they change`() async throws {
        let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
        try await LivePreview.with("![](a.png)\n") { live in
            try await live.shows("there is no image `a.png`")
            try Data(png).write(to: live.folder.url.appending(path: "a.png"))
            try await live.shows("data:image/png;base64,iVBORw0KGgo=")
            try Data(png + [1]).write(to: live.folder.url.appending(path: "a.png"))
            try await live.shows("data:image/png;base64,iVBORw0KGgoB")
        }
    }

    @Test func `the end of a preview is the end of its kernel, its server and its events`() async throws {
        try await LivePreview.with(Samples.cell("pid", "import Foundation\nprint(\"pid\", getpid())\nwhile true {}")) { live in
            // What a cell prints before it is seen to run may be shown a moment later than that it runs.
            try await live.shows("<pre class=\"stream\">pid ", "Cell pid, running")
            let page = try await live.page()
            let number = try #require(page.firstRange(of: "<pre class=\"stream\">pid ").map { page[$0.upperBound...].prefix { $0.isNumber } })
            let kernel = try #require(pid_t(number))
            #expect(kill(kernel, 0) == 0)
            await live.stop()
            // It is gone, or only its name is still there until its parent asks how it ended.
            for _ in 0..<100 where kill(kernel, 0) == 0 { try await Task.sleep(for: .milliseconds(20)) }
            #expect(kill(kernel, 0) != 0)
            #expect(throws: Connection.Failed.self) { try Connection(port: UInt16(live.preview.address.port ?? 0)) }
        }
    }
}
