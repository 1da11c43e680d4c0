import Foundation
import Testing

/// `landuse repl` as a person meets it, at a pseudo-terminal.
@Suite(.serialized) struct ReplTests {
    private static let notebook = """
        # Two cells

        ```swift
        //| id: numbers
        let numbers = [3, 1, 2]
        ```

        ```swift
        numbers.sorted()
        ```

        """

    private func start(_ folder: TemporaryFolder, _ arguments: [String] = [], environment: [String: String] = [:]) throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(["repl"] + arguments, in: folder.url, environment: environment)
        try terminal.expect("1> ", within: 300)
        return terminal
    }

    @Test func `cells are written, run and seen by later ones`() throws {
        let folder = try TemporaryFolder()
        let terminal = try start(folder)
        _ = try terminal.enter("let x = [1, 2, 3]", next: "2> ")
        #expect(try terminal.enter("x.reduce(0, +)", next: "3> ").contains("\n6\n"))
        // A loop is one input of three lines.
        #expect(try terminal.enter("for i in x {\rprint(i * 10)\r}", next: "4> ").contains("10\n20\n30\n"))
        #expect(try terminal.enter("let y: Int = \"é\"", next: "5> ").contains("cell-4:1:14: error: cannot convert value of type 'String' to specified type 'Int'\n  let y: Int = \"é\"\n               ^"))
        #expect(try terminal.enter("x[7]", next: "6> ").contains("cell-5:1:2: error: Index out of range\n  x[7]\n   ^"))
        #expect(try terminal.enter("x.count", next: "7> ").contains("\n3\n"))
        #expect(try terminal.enter("Array(100..<150)", next: "8> ").contains("[\n  100, 101,"))
        terminal.type("\u{04}")
        #expect(try terminal.wait() == 0)
        #expect(terminal.isCooked)
    }

    @Test func `the toolchain completes, types and documents`() throws {
        let folder = try TemporaryFolder()
        let terminal = try start(folder)
        _ = try terminal.enter("/// Says a word.\rfunc word(_ a: Int) -> String { \"\" }; let quantity = [1: \"a\"]", next: "2> ")
        terminal.type("quan\t")
        try terminal.expect("quantity")
        terminal.type(".isEm\t")
        try terminal.expect("isEmpty")
        #expect(try terminal.enter("", next: "3> ").contains("\nfalse\n"))
        terminal.type("quantity.re\t")
        try terminal.expect("removeValue(forKey: Int)")
        terminal.type("\u{03}")
        try terminal.expect("^C")
        try terminal.expect("3> ")
        #expect(try terminal.enter(":vars", next: "3> ").contains("quantity  [Int : String]  cell-1"))
        #expect(try terminal.enter(":type quantity.map { $0.key }", next: "3> ").contains("\n[Int]\n"))
        #expect(try terminal.enter(":type nope", next: "3> ").contains("error: cannot find 'nope' in scope"))
        #expect(try terminal.enter(":doc word", next: "3> ").contains("func word(_ a: Int) -> String\n\nSays a word."))
        #expect(try terminal.enter(":cels", next: "3> ").contains("there is no command `:cels`; did you mean `:cells`?"))
        terminal.type(":quit\r")
        #expect(try terminal.wait() == 0)
    }

    @Test func `a notebook's cells are at hand, and the session is saved as one`() throws {
        let folder = try TemporaryFolder()
        try Data(Self.notebook.utf8).write(to: folder.url.appending(path: "n.md"))
        let terminal = try PseudoTerminal(["repl", "n.md"], in: folder.url, environment: ["EDITOR": "sed -i s/1,/10,/"])
        try terminal.expect("3> ", within: 300)
        #expect(try terminal.enter(":cells", next: "3> ").contains("1  numbers  has not run  let numbers = [3, 1, 2]"))
        #expect(try terminal.enter(":run 2", next: "3> ").contains("n.md:9:1: error: cannot find 'numbers' in scope"))
        #expect(try terminal.enter(":run all", next: "3> ").contains("[1, 2, 3]"))
        #expect(try terminal.enter(":run rest", next: "3> ").contains("nothing left to run"))
        _ = try terminal.enter(":edit numbers", next: "3> ")
        #expect(try terminal.enter(":run cell-2", next: "3> ").contains("[2, 3, 10]"))
        #expect(try terminal.enter(":show 2", next: "3> ").contains("numbers.sorted()\n[2, 3, 10]"))
        #expect(try terminal.enter(":time", next: "3> ").contains("with compiling"))
        _ = try terminal.enter("numbers.max()", next: "4> ")
        #expect(try terminal.enter(":save other.md", next: "4> ").contains("saved as other.md"))
        try Data().write(to: folder.url.appending(path: "there.md"))
        #expect(try terminal.enter(":save there.md", next: "4> ").contains("there.md exists"))
        let saved = try String(contentsOf: folder.url.appending(path: "other.md"), encoding: .utf8)
        #expect(saved == Self.notebook.replacing("1, ", with: "10, ") + "\n```swift\nnumbers.max()\n```\n")
        #expect(try terminal.enter(":load other.md", next: "7> ").contains("cells 4 to 6 at hand"))
        #expect(try terminal.enter(":restart", next: "7> ").contains("a fresh session"))
        #expect(try terminal.enter("numbers", next: "8> ").contains("cannot find 'numbers' in scope"))
    }

    @Test func `Ctrl-C interrupts a cell, and the session goes on`() throws {
        let folder = try TemporaryFolder()
        let terminal = try start(folder)
        _ = try terminal.enter("let kept = 41", next: "2> ")
        terminal.type("while true { }\r")
        try terminal.expect("\u{1B}[?2004l")
        // The cell has to be running, or there is nothing to interrupt.
        terminal.type("")
        while try cellsRunning(under: terminal.process) == 0 { usleep(20_000) }
        terminal.type("\u{03}")
        try terminal.expect("3> ")
        #expect(try terminal.enter("kept + 1", next: "4> ").contains("\n42\n"))
        // At the prompt it clears what was written.
        terminal.type("half of an input\u{03}")
        try terminal.expect("^C")
        try terminal.expect("4> ")
        #expect(try terminal.enter("kept", next: "5> ").contains("\n41\n"))
    }

    @Test func `inputs are remembered, and searched`() throws {
        let folder = try TemporaryFolder()
        let first = try start(folder)
        _ = try first.enter("let remembered = 7", next: "2> ")
        _ = try first.enter("1 + 1", next: "3> ")
        first.type("\u{04}")
        #expect(try first.wait() == 0)
        let second = try start(folder)
        second.type("\u{12}remem")
        try second.expect("let remembered = 7")
        _ = try second.enter("\u{05} + 1", next: "2> ")
        #expect(try second.enter("remembered", next: "3> ").contains("\n8\n"))
        second.type("\u{1B}[A\u{1B}[A\u{1B}[A")
        try second.expect("1 + 1")
    }

    @Test func `pasted lines are one input`() throws {
        let folder = try TemporaryFolder()
        let terminal = try start(folder)
        terminal.type("\u{1B}[200~let a = 1\nlet b = a + 1\nprint(\"sum\", a + b)\u{1B}[201~")
        try terminal.expect("print")
        #expect(try terminal.enter("", next: "2> ").contains("\nsum 3\n"))
    }

    @Test func `pictures are named, and opened on request`() throws {
        let folder = try TemporaryFolder()
        let opener = folder.url.appending(path: "opener")
        try Data("#!/bin/sh\ncp \"$1\" opened\n".utf8).write(to: opener)
        chmod(opener.path, 0o755)
        let terminal = try start(folder, environment: ["BROWSER": opener.path])
        let shown = try terminal.enter("import NotebookDisplay; BarChart(title: \"t\", valueLabel: \"v\", bars: [BarChart.Bar(\"a\", 1)])", next: "2> ")
        #expect(shown.contains("[chart 1] ") && shown.contains(":open 1"), "\(shown)")
        #expect(try terminal.enter(":open 2", next: "2> ").contains("there is no picture 2"))
        _ = try terminal.enter(":open 1", next: "2> ")
        let copy = folder.url.appending(path: "opened")
        let deadline = Date.now + 10
        while (try? Data(contentsOf: copy))?.isEmpty != false, Date.now < deadline { usleep(20_000) }
        #expect(try String(contentsOf: copy, encoding: .utf8).contains("<svg"))
    }

    @Test func `a progress bar is drawn in one line`() throws {
        let folder = try TemporaryFolder()
        let terminal = try start(folder)
        terminal.type("import NotebookDisplay; for i in progress(1...3, \"laps\") { if i == 2 { print(\"two\", terminator: \"\") } }\r")
        try terminal.expect("two")
        let rest = try terminal.expect("2> ")
        #expect(rest.contains("laps") && rest.contains("3/3"), "\(rest)")
    }

    @Test func `a terminal that goes away takes everything with it`() throws {
        let folder = try TemporaryFolder()
        let terminal = try start(folder)
        _ = try terminal.enter("1", next: "2> ")
        #expect(try folder.files().contains { $0.hasPrefix("landuse-repl-") })
        terminal.closeTerminal()
        #expect(try terminal.wait() == 128 + SIGHUP)
        #expect(try !folder.files().contains { $0.hasPrefix("landuse-repl-") })
    }

    @Test(arguments: [SIGHUP, SIGTERM, SIGQUIT, SIGABRT]) func `the terminal is as it was, whatever ends the session`(_ signal: Int32) throws {
        let folder = try TemporaryFolder()
        let terminal = try start(folder)
        #expect(!terminal.isCooked)
        kill(terminal.process, signal)
        _ = try terminal.wait()
        #expect(terminal.isCooked)
    }

    @Test func `a simple terminal gets plain lines`() throws {
        let folder = try TemporaryFolder()
        let terminal = try PseudoTerminal(["repl"], in: folder.url, environment: ["TERM": "dumb"])
        try terminal.expect("1> ", within: 300)
        terminal.type("if true {\n")
        try terminal.expect("…> ")
        terminal.type("  print(6 * 7) }\n")
        try terminal.expect("42")
        try terminal.expect("2> ")
        // Ctrl-C throws away what was begun, and not the session.
        terminal.type("if true {\n")
        try terminal.expect("…> ")
        terminal.type("\u{03}")
        try terminal.expect("2> ")
        terminal.type("\u{04}")
        #expect(try terminal.wait() == 0)
        #expect(!terminal.output.contains("\u{1B}"))
    }

    @Test func `a pipe gets results alone, and an exit code`() async throws {
        let folder = try TemporaryFolder()
        let fine = try await Program.run(["repl"], in: folder.url, input: "let x = 20\nx * 2 +\n  2\n:type x\n:quit\nx\n")
        #expect(fine.output == "42\nInt\n")
        #expect(fine.exitCode == 0, "\(fine.errors)")
        let failing = try await Program.run(["repl"], in: folder.url, input: "nope\n:nope\n\"last\"")
        #expect(failing.output == "\"last\"\n")
        #expect(failing.exitCode == 1)
        #expect(failing.errors.contains("cell-1:1:1: error: cannot find 'nope' in scope\n  nope\n  ^\n"), "\(failing.errors)")
        #expect(try await Program.run(["repl", "none.md"], in: folder.url).exitCode == 66)
        #expect(try await Program.run(["repl", "--library", "NoSuchKit"], in: folder.url).exitCode == 1)
    }

    /// How many of the kernels that a process started use the processor.
    private func cellsRunning(under process: pid_t) throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { name in
            guard let stat = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8), let end = stat.lastIndex(of: ")") else { return false }
            let fields = stat[end...].split(separator: " ")
            guard fields.count > 12, fields[2] == "\(process)", let ticks = Int(fields[12]) else { return false }
            return stat.contains("(landuse-kernel)") && ticks > 5
        }.count
    }
}
