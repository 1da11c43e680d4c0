import Foundation
import TestFolders

/// The built `landuse`, run as a user runs it.
enum Program {
    struct Run {
        var exitCode: Int32
        var output: String
        var errors: String
    }

    /// The program lies beside the tests' own.
    static let url: URL = {
        let tests = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? CommandLine.arguments[0]
        return URL(filePath: tests).deletingLastPathComponent().appending(path: "landuse")
    }()

    /// Apart from the user's own cache, and kept from run to run: what `XDG_CACHE_HOME` says.
    static let cache = url.deletingLastPathComponent().appending(path: "../../landuse-tests-cache").standardizedFileURL

    /// What the program is given.
    static let environment = ProcessInfo.processInfo.environment.merging(["XDG_CACHE_HOME": cache.path]) { $1 }

    /// Waits without a thread: the tests' pool has one for each core, and tests in this process may hold a lock that
    /// the program waits for.
    static func run(_ arguments: [String], in folder: URL, variables: [String: String] = [:], input: String? = nil) async throws -> Run {
        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        process.currentDirectoryURL = folder
        process.environment = environment.merging(variables) { $1 }
        // Files, not pipes: nothing to drain, nothing to wait for.
        let capture = try TemporaryFolder()
        let output = capture.url.appending(path: "output"), errors = capture.url.appending(path: "errors")
        for file in [output, errors] { try Data().write(to: file) }
        process.standardInput = FileHandle.nullDevice
        if let input {
            let file = capture.url.appending(path: "input")
            try Data(input.utf8).write(to: file)
            process.standardInput = try FileHandle(forReadingFrom: file)
        }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        let ended = AsyncStream<Void>.makeStream()
        process.terminationHandler = { _ in ended.continuation.finish() }
        try process.run()
        for await _ in ended.stream {}
        return Run(
            exitCode: process.terminationStatus, output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8))
    }
}
