import Digest
import Foundation
import Subprocess

/// The Swift toolchain that compiles cells: the one whose `swiftc` comes first in PATH.
public struct Toolchain: Sendable {
    /// The folder with `swift-frontend`, `clang`, `llvm-symbolizer` and the rest.
    public let binaries: URL
    /// What `swiftc --version` says, first line: "Swift version 6.3.1 (swift-6.3.1-RELEASE)".
    public let version: String
    /// The platform it compiles for: "x86_64-unknown-linux-gnu".
    public let target: String

    /// The folder with the runtime's libraries and `swiftrt.o`.
    public var runtimeLibraries: URL {
        binaries.deletingLastPathComponent().appending(path: "lib/swift/linux")
    }

    public func tool(_ name: String) -> String { binaries.appending(path: name).path }

    /// Finds the toolchain, and asks it its version; the answer is kept in `cache` until the program changes.
    public static func find(cache: URL, environment: [String: String] = ProcessInfo.processInfo.environment) async throws -> Toolchain {
        let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        guard let link = folders.map({ $0 + "/swiftc" }).first(where: FileManager.default.isExecutableFile) else {
            throw ToolchainError.notFound
        }
        let program = URL(filePath: link).resolvingSymlinksInPath()
        let binaries = program.deletingLastPathComponent()
        let attributes = try? FileManager.default.attributesOfItem(atPath: program.path)
        let modified = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        let key = SHA256.hex(of: "\(program.path) \(modified) \(attributes?[.size] ?? 0)".utf8).prefix(16)
        let kept = cache.appending(path: "toolchains/\(key)")
        if let lines = try? String(contentsOf: kept, encoding: .utf8).split(separator: "\n"), lines.count == 2 {
            return Toolchain(binaries: binaries, version: String(lines[0]), target: String(lines[1]))
        }
        let result = try await run(.path(.init(binaries.appending(path: "swiftc").path)), arguments: ["--version"], output: .string(limit: 1 << 16), error: .discarded)
        let lines = result.standardOutput.split(separator: "\n").map(String.init)
        guard let version = lines.first(where: { $0.contains("Swift version") }),
            let target = lines.first(where: { $0.hasPrefix("Target: ") })?.dropFirst("Target: ".count)
        else { throw ToolchainError.unknownVersion(program.path) }
        try? FileManager.default.createDirectory(at: kept.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? Data("\(version)\n\(target)\n".utf8).write(to: kept, options: .atomic)
        return Toolchain(binaries: binaries, version: version, target: String(target))
    }
}

public enum ToolchainError: Error, CustomStringConvertible {
    case notFound
    case unknownVersion(String)

    public var description: String {
        switch self {
        case .notFound: "no swiftc in PATH; install the Swift toolchain (https://www.swift.org/install) and put its bin folder into PATH"
        case .unknownVersion(let path): "\(path) --version did not tell its version; is this a Swift toolchain?"
        }
    }
}
