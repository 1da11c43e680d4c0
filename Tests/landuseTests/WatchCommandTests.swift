import Foundation
import HeadlessBrowser
import TestFolders
import Testing

/// `landuse watch` as a command: what it refuses, what it says, how it ends.
@Suite struct WatchCommandTests {
    @Test(arguments: [
        (["missing.md"], Int32(66), "there is no such file"), (["."], 66, "this is a folder"), ([], 64, "Missing expected argument"),
        (["notebook.md", "--port", "0"], 64, "--port"), (["notebook.md", "--port", "70000"], 64, "--port"),
        (["notebook.md", "--timeout", "0"], 64, "--timeout"),
    ])
    func `bad input gets one clear error`(arguments: [String], exitCode: Int32, message: String) async throws {
        let folder = try TemporaryFolder()
        try Data("# Words\n".utf8).write(to: folder.url.appending(path: "notebook.md"))
        let run = try await Program.run(["watch"] + arguments, in: folder.url)
        #expect(run.exitCode == exitCode, "\(run.errors)")
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(run.output.isEmpty)
    }

    @Test(.timeLimit(.minutes(10)), arguments: [SIGINT, SIGTERM])
    func `it says where the page is, and a signal ends it`(signal: Int32) async throws {
        let folder = try TemporaryFolder()
        try Data("# Words\n\n```swift\n//| eval: false\n1\n```\n".utf8).write(to: folder.url.appending(path: "notebook.md"))
        let output = folder.url.appending(path: "output"), errors = folder.url.appending(path: "errors")
        for file in [output, errors] { try Data().write(to: file) }
        let process = Process()
        process.executableURL = Program.url
        process.arguments = ["watch", "notebook.md"]
        process.currentDirectoryURL = folder.url
        process.environment = ProcessInfo.processInfo.environment.merging(["XDG_CACHE_HOME": folder.url.appending(path: "cache").path]) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        defer { process.terminate() }
        func text(_ file: URL) -> String { (try? String(contentsOf: file, encoding: .utf8)) ?? "" }
        while process.isRunning, !text(errors).contains("the page is up to date") { try await Task.sleep(for: .milliseconds(20)) }
        #expect(text(output).wholeMatch(of: /http:\/\/127\.0\.0\.1:\d+\/[0-9a-f]{32}\/\n/) != nil, "\(text(output)) \(text(errors))")
        kill(process.processIdentifier, signal)
        while process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
        #expect(process.terminationReason == .exit)
        #expect(process.terminationStatus == 0, "\(text(errors))")
    }

    @Test(.timeLimit(.minutes(5))) func `a cell that fails is told in the terminal, unless it is meant to`() async throws {
        let folder = try TemporaryFolder()
        let text = "```swift\nlet a = [1, 2]\na[7]\n```\n\n```swift\n//| expect: error\nfatalError(\"meant\")\n```\n"
        try Data(text.utf8).write(to: folder.url.appending(path: "notebook.md"))
        let errors = folder.url.appending(path: "errors")
        try Data().write(to: errors)
        let process = Process()
        process.executableURL = Program.url
        process.arguments = ["watch", "notebook.md"]
        process.currentDirectoryURL = folder.url
        process.environment = Program.environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: errors)
        try process.run()
        defer { process.terminate() }
        func said() -> String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }
        while process.isRunning, !said().contains("failed or did not run") { try await Task.sleep(for: .milliseconds(20)) }
        #expect(said().contains("notebook.md:3:2: error: Index out of range\n"), "\(said())")
        #expect(!said().contains("meant"), "\(said())")
    }

    @Test func `a port in use is said`() async throws {
        let folder = try TemporaryFolder()
        try Data("# Words\n".utf8).write(to: folder.url.appending(path: "notebook.md"))
        let listener = try RequestTrap()
        let run = try await Program.run(["watch", "notebook.md", "--port", "\(listener.port)"], in: folder.url)
        #expect(run.exitCode == 69)
        #expect(run.errors.contains("port \(listener.port) is in use; choose another with --port"))
    }
}
