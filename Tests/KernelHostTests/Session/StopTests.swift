import CellCompiler
import Foundation
import Notebook
import Synchronization
import Testing

@testable import KernelHost

/// Cells that are stopped from outside: by hand, in the wrong moment, and for want of memory.
@Suite(.serialized) struct StopTests {
    /// Runs a cell, and interrupts so often, a moment apart, once it has printed "begun".
    private func interrupt(_ source: String, times: Int, in session: NotebookSession, every: Duration = .milliseconds(30)) async throws -> ExecutedCell {
        let (begun, begin) = AsyncStream<Void>.makeStream()
        let interrupting = Task.detached {
            for await _ in begun { break }
            for _ in 0..<times {
                session.interrupt()
                try await Task.sleep(for: every)
            }
        }
        let executed = try await session.run(NotebookInParts.cell(1, source)) { event in if case .output = event { begin.yield() } }
        begin.finish()
        try await interrupting.value
        return executed
    }

    private func answers(_ session: NotebookSession, _ source: String, _ expected: String) async throws {
        let answer = try await session.run(NotebookInParts.cell(9, source)) { _ in }
        #expect(answer.account == expected)
    }

    @Test func `an interrupt while nothing runs does nothing, then and later`() async throws {
        let session = try await NotebookInParts.session()
        session.interrupt()
        try await answers(session, "print(1)", "1\n")
        session.interrupt()
        session.interrupt()
        try await answers(session, "print(2)", "2\n")
        await session.stop()
    }

    @Test func `a cell that comes to no code of its own is stopped all the same`() async throws {
        let session = try await NotebookInParts.session()
        _ = try await session.run(NotebookInParts.cell(0, "let kept = 41")) { _ in }
        // A library's sort, which comes to no code of the cell's for seconds.
        let long = "import Foundation\nlet key = [UInt8](repeating: 7, count: 1 << 27)\nprint(\"begun\")\nwhile key.withUnsafeBytes({ memcmp($0.baseAddress!, $0.baseAddress!, $0.count) }) == 0 {}"
        let executed = try await interrupt(long, times: 2, in: session)
        #expect(executed.failure?.name == "Interrupted")
        try await answers(session, "print(kept + 1)", "42\n")
        await session.stop()
    }

    @Test func `what was asked for again is asked for with more force`() throws {
        let first = StopRequest(reason: .interrupted)
        #expect(first.urgency == .whereSafe && first.next.urgency == .anywhere && first.next.next.urgency == .kernel)
        #expect(first.next.next.next.urgency == .kernel && first.next.reason == .interrupted)
    }

    @Test func `all cells together have a limit too`() async throws {
        var options = NotebookRunner.Options()
        options.totalTimeLimit = 3
        let session = try await NotebookInParts.session(options)
        let result = try await session.update(to: NotebookInParts.document(["print(1)", "while true {}", "print(3)"])) { _ in }
        await session.stop()
        guard case .executed(let notebook, let reason) = result else { throw NotebookError(.mistakes, []) }
        #expect(notebook.cells[0].account == "1\n" && notebook.cells[1].failure?.name == "TimeLimit")
        #expect(notebook.cells[2].account == "skipped: the notebook's time was over")
        #expect(reason == .timeLimit)
    }

    @Test func `an interrupt between two cells stops before the next`() async throws {
        let session = try await NotebookInParts.session()
        let result = try await session.update(to: NotebookInParts.document(["print(1)", "print(2)"])) { event in
            if case .finished(let cell) = event, cell.cell.ordinal == 1 { session.interrupt() }
        }
        await session.stop()
        guard case .executed(let notebook, let reason) = result else { throw NotebookError(.mistakes, []) }
        #expect(notebook.cells.map(\.account) == ["1\n", "skipped: the run was interrupted"])
        #expect(reason == .interrupted)
    }

    @Test func `many interrupts at once end one cell`() async throws {
        let session = try await NotebookInParts.session()
        _ = try await session.run(NotebookInParts.cell(0, "let kept = 41")) { _ in }
        let executed = try await interrupt("print(\"begun\")\nwhile true {}", times: 2, in: session, every: .zero)
        #expect(executed.failure?.name == "Interrupted")
        try await answers(session, "print(kept + 1)", "42\n")
        await session.stop()
    }

    @Test func `an interrupt of cells that run again stops the one that runs`() async throws {
        let session = try await NotebookInParts.session()
        _ = try await session.run(NotebookInParts.cell(1, "let kept = 41")) { _ in }
        // Quick the first time.
        let marker = FileManager.default.temporaryDirectory.appending(path: "landuse-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: marker) }
        let slow = "import Foundation\nlet before = 1\nif access(\"\(marker)\", F_OK) == 0 { while true {} }\nmkdir(\"\(marker)\", 0o700)\nlet after = 2"
        _ = try await session.run(NotebookInParts.cell(2, slow)) { _ in }
        let restarting = Task { try await session.restart(replay: true) }
        // Until it runs again, an interrupt meets nothing, or the first cell, which is over before it is stopped.
        let interrupting = Task.detached {
            while !Task.isCancelled {
                try await Task.sleep(for: .milliseconds(300))
                session.interrupt()
            }
        }
        try await restarting.value
        interrupting.cancel()
        try await answers(session, "print(kept + before)", "42\n")
        try await answers(session, "print(after)", "skipped: it needs 'after', which cell-2 did not finish")
        await session.stop()
    }

    @Test(arguments: [
        ("an array that grows", "var values: [Int] = []\nwhile true { values.append(values.count) }"),
        ("strings", "var text = \"river\"\nwhile true { text += text }"),
        ("in tasks", "await withTaskGroup(of: Void.self) { group in for i in 0..<4 { group.addTask { var v = [i]; while true { v += v } } } }"),
        ("in a library", "let sorted = Array(repeating: 1, count: 1 << 29).sorted()"),
    ])
    func `a cell that takes all memory is stopped before the machine suffers`(_ name: String, _ source: String) async throws {
        let limit: UInt64 = 400 << 20
        let kernel = try await PlainKernel.start(cells: ["let kept = 41", "import Foundation\n" + source, "print(kept + 1)"], environment: KernelEnvironment(user: [:], memoryLimit: limit))
        defer { kernel.session.stop() }
        _ = await kernel.session.run(kernel.cells[0]) { _ in }
        let run = await kernel.session.run(kernel.cells[1], timeLimit: 60) { _ in }
        #expect(run.ending.failure?.name == "MemoryLimit", "\(run.ending)")
        #expect(run.ending.failure?.reason.contains("400 MiB") == true)
        // What is taken between two looks at it.
        #expect(peakMemory(of: kernel.session.processIdentifier) < 4 * limit)
        guard run.isKernelAlive else { return }
        #expect(await kernel.session.run(kernel.cells[2]) { _ in }.ending == .finished)
    }
}

/// A kernel without the session around it.
struct PlainKernel {
    let session: KernelSession
    let cells: [CompiledCell]

    static func start(cells: [String], environment: KernelEnvironment) async throws -> PlainKernel {
        let document = try NotebookInParts.document(cells)
        let toolchain = try await Toolchain.find(cache: NotebookFixture.cache.root)
        let build = try await KernelBuilder(toolchain: toolchain, cache: NotebookFixture.cache).build(for: document)
        let compiled = try await CellCompiler(toolchain: toolchain, libraries: build.imports, cache: NotebookFixture.cache)
            .compile(document.cells, path: document.path).map { compilation throws -> CompiledCell in
                guard case .compiled(let cell) = compilation else { throw NotebookError(.mistakes, compilation.diagnostics) }
                return cell
            }
        return PlainKernel(
            session: try await KernelSession.start(build, toolchain: toolchain, notebook: document.path, environment: environment), cells: compiled)
    }
}

/// The most memory that a process has taken so far, in bytes; 0 for one that has gone.
private func peakMemory(of process: pid_t) -> UInt64 {
    let lines = ((try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? "").split(separator: "\n")
    let line = lines.first { $0.hasPrefix("VmHWM:") }
    return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first.flatMap { UInt64($0) }.map { $0 << 10 } ?? 0
}
