import Foundation
import TestFolders
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

    private func start(_ folder: TemporaryFolder, _ arguments: [String] = [], environment: [String: String] = [:]) async throws -> PseudoTerminal {
        let terminal = try PseudoTerminal(["repl"] + arguments, in: folder.url, environment: environment)
        try await terminal.expect("1> ", within: 300)
        return terminal
    }

    @Test func `cells are written, run and seen by later ones`() async throws {
        let folder = try TemporaryFolder()
        let terminal = try await start(folder)
        _ = try await terminal.enter("let x = [1, 2, 3]", next: "2> ")
        try await terminal.enter("x.reduce(0, +)", next: "3> ", shows: "\n6\n")
        // A loop is one input of three lines.
        try await terminal.enter("for i in x {\rprint(i * 10)\r}", next: "4> ", shows: "10\n20\n30\n")
        try await terminal.enter("let y: Int = \"é\"", next: "5> ", shows: "cell-4:1:14: error: cannot convert value of type 'String' to specified type 'Int'\n  let y: Int = \"é\"\n               ^")
        try await terminal.enter("x[7]", next: "6> ", shows: "cell-5:1:2: error: Index out of range\n  x[7]\n   ^")
        try await terminal.enter("x.count", next: "7> ", shows: "\n3\n")
        try await terminal.enter("Array(100..<150)", next: "8> ", shows: "[\n  100, 101,")
        // The session has no file yet; one of the name that it goes by is somebody else's.
        let file = folder.url.appending(path: "session.md")
        try Data("theirs".utf8).write(to: file)
        try await terminal.enter(":save session.md", next: "8> ", shows: "session.md exists")
        #expect(try String(contentsOf: file, encoding: .utf8) == "theirs")
        try await terminal.enter(":save! session.md", next: "8> ", shows: "saved as session.md")
        try await terminal.enter(":save session.md", next: "8> ", shows: "saved as session.md")
        terminal.type("\u{04}")
        #expect(try await terminal.wait() == 0)
        #expect(terminal.isCooked)
    }

    @Test func `the toolchain completes, types and documents`() async throws {
        let folder = try TemporaryFolder()
        let terminal = try await start(folder)
        _ = try await terminal.enter("/// Says a word.\rfunc word(_ a: Int) -> String { \"\" }; let quantity = [1: \"a\"]", next: "2> ")
        terminal.type("quan\t")
        try await terminal.expect("quantity")
        terminal.type(".isEm\t")
        try await terminal.expect("isEmpty")
        try await terminal.enter("", next: "3> ", shows: "\nfalse\n")
        terminal.type("quantity.re\t")
        try await terminal.expect("removeValue(forKey: Int)")
        terminal.type("\u{03}")
        try await terminal.expect("^C")
        try await terminal.expect("3> ")
        try await terminal.enter(":vars", next: "3> ", shows: "quantity  [Int : String]  cell-1")
        try await terminal.enter(":type quantity.map { $0.key }", next: "3> ", shows: "\n[Int]\n")
        try await terminal.enter(":type nope", next: "3> ", shows: "error: cannot find 'nope' in scope")
        try await terminal.enter(":doc word", next: "3> ", shows: "func word(_ a: Int) -> String\n\nSays a word.")
        try await terminal.enter(":cels", next: "3> ", shows: "there is no command `:cels`; did you mean `:cells`?")
        terminal.type(":quit\r")
        #expect(try await terminal.wait() == 0)
    }

    @Test func `a notebook's cells are at hand, and the session is saved as one`() async throws {
        let folder = try TemporaryFolder()
        try Data(Self.notebook.utf8).write(to: folder.url.appending(path: "n.md"))
        let terminal = try PseudoTerminal(["repl", "n.md"], in: folder.url, environment: ["EDITOR": "sed -i s/1,/10,/"])
        try await terminal.expect("3> ", within: 300)
        try await terminal.enter(":cells", next: "3> ", shows: "1  numbers  has not run  let numbers = [3, 1, 2]")
        try await terminal.enter(":run 2", next: "3> ", shows: "'numbers' is declared in numbers, which has not run: `:run numbers` first")
        try await terminal.enter(":run all", next: "3> ", shows: "[1, 2, 3]")
        try await terminal.enter(":run rest", next: "3> ", shows: "nothing left to run")
        _ = try await terminal.enter(":edit numbers", next: "3> ")
        try await terminal.enter(":run cell-2", next: "3> ", shows: "[2, 3, 10]")
        try await terminal.enter(":show 2", next: "3> ", shows: "numbers.sorted()\n[2, 3, 10]")
        try await terminal.enter(":time", next: "3> ", shows: "with compiling")
        _ = try await terminal.enter("numbers.max()", next: "4> ")
        try await terminal.enter(":save other.md", next: "4> ", shows: "saved as other.md")
        try Data().write(to: folder.url.appending(path: "there.md"))
        try await terminal.enter(":save there.md", next: "4> ", shows: "there.md exists")
        let saved = try String(contentsOf: folder.url.appending(path: "other.md"), encoding: .utf8)
        #expect(saved == Self.notebook.replacing("1, ", with: "10, ") + "\n```swift\nnumbers.max()\n```\n")
        // Its own notebook, until somebody else writes to it.
        try await terminal.enter(":save n.md", next: "4> ", shows: "saved as n.md")
        try Data("# Edited\n".utf8).write(to: folder.url.appending(path: "n.md"))
        try await terminal.enter(":save n.md", next: "4> ", shows: "n.md was changed by another program")
        #expect(try String(contentsOf: folder.url.appending(path: "n.md"), encoding: .utf8) == "# Edited\n")
        try await terminal.enter(":load other.md", next: "7> ", shows: "cells 4 to 6 at hand")
        try await terminal.enter(":restart", next: "7> ", shows: "a fresh session")
        try await terminal.enter("numbers", next: "8> ", shows: "cannot find 'numbers' in scope")
    }

    @Test func `Ctrl-C interrupts a cell, and the session goes on`() async throws {
        let folder = try TemporaryFolder()
        let terminal = try await start(folder)
        _ = try await terminal.enter("let kept = 41", next: "2> ")
        terminal.type("while true { }\r")
        try await terminal.expect("\u{1B}[?2004l")
        // The cell has to be running, or there is nothing to interrupt.
        terminal.type("")
        while try cellsRunning(under: terminal.process) == 0 { try await Task.sleep(for: .milliseconds(20)) }
        terminal.type("\u{03}")
        try await terminal.expect("3> ")
        try await terminal.enter("kept + 1", next: "4> ", shows: "\n42\n")
        // At the prompt it clears what was written.
        terminal.type("half of an input\u{03}")
        try await terminal.expect("^C")
        try await terminal.expect("4> ")
        try await terminal.enter("kept", next: "5> ", shows: "\n41\n")
    }

    @Test func `inputs are remembered, and searched`() async throws {
        let folder = try TemporaryFolder()
        let first = try await start(folder)
        _ = try await first.enter("let remembered = 7", next: "2> ")
        _ = try await first.enter("1 + 1", next: "3> ")
        first.type("\u{04}")
        #expect(try await first.wait() == 0)
        let second = try await start(folder)
        second.type("\u{12}remem")
        try await second.expect("let remembered = 7")
        _ = try await second.enter("\u{05} + 1", next: "2> ")
        #expect(try await second.enter("remembered", next: "3> ").contains("\n8\n"))
        second.type("\u{1B}[A\u{1B}[A\u{1B}[A")
        try await second.expect("1 + 1")
    }

    @Test func `pasted lines are one input`() async throws {
        let folder = try TemporaryFolder()
        let terminal = try await start(folder)
        terminal.type("\u{1B}[200~let a = 1\nlet b = a + 1\nprint(\"sum\", a + b)\u{1B}[201~")
        try await terminal.expect("print")
        try await terminal.enter("", next: "2> ", shows: "\nsum 3\n")
    }

    @Test func `pictures are named, and opened on request`() async throws {
        let folder = try TemporaryFolder()
        let opener = folder.url.appending(path: "opener")
        try Data("#!/bin/sh\ncp \"$1\" opened\n".utf8).write(to: opener)
        chmod(opener.path, 0o755)
        let terminal = try await start(folder, environment: ["BROWSER": opener.path])
        let shown = try await terminal.enter("import NotebookDisplay; BarChart(title: \"t\", valueLabel: \"v\", bars: [BarChart.Bar(\"a\", 1)])", next: "2> ")
        #expect(shown.contains("[chart 1] ") && shown.contains(":open 1"), "\(shown)")
        try await terminal.enter(":open 2", next: "2> ", shows: "there is no picture 2")
        _ = try await terminal.enter(":open 1", next: "2> ")
        let copy = folder.url.appending(path: "opened")
        let deadline = Date.now + 10
        while (try? Data(contentsOf: copy))?.isEmpty != false, Date.now < deadline { try await Task.sleep(for: .milliseconds(20)) }
        #expect(try String(contentsOf: copy, encoding: .utf8).contains("<svg"))
    }

    @Test func `a progress bar is drawn in one line`() async throws {
        let folder = try TemporaryFolder()
        let terminal = try await start(folder)
        terminal.type("import NotebookDisplay; for i in progress(1...3, \"laps\") { if i == 2 { print(\"two\", terminator: \"\") } }\r")
        try await terminal.expect("two")
        let rest = try await terminal.expect("2> ")
        #expect(rest.contains("laps") && rest.contains("3/3"), "\(rest)")
    }

    @Test func `a terminal that goes away takes everything with it`() async throws {
        let folder = try TemporaryFolder()
        let terminal = try await start(folder)
        _ = try await terminal.enter("1", next: "2> ")
        #expect(folder.names.contains { $0.hasPrefix("landuse-repl-") })
        terminal.closeTerminal()
        #expect(try await terminal.wait() == 128 + SIGHUP)
        #expect(!folder.names.contains { $0.hasPrefix("landuse-repl-") })
    }

    @Test(arguments: [SIGHUP, SIGTERM, SIGQUIT, SIGABRT]) func `the terminal is as it was, whatever ends the session`(_ signal: Int32) async throws {
        let folder = try TemporaryFolder()
        let terminal = try await start(folder)
        #expect(!terminal.isCooked)
        kill(terminal.process, signal)
        _ = try await terminal.wait()
        #expect(terminal.isCooked)
    }

    @Test func `a simple terminal gets plain lines`() async throws {
        let folder = try TemporaryFolder()
        let terminal = try PseudoTerminal(["repl"], in: folder.url, environment: ["TERM": "dumb"])
        try await terminal.expect("1> ", within: 300)
        terminal.type("if true {\n")
        try await terminal.expect("…> ")
        terminal.type("  print(6 * 7) }\n")
        try await terminal.expect("42")
        try await terminal.expect("2> ")
        // Ctrl-C throws away what was begun, and not the session.
        terminal.type("if true {\n")
        try await terminal.expect("…> ")
        terminal.type("\u{03}")
        try await terminal.expect("2> ")
        terminal.type("\u{04}")
        #expect(try await terminal.wait() == 0)
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
        let misspelt = try await Program.run(["repl", "--library", "LanduseKit"], in: folder.url)
        #expect(misspelt.exitCode == 1)
        // No place in a file that is not there.
        #expect(misspelt.errors.contains("landuse: error: the package in ") && misspelt.errors.contains("did you mean 'LandUseKit'?"), "\(misspelt.errors)")
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
