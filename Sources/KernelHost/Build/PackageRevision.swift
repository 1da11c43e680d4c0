import Digest
import Foundation
import Subprocess

/// Which version of a package was built, and what came of it.
enum PackageRevision {
    /// What Git says of a package's folder; `nil` where it says nothing.
    static func describe(_ package: PackageFolder) async -> String? {
        let result = try? await run(
            .name("git"), arguments: ["-C", package.folder.path, "describe", "--tags", "--always", "--dirty"], output: .string(limit: 1 << 12),
            error: .discarded)
        guard let result, result.terminationStatus.isSuccess else { return nil }
        let text = result.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines)
        return text.isEmpty ? nil : text
    }

    /// SHA-256 of some files' contents, in this order.
    static func digest(of files: [String]) throws -> String {
        var digest = SHA256()
        for file in files { try Data(contentsOf: URL(filePath: file), options: .mappedIfSafe).withUnsafeBytes { digest.update($0) } }
        return digest.finalize().hex
    }
}
