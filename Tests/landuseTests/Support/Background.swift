import Foundation
import TestFolders

/// The built `landuse` while it runs.
final class BackgroundProgram {
    let process = Process()
    private let capture: TemporaryFolder
    private var output: URL { capture.url.appending(path: "output") }
    private var errors: URL { capture.url.appending(path: "errors") }

    init(_ arguments: [String], in folder: URL, environment: [String: String] = [:]) throws {
        capture = try TemporaryFolder()
        process.executableURL = Program.url
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = Program.environment.merging(environment) { $1 }
        for file in [capture.url.appending(path: "output"), capture.url.appending(path: "errors")] { try Data().write(to: file) }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: capture.url.appending(path: "output"))
        process.standardError = try FileHandle(forWritingTo: capture.url.appending(path: "errors"))
        try process.run()
    }

    deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

    var printed: String { (try? String(contentsOf: output, encoding: .utf8)) ?? "" }

    var told: String { (try? String(contentsOf: errors, encoding: .utf8)) ?? "" }

    /// Waits until the cells have printed a text.
    func waits(for text: String) async throws -> Bool { try await eventually { printed.contains(text) } }

    /// Waits until the program has ended, and gives its exit code; `nil` if it does not end.
    func exitCode() async throws -> Int32? {
        try await eventually { !process.isRunning } ? process.terminationStatus : nil
    }
}

/// Waits until something is so. Gives false if it is not within five minutes: the first kernel may have to be built.
func eventually(_ condition: () throws -> Bool) async throws -> Bool {
    for _ in 0..<30_000 {
        if try condition() { return true }
        try await Task.sleep(for: .milliseconds(10))
    }
    return false
}

/// Whether there is such a process that still runs.
func runs(_ process: pid_t) -> Bool {
    guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8), let end = status.lastIndex(of: ")") else { return false }
    return !status[end...].hasPrefix(") Z")
}
