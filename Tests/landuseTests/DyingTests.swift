import Foundation
import TestFolders
import Testing

/// What is left when the program itself comes to an end that it did not choose, or cannot write.
@Suite(.serialized) struct DyingTests {
    /// A notebook that tells the kernel's process, and does not end.
    private static let endless = """
        ```swift
        import Foundation
        print("kernel", getpid())
        ```

        ```swift
        var turns = 0
        print("begun")
        while true { turns &+= 1 }
        ```

        """

    private func folder(_ notebook: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        try Data(notebook.utf8).write(to: folder.url.appending(path: "notebook.md"))
        return folder
    }

    private func kernel(of program: BackgroundProgram) throws -> pid_t {
        let line = program.printed.split(separator: "\n").first { $0.hasPrefix("kernel ") }
        return try #require(line.flatMap { pid_t($0.dropFirst("kernel ".count)) })
    }

    @Test(arguments: [
        ("in a loop", "while true { turns &+= 1 }"), ("asleep", "sleep(1000)"), ("deaf", "signal(SIGTERM, SIG_IGN); signal(SIGHUP, SIG_IGN); while true { turns &+= 1 }"),
        ("in a program of its own", "let child = Process(); child.executableURL = URL(filePath: \"/bin/sleep\"); child.arguments = [\"3\"]; try child.run(); child.waitUntilExit()"),
    ])
    func `no kernel outlives a program that is killed`(_ name: String, _ code: String) async throws {
        let folder = try folder(Self.endless.replacing("while true { turns &+= 1 }", with: code))
        let program = try BackgroundProgram(["render", "notebook.md"], in: folder.url)
        #expect(try await program.waits(for: "begun"), "\(program.told)")
        let kernel = try kernel(of: program)
        #expect(runs(kernel))
        kill(program.process.processIdentifier, SIGKILL)
        #expect(try await eventually { !runs(kernel) })
        #expect(folder.names == ["notebook.md"])
    }

    @Test(arguments: [SIGHUP, SIGTERM])
    func `a closed terminal, or a polite request, ends program and kernel`(_ signal: Int32) async throws {
        let folder = try folder(Self.endless)
        let program = try BackgroundProgram(["render", "notebook.md"], in: folder.url)
        #expect(try await program.waits(for: "begun"), "\(program.told)")
        let kernel = try kernel(of: program)
        kill(program.process.processIdentifier, signal)
        #expect(try await program.exitCode() != nil)
        #expect(try await eventually { !runs(kernel) })
    }

    @Test func `a terminal that goes away while a notebook prints leaves nothing behind`() async throws {
        let folder = try folder(Self.endless.replacing("while true { turns &+= 1 }", with: "while true { print(turns); turns += 1 }"))
        var terminal: Int32 = -1
        var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
        var name = [CChar](repeating: 0, count: 256)
        var user: Int32 = -1
        try #require(openpty(&terminal, &user, &name, nil, &size) == 0)
        // Other tests' programs must not keep it open.
        for descriptor in [terminal, user] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        // A session of its own, whose terminal this is.
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/setsid")
        process.arguments = ["--ctty", "--wait", Program.url.path, "render", "notebook.md"]
        process.currentDirectoryURL = folder.url
        process.environment = Program.environment
        let handle = FileHandle(fileDescriptor: user, closeOnDealloc: true)
        (process.standardInput, process.standardOutput, process.standardError) = (handle, handle, handle)
        try process.run()
        try handle.close()
        var text = ""
        var buffer = [UInt8](repeating: 0, count: 4096)
        while !text.contains("begun") {
            let count = read(terminal, &buffer, buffer.count)
            try #require(count > 0, "\(text)")
            text += String(decoding: buffer.prefix(count), as: UTF8.self)
        }
        let kernel = try #require(text.firstMatch(of: /kernel ([0-9]+)/).flatMap { pid_t($0.1) })
        #expect(runs(kernel))
        close(terminal)
        #expect(try await eventually { !process.isRunning && !runs(kernel) })
        #expect(folder.names == ["notebook.md"])
    }

    @Test func `a full disk is told, and the exit code says it`() async throws {
        let folder = try folder("```swift\nprint(\"shown\")\n```\n")
        // As a device that is always full; the report goes to it as it is.
        let report = try await Program.run(["render", "notebook.md", "-o", "/dev/full"], in: folder.url)
        #expect(report.exitCode == 73)
        #expect(report.errors.contains("/dev/full: error: cannot be written: "), "\(report.errors)")
        #expect(report.output == "shown\n")
        let events = try await Program.run(["render", "notebook.md", "--events", "/dev/full"], in: folder.url)
        #expect(events.exitCode == 0, "\(events.errors)")
        #expect(events.errors.contains("the events cannot be written any more: No space left on device; the run goes on"), "\(events.errors)")
        #expect(folder.names == ["notebook.html", "notebook.md"])
    }

    @Test func `standard output on a full disk does not stop the run`() async throws {
        let folder = try folder("```swift\nfor i in 0..<1000 { print(\"line\", i) }\n```\n")
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "exec \"$0\" render notebook.md > /dev/full 2> errors", Program.url.path]
        process.currentDirectoryURL = folder.url
        process.environment = Program.environment
        try process.run()
        #expect(try await eventually { !process.isRunning })
        #expect(process.terminationStatus == 0)
        #expect(try String(contentsOf: folder.url.appending(path: "notebook.html"), encoding: .utf8).contains("line 999"))
    }

    @Test func `a kernel killed from outside is told and replaced`() async throws {
        let folder = try folder(Self.endless + "```swift\nprint(\"after\", getpid())\n```\n")
        let program = try BackgroundProgram(["render", "notebook.md"], in: folder.url)
        #expect(try await program.waits(for: "begun"), "\(program.told)")
        let kernel = try kernel(of: program)
        kill(kernel, SIGKILL)
        #expect(try await program.exitCode() == 4)
        #expect(program.told.contains("signal 9"), "\(program.told)")
        #expect(program.told.contains("the kernel was replaced: 1 cell that had finished ran again"))
        #expect(program.printed.contains("after "))
        #expect(folder.names == ["notebook.html", "notebook.md"])
    }
}
