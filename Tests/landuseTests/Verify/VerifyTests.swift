import Foundation
import Notebook
import TestFolders
import Testing
@testable import landuse

/// A report is run again, and says what is otherwise.
@Suite(.serialized) struct VerifyTests {
    private static let notebook = """
        ```swift
        //| parameters: true
        let name = "none"
        ```

        ```swift
        print(name, Set(1...20), ["a": 1, "b": 2, "c": 3])
        ```

        ```swift
        fatalError(name)
        ```

        """

    private func rendered(_ notebook: String, _ arguments: [String] = []) async throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(at: folder.url.appending(path: "out"), withIntermediateDirectories: true)
        try Data(notebook.utf8).write(to: folder.url.appending(path: "n.md"))
        _ = try await Program.run(["render", "n.md", "-o", "out/r.html"] + arguments, in: folder.url)
        return folder
    }

    @Test func `the same comes of the same, parameters, failures and the order of sets included`() async throws {
        let folder = try await rendered(Self.notebook, ["--set", "name=it's \"é\" \\(1)"])
        let run = try await Program.run(["verify", "out/r.html"], in: folder.url)
        #expect(run.output == "all 3 cells gave the same as in the report\n", "\(run.errors)")
        #expect(run.exitCode == 0)
        #expect(run.errors.contains("running out/../n.md, with name=it's \"é\" \\(1)\n"), "\(run.errors)")
    }

    /// Bars, curves and printed lines say how long it took, which is never the same.
    @Test func `how long it took makes no difference`() async throws {
        let folder = try await rendered("""
            ---
            libraries: [LandUseKit]
            seed: 1
            ---

            ```swift
            import Glibc
            import LandUseKit
            for _ in progress(1...3, "waiting") { usleep(400_000 + UInt32.random(in: 0...300_000)) }
            let pictures = GeneratedLandUse(imagesPerClass: 1, size: 32)
            let model = Sequential(Flatten(), Linear(3 * 32 * 32, 21))
            let loader = DataLoader(pictures, batchSize: 7, transform: Compose([ToTensor()]))
            let history = try Trainer(model, optimizer: SGD(model.parameters(), learningRate: 0.01)).fit(train: loader, epochs: 2)
            ```

            ```swift
            history
            ```

            ```swift
            History.comparison(of: ["one": history])
            ```

            ```swift
            var runs = RunComparison()
            runs.add(try evaluate(model, on: loader), to: "one", seconds: history.seconds)
            runs
            ```

            """)
        let run = try await Program.run(["verify", "out/r.html"], in: folder.url)
        #expect(run.output == "all 4 cells gave the same as in the report\n" && run.exitCode == 0, "\(run.output)\(run.errors)")
    }

    @Test func `a difference is shown, with its cell`() async throws {
        let folder = try await rendered("```swift\n//| id: random\nprint(\"fixed\")\nprint(Int.random(in: 0...Int.max))\n```\n\n```swift\n1\n```\n")
        let run = try await Program.run(["verify", "out/r.html"], in: folder.url)
        #expect(run.exitCode == 1)
        let lines = run.output.split(separator: "\n")
        #expect(lines.first == "random: output 1 (stdout) differs")
        #expect(lines.dropFirst().dropLast().map { $0.prefix(4) } == ["  - ", "  + "])
        #expect(lines.last == "1 of 2 cells gave the same as in the report")
    }

    @Test func `another notebook is refused, the same one elsewhere is not`() async throws {
        let folder = try await rendered("```swift\n1\n```\n")
        let file = folder.url.appending(path: "n.md"), moved = folder.url.appending(path: "moved.md")
        try FileManager.default.moveItem(at: file, to: moved)
        let gone = try await Program.run(["verify", "out/r.html"], in: folder.url)
        #expect(gone.exitCode == 66)
        #expect(gone.errors.contains("name it with --notebook"), "\(gone.errors)")
        #expect(try await Program.run(["verify", "out/r.html", "--notebook", "moved.md"], in: folder.url).exitCode == 0)
        try Data("```swift\n2\n```\n".utf8).write(to: file)
        let other = try await Program.run(["verify", "out/r.html"], in: folder.url)
        #expect(other.exitCode == 1)
        #expect(other.errors.contains("this is not the notebook that out/r.html was made from"), "\(other.errors)")
    }

    @Test func `the limits and what follows a death are those of the report`() async throws {
        let slow = "```swift\nimport Foundation\nfor _ in 1...3 { Thread.sleep(forTimeInterval: 0.4) }\n```\n\n```swift\n1\n```\n"
        let folder = try await rendered(slow, ["--total-timeout", "0.3", "--after-death", "stop"])
        let html = try String(contentsOf: folder.url.appending(path: "out/r.html"), encoding: .utf8)
        #expect(html.contains("&quot;totalTimeLimit&quot;:0.3") && html.contains("&quot;afterDeath&quot;:&quot;stop&quot;"))
        let run = try await Program.run(["verify", "out/r.html"], in: folder.url)
        #expect(run.output == "all 2 cells gave the same as in the report\n", "\(run.output)\(run.errors)")
    }

    @Test func `a report does not choose what is run outside the folders at hand`() async throws {
        let folder = try await rendered("```swift\n1\n```\n")
        let out = folder.url.appending(path: "out")
        // The notebook is beside the folder that it is asked for in.
        let outside = try await Program.run(["verify", "r.html"], in: out)
        #expect(outside.exitCode == 66)
        #expect(outside.errors.contains("lies outside the report's folder and the current one, and is not run unasked; name it with --notebook"), "\(outside.errors)")
        #expect(!outside.errors.contains("running"))
        #expect(try await Program.run(["verify", "r.html", "--notebook", "../n.md"], in: out).exitCode == 0)
        // A link is no way around it.
        let linked = out.appending(path: "n.md")
        try FileManager.default.createSymbolicLink(at: linked, withDestinationURL: folder.url.appending(path: "n.md"))
        try edit(folder, "&quot;notebook&quot;:&quot;../n.md&quot;", "&quot;notebook&quot;:&quot;n.md&quot;")
        #expect(try await Program.run(["verify", "r.html"], in: out).exitCode == 66)
        #expect(try await Program.run(["verify", "out/r.html"], in: folder.url).exitCode == 0)
    }

    @Test func `a report that was tampered with neither hangs nor crashes it, and the terminal obeys none of it`() async throws {
        let folder = try await rendered("```swift\n//| id: one\nprint(1)\n```\n")
        let file = folder.url.appending(path: "out/r.html"), html = try Data(contentsOf: file)
        for limits in ["timeLimit&quot;:1e300", "timeLimit&quot;:-1", "totalTimeLimit&quot;:0", "afterDeath&quot;:&quot;x&quot;,&quot;timeLimit&quot;:1"] {
            try html.write(to: file)
            try edit(folder, "&quot;afterDeath&quot;:&quot;replay&quot;", "&quot;\(limits)")
            let run = try await Program.run(["verify", "out/r.html"], in: folder.url)
            #expect(run.exitCode == 66 && run.errors.contains("is damaged"), "\(limits): \(run.exitCode) \(run.errors)")
        }
        try html.write(to: file)
        try edit(folder, "&quot;id&quot;:&quot;one&quot;", "&quot;id&quot;:&quot;\\u001b]0;owned\\u0007\\nall 1 cells gave the same\\u202e&quot;")
        let run = try await Program.run(["verify", "out/r.html"], in: folder.url)
        #expect(run.output.hasPrefix("\\u{1B}]0;owned\\u{7}\\u{A}all 1 cells gave the same\\u{202E}: was not reached\n"), "\(run.output)")
        #expect(run.exitCode == 1)

        try html.write(to: file)
        try edit(folder, "../n.md", "../pi\\u0000\\u001bpe")
        let control = try await Program.run(["verify", "out/r.html"], in: folder.url)
        #expect(control.exitCode == 66 && control.errors.contains("control characters (../pi\\u{0}\\u{1B}pe); name it with --notebook"), "\(control.errors)")
        try html.write(to: file)
        try edit(folder, "../n.md", "../pipe")
        #expect(mkfifo(folder.url.appending(path: "pipe").path, 0o600) == 0)
        let pipe = try await Program.run(["verify", "out/r.html"], in: folder.url)
        #expect(pipe.exitCode == 66 && pipe.errors.contains("this is not a regular file"), "\(pipe.errors)")
    }

    /// Changes a report's record.
    private func edit(_ folder: TemporaryFolder, _ old: String, _ new: String) throws {
        let file = folder.url.appending(path: "out/r.html")
        let html = try String(contentsOf: file, encoding: .utf8)
        try #require(html.contains(old))
        try Data(html.replacing(old, with: new).utf8).write(to: file)
    }

    @Test(arguments: [("none.html", nil), ("page.html", "<p>hello</p>")] as [(String, String?)])
    func `what is no report is no input`(_ name: String, _ content: String?) async throws {
        let folder = try TemporaryFolder()
        if let content { try Data(content.utf8).write(to: folder.url.appending(path: name)) }
        let run = try await Program.run(["verify", name], in: folder.url)
        #expect(run.exitCode == 66)
        #expect(run.errors.hasPrefix("\(name): error: "))
        #expect(run.errors.split(separator: "\n").count == 1)
    }

    @Test(arguments: [("/a/b/n.md", "/a/b/r.html", "n.md"), ("/a/n.md", "/a/b/r.html", "../n.md"), ("/a/b/n.md", "/a/r.html", "b/n.md"), ("/x/n.md", "/a/b/r.html", "../../x/n.md")])
    func `the way from a report to its notebook`(_ notebook: String, _ report: String, _ path: String) {
        #expect(RelativePath.path(to: URL(filePath: notebook), from: URL(filePath: report)) == path)
    }

    @Test func `what changed around a notebook is named`() {
        func facts(_ change: (inout RunFacts) -> Void = { _ in }) -> RunFacts {
            var facts = RunFacts(
                toolchain: "6.3", target: "x", libraries: [.init(name: "L", package: "P", revision: "v1", digest: "abc")], processor: "p", cores: 2, environment: [:])
            change(&facts)
            return facts
        }
        #expect(EnvironmentChanges.notes(from: facts(), to: facts()) == [])
        #expect(EnvironmentChanges.notes(from: facts(), to: facts { $0.toolchain = "6.4"; $0.libraries[0].digest = "def"; $0.environment = ["OPENBLAS_X": "1"] }) == [
            "toolchain: 6.3 then, 6.4 now", "environment: nothing then, OPENBLAS_X=1 now", "L: v1 (abc) then, v1 (def) now",
        ])
    }
}
