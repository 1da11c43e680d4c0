import CellCompiler
import Foundation
import Subprocess

/// Runs `swift build` and `swift package`.
///
/// The package manager's lock lies in the temporary folder, and `swift test` holds it while the tests run,
/// which may want a kernel. A temporary folder of our own gives a lock of our own.
struct PackageManager: Sendable {
    let toolchain: Toolchain
    let temporaryFolder: URL

    init(toolchain: Toolchain, cache: CellCache) {
        self.toolchain = toolchain
        temporaryFolder = cache.root.appending(path: "tmp")
    }

    /// What the command printed, its diagnostics included or apart, and whether it succeeded.
    func run(_ arguments: [String], for package: PackageFolder) async throws -> (output: String, errors: String, succeeded: Bool) {
        let temporary = temporaryFolder.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: temporary, withIntermediateDirectories: true)
        // The package manager leaves things behind.
        defer { try? FileManager.default.removeItem(at: temporary) }
        while true {
            let result = try await Subprocess.run(
                .path(.init(toolchain.tool("swift"))), arguments: .init(arguments + ["--package-path", package.folder.path]),
                environment: .inherit.updating(["TMPDIR": temporary.path]), output: .string(limit: 16 << 20),
                error: .string(limit: 4 << 20))
            // Without the lock, somebody else's build shows in its database: theirs ends, and ours goes on.
            if !result.terminationStatus.isSuccess, result.standardError.contains("database is locked") || result.standardOutput.contains("database is locked") {
                try await Task.sleep(for: .milliseconds(500))
                continue
            }
            return (result.standardOutput, result.standardError, result.terminationStatus.isSuccess)
        }
    }
}
