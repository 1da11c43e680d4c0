import Foundation
import TestFolders
import Testing

/// The built program as a user meets it: exit codes, messages, and that nothing is left half-written.
@Suite(.serialized) struct CommandLineTests {
    struct BadInput: CustomTestStringConvertible, Sendable {
        var name: String
        /// Bytes of `notebook.md`; `nil` for no such file.
        var notebook: [UInt8]?
        var arguments: [String] = []
        var exitCode: Int32
        var message: String

        var testDescription: String { name }

        init(_ name: String, _ notebook: String?, _ arguments: [String] = [], exitCode: Int32, _ message: String) {
            self.name = name
            self.notebook = notebook.map { Array($0.utf8) }
            self.arguments = arguments
            self.exitCode = exitCode
            self.message = message
        }

        init(_ name: String, bytes: [UInt8], exitCode: Int32, _ message: String) {
            self.init(name, "", exitCode: exitCode, message)
            notebook = bytes
        }
    }

    static let fine = "```swift\nprint(1)\n```\n"

    @Test(arguments: [
        BadInput("missing", nil, exitCode: 66, "notebook.md: error: there is no such file"),
        BadInput("binary", bytes: [0x89, 0x50, 0x4E, 0x47, 0, 0, 1], exitCode: 66, "notebook.md"),
        BadInput("invalid UTF-8", bytes: Array("# Title\n\nna".utf8) + [0xC3, 0x28, 0x0A], exitCode: 66, "notebook.md:3:"),
        BadInput("no cells", "# Only prose\n", exitCode: 66, "notebook.md: error: "),
        BadInput("broken front matter", "---\ntitle: [\n---\n" + fine, exitCode: 1, "notebook.md:"),
        BadInput("unknown setting", "---\ntitel: x\n---\n" + fine, exitCode: 1, "did you mean `title`"),
        BadInput("unknown option", "```swift\n//| ecko: false\n1\n```\n", exitCode: 1, "notebook.md:2:"),
        BadInput("unknown library", "---\nlibraries: [NoSuchKit]\n---\n" + fine, exitCode: 1, "notebook.md:2:1: error: the package in"),
        BadInput("a cell that does not compile", "```swift\nlet x: Int = \"é\"\n```\n", exitCode: 1, "notebook.md:2:14: error: cannot convert"),
        BadInput("no folder for the report", fine, ["-o", "no/such/folder/report.html"], exitCode: 73, "there is no folder"),
        BadInput("a folder for the report", fine, ["-o", "."], exitCode: 73, "it is a folder"),
        BadInput("events that cannot be written", fine, ["--events", "no/such/events.jsonl"], exitCode: 73, "no/such/events.jsonl: error:"),
        BadInput("the notebook as its own report", fine, ["-o", "notebook.md"], exitCode: 73, "it is the notebook already"),
        BadInput("the notebook for the events", fine, ["--events", "./notebook.md"], exitCode: 73, "it is the notebook already"),
        BadInput("one file for report and events", fine, ["-o", "x", "--events", "x"], exitCode: 73, "it is the report already"),
        BadInput("standard output for the report", fine, ["-o", "-"], exitCode: 73, "what is written whole needs a file"),
        BadInput("a time limit beyond all time", fine, ["--timeout", "1e30"], exitCode: 64, "--timeout"),
        BadInput("a time limit beyond all time in a cell", "```swift\n//| timeout: 1e30\n1\n```\n", exitCode: 1, "notebook.md:2:"),
        BadInput("bad usage", fine, ["--no-such-option"], exitCode: 64, "Unknown option"),
        BadInput("a time limit of nothing", fine, ["--timeout", "0"], exitCode: 64, "--timeout"),
    ])
    func `bad input gets one clear error and leaves no report`(_ input: BadInput) async throws {
        let folder = try TemporaryFolder()
        if let notebook = input.notebook { try Data(notebook).write(to: folder.url.appending(path: "notebook.md")) }
        let run = try await Program.run(["render", "notebook.md"] + input.arguments, in: folder.url)
        #expect(run.exitCode == input.exitCode, "\(run.errors)")
        #expect(run.errors.contains(input.message), "\(run.errors)")
        #expect(run.output.isEmpty)
        #expect(folder.names.filter { $0 != "notebook.md" } == [])
        if let notebook = input.notebook { #expect(try Data(contentsOf: folder.url.appending(path: "notebook.md")) == Data(notebook)) }
    }

    @Test(arguments: [
        (["rendr", "x.md"], "there is no command `rendr`; did you mean `landuse render`?"), (["lesson.md"], "did you mean `landuse render lesson.md`?"),
        (["xyzzy"], "Unexpected argument 'xyzzy'"),
    ])
    func `a command that does not exist is taken for a slip`(_ arguments: [String], _ message: String) async throws {
        let folder = try TemporaryFolder()
        let run = try await Program.run(arguments, in: folder.url)
        #expect(run.exitCode == 64)
        #expect(run.errors.contains(message), "\(run.errors)")
    }

    @Test func `cells that do not compile are not counted as compiled`() async throws {
        let folder = try TemporaryFolder()
        try Data("```swift\nlet x: Int = \"\"\n```\n\n```swift\nlet y: Int = \"\"\n```\n".utf8).write(to: folder.url.appending(path: "n.md"))
        let run = try await Program.run(["render", "n.md"], in: folder.url)
        #expect(run.exitCode == 1)
        #expect(!run.errors.contains("compiled"), "\(run.errors)")
    }

    @Test func `a folder is no notebook`() async throws {
        let folder = try TemporaryFolder()
        let run = try await Program.run(["render", "."], in: folder.url)
        #expect(run.exitCode == 66)
        #expect(run.errors.contains("this is a folder"))
        #expect(folder.names == [])
    }

    @Test(arguments: [
        ("a cell fails", "```swift\nfatalError(\"dry\")\n```\n", [String](), Int32(1), "error: dry"),
        ("a time limit passes", "```swift\nwhile true {}\n```\n", ["--timeout", "0.2"], 3, "limit of 0.2 s"),
        ("the kernel dies", "```swift\nimport Foundation\nkill(getpid(), SIGKILL)\nsleep(9)\n```\n", [], 4, "signal 9"),
        ("a cell calls exit", "```swift\nimport Foundation\nexit(0)\n```\n", [], 1, "exit(0) was called"),
        ("what compiles runs", "```swift\nnope()\n```\n\n```swift\nprint(2)\n```\n", ["--keep-going"], 1, "does not compile"),
    ])
    func `a run that fails still writes its report`(_ name: String, notebook: String, arguments: [String], exitCode: Int32, message: String) async throws {
        let folder = try TemporaryFolder()
        try Data(notebook.utf8).write(to: folder.url.appending(path: "notebook.md"))
        let run = try await Program.run(["render", "notebook.md"] + arguments, in: folder.url)
        #expect(run.exitCode == exitCode, "\(run.errors)")
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(folder.names == ["notebook.html", "notebook.md"])
    }

    @Test func `results go to standard output, the rest to standard error`() async throws {
        let folder = try TemporaryFolder()
        try Data("```swift\nprint(\"shown\")\n40 + 2\n```\n".utf8).write(to: folder.url.appending(path: "notebook.md"))
        let run = try await Program.run(["render", "notebook.md", "-o", "out.html"], in: folder.url)
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(run.output == "shown\n42\n")
        #expect(run.errors.contains("out.html"))
        #expect(try String(contentsOf: folder.url.appending(path: "out.html"), encoding: .utf8).lowercased().hasPrefix("<!doctype html>"))
    }

    @Test func `events are JSON lines in nbformat's shapes`() async throws {
        let folder = try TemporaryFolder()
        let notebook = "```swift\nprint(\"a\")\ndisplay(Table(columns: [\"x\"], rows: [[\"1\"]]))\n[1][7]\n```\n"
        try Data(notebook.utf8).write(to: folder.url.appending(path: "notebook.md"))
        let run = try await Program.run(["render", "notebook.md", "--events", "-"], in: folder.url)
        #expect(run.exitCode == 1)
        let events = try run.output.split(separator: "\n").map { try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] ?? [:] }
        let kinds = events.map { $0["output_type"] as? String ?? $0["event"] as? String ?? "" }
        #expect(kinds == ["compiling", "compiled", "cell_started", "stream", "display_data", "error", "cell_finished"])
        #expect((events[4]["data"] as? [String: Any])?["text/plain"] as? String == "x\n─\n1")
        #expect(events[5]["ename"] as? String == "Trap")
        #expect(events[5]["evalue"] as? String == "Index out of range")
        #expect(events[6]["outcome"] as? String == "failed")
    }

    @Test func `check reports every notebook's errors and runs nothing`() async throws {
        let folder = try TemporaryFolder()
        try Data("```swift\nlet a: Int = \"1\"\nprint(\"ran\")\n```\n\n```swift\nlet b: Bool = 2\n```\n".utf8).write(to: folder.url.appending(path: "one.md"))
        try Data("```swift\nmissing()\n```\n".utf8).write(to: folder.url.appending(path: "two.md"))
        let run = try await Program.run(["check", "one.md", "two.md"], in: folder.url)
        #expect(run.exitCode == 1)
        #expect(run.output.isEmpty)
        for place in ["one.md:2:14: error:", "one.md:7:15: error:", "two.md:2:1: error:"] { #expect(run.errors.contains(place), "\(run.errors)") }
        try Data(Self.fine.utf8).write(to: folder.url.appending(path: "two.md"))
        #expect(try await Program.run(["check", "two.md"], in: folder.url).exitCode == 0)
    }
}
