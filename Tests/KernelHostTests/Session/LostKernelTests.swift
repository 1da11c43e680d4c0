import Foundation
import Notebook
import Synchronization
import Testing

@testable import KernelHost

/// What becomes of a session whose kernel is gone: replaced, with the state that can be had again.
@Suite(.serialized) struct LostKernelTests {
    private static let dies = "import Foundation\nkill(getpid(), SIGKILL)\nsleep(10)"

    private func run(_ sources: [String], _ change: (inout NotebookRunner.Options) -> Void = { _ in }) async throws -> (accounts: [String], replayed: [Int], reason: NotebookRunner.Interruption?) {
        var options = NotebookRunner.Options()
        change(&options)
        let replayed = Mutex<[Int]>([])
        let session = try await NotebookInParts.session(options)
        let result = try await session.update(to: NotebookInParts.document(sources)) { event in
            if case .restarted(let count, _) = event { replayed.withLock { $0.append(count) } }
        }
        await session.stop()
        guard case .executed(let notebook, let reason) = result else { throw NotebookError(.mistakes, []) }
        return (notebook.cells.map(\.account), replayed.withLock { $0 }, reason)
    }

    private static let killed =
        "KernelDied: the kernel ended with the cell (signal 9, Killed: by somebody, or by the system for want of memory), and its variables are lost"

    @Test func `the cells that had finished run again in the next kernel`() async throws {
        let run = try await run(["let first = 41", Self.dies, "print(first + 1)", "print(first + 2)"])
        #expect(run.accounts == ["", Self.killed, "42\n", "43\n"])
        #expect(run.replayed == [1])
        #expect(run.reason == .kernelDied)
    }

    @Test func `or the rest of the cells is skipped`() async throws {
        let run = try await run(["let first = 41", Self.dies, "print(first + 1)", "print(2)"]) { $0.afterDeath = .stop }
        #expect(run.accounts == ["", Self.killed, "skipped: the session had ended", "skipped: the session had ended"])
        #expect(run.replayed == [])
    }

    @Test func `what was lost with the kernel is not read`() async throws {
        let run = try await run(["let first = 41", "let second = 2\n" + Self.dies, "print(second)", "let third = second", "print(third)", "print(first)"])
        let lost = "skipped: it needs cell-2, whose variables were lost with the kernel"
        #expect(run.accounts == ["", Self.killed, lost, lost, lost, "41\n"])
        #expect(run.replayed == [1])
    }

    @Test func `a program that a cell leaves behind holds nothing up, and goes with the kernel`() async throws {
        // It keeps the streams open for longer than any test.
        let marker = "86423.5"
        let run = try await run(["let first = 41", "import Foundation\n_ = system(\"sleep \(marker) &\")\nkill(getpid(), SIGKILL)\nsleep(10)", "print(first)"])
        #expect(run.accounts == ["", Self.killed, "41\n"])
        func programs() throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { name in
                Int(name) != nil && ((try? String(contentsOfFile: "/proc/\(name)/cmdline", encoding: .utf8)) ?? "").contains(marker)
            }
        }
        // A process that was killed is there until the system comes to it.
        for _ in 0..<100 where try !programs().isEmpty { try await Task.sleep(for: .milliseconds(100)) }
        #expect(try programs() == [], "they still run")
    }

    @Test func `a kernel that dies between two cells is nobody's fault`() async throws {
        let session = try await NotebookInParts.session()
        _ = try await session.run(NotebookInParts.cell(1, "import Foundation\nlet first = 41\nlet own = getpid()\nprint(own)")) { _ in }
        let printed = await session.executed.first?.account ?? ""
        let kernel = try #require(Int32(printed.trimmingCharacters(in: .whitespacesAndNewlines)))
        kill(kernel, SIGKILL)
        // It is gone when the system has taken its files away.
        while kill(kernel, 0) == 0 { try await Task.sleep(for: .milliseconds(5)) }
        let next = try await session.run(NotebookInParts.cell(2, "print(first + 1)")) { _ in }
        #expect(next.account == "42\n")
        await session.stop()
    }

    @Test func `a cell that ends the next kernel too, when it runs again, is given up`() async throws {
        // It does no harm the first time.
        let folder = FileManager.default.temporaryDirectory.appending(path: "landuse-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let fragile = "import Foundation\nlet marker = \"\(folder)\"\nif FileManager.default.fileExists(atPath: marker) { kill(getpid(), SIGKILL); sleep(10) }\nmkdir(marker, 0o700);"
        let run = try await run(["let first = 41", fragile, "let stands = marker", Self.dies, "print(first)", "print(marker)", "print(stands)"])
        #expect(run.accounts[3...] == [
            Self.killed, "41\n", "skipped: it needs cell-2, whose variables were lost with the kernel",
            "skipped: it needs cell-2, whose variables were lost with the kernel",
        ])
        #expect(run.replayed == [1] || run.replayed == [2])
    }

    @Test func `a cell that had failed leaves in the next kernel what it left in the last one`() async throws {
        let run = try await run(["let first = 1\nlet second = [1][first + 1]", Self.dies, "print(first)", "print(second)"])
        #expect(run.accounts == ["Trap: Index out of range", Self.killed, "1\n", "skipped: it needs 'second', which cell-1 did not finish"])
    }

    @Test func `a restart runs the finished cells again, or forgets them`() async throws {
        let session = try await NotebookInParts.session()
        let first = NotebookInParts.cell(1, "var counter = 1")
        #expect(try await session.run(first) { _ in }.account == "")
        #expect(try await session.run(NotebookInParts.cell(2, "counter += 1\nprint(counter)")) { _ in }.account == "2\n")
        let replayed = Mutex<[Int]>([])
        try await session.restart(replay: true) { event in if case .restarted(let count, _) = event { replayed.withLock { $0.append(count) } } }
        #expect(replayed.withLock { $0 } == [2])
        #expect(try await session.run(NotebookInParts.cell(3, "print(counter)")) { _ in }.account == "2\n")
        try await session.restart(replay: false)
        let forgotten = try await session.run(NotebookInParts.cell(4, "print(counter)")) { _ in }
        #expect(forgotten.account == "skipped: it does not compile")
        #expect(try await session.run(NotebookInParts.cell(5, "print(5)")) { _ in }.account == "5\n")
        await session.stop()
    }

    @Test(arguments: [
        ("SIGTERM", "KernelDied: the kernel ended with the cell (signal 15, Terminated), and its variables are lost"),
        ("SIGKILL", killed),
        ("SIGSTOP", "TimeLimit: the cell ran longer than its limit of 0.4 s and could not be stopped; the kernel was ended with it, and its variables are lost"),
    ])
    func `a signal from outside is told, and the next cell answers`(_ signal: String, _ account: String) async throws {
        let session = try await NotebookInParts.session()
        #expect(try await session.run(NotebookInParts.cell(1, "let kept = 41")) { _ in }.account == "")
        // A program beside the kernel sends it.
        let source = "import Foundation\nlet sender = Process()\nsender.executableURL = URL(filePath: \"/bin/kill\")\nsender.arguments = [\"-\(signal.dropFirst(3))\", \"\\(getpid())\"]\ntry sender.run()\nwhile true { sleep(1) }"
        #expect(try await session.run(NotebookInParts.cell(2, source, timeout: signal == "SIGSTOP" ? 0.4 : 30)) { _ in }.account == account)
        #expect(try await session.run(NotebookInParts.cell(3, "print(kept + 1)")) { _ in }.account == "42\n")
        await session.stop()
    }
}
