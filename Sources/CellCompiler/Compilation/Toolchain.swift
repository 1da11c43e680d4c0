import Digest
import Foundation
import Subprocess

/// The Swift toolchain that compiles cells: the one whose `swiftc` comes first in PATH.
public struct Toolchain: Sendable {
    /// The folder with `swift-frontend`, `clang`, `llvm-symbolizer` and the rest.
    public let binaries: URL
    /// What the compiler calls itself: "Swift version 6.3.1 (swift-6.3.1-RELEASE)".
    public let version: String
    /// The platform it compiles for: "x86_64-unknown-linux-gnu".
    public let target: String

    /// The folder with the runtime's libraries and `swiftrt.o`.
    public let runtimeLibraries: URL

    /// The compiler's language service, sourcekitd, as a library.
    public var languageService: URL { binaries.deletingLastPathComponent().appending(path: "lib/libsourcekitdInProc.so") }

    public func tool(_ name: String) -> String { binaries.appending(path: name).path }

    /// Finds the toolchain, and asks it what it is; the answer is kept in `cache` until the program changes.
    public static func find(cache: URL, environment: [String: String] = ProcessInfo.processInfo.environment) async throws -> Toolchain {
        let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        guard let link = folders.map({ $0 + "/swiftc" }).first(where: FileManager.default.isExecutableFile) else {
            throw ToolchainError.notFound
        }
        let program = URL(filePath: link).resolvingSymlinksInPath()
        // A stand-in (swiftly's, say) stays the same file when it comes to stand for another toolchain.
        let isStandIn = !program.lastPathComponent.hasPrefix("swift-") && program.lastPathComponent != "swiftc"
        let attributes = try? FileManager.default.attributesOfItem(atPath: program.path)
        let modified = (attributes?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        let key = SHA256.hex(of: "\(program.path) \(modified) \(attributes?[.size] ?? 0)".utf8).prefix(16)
        let kept = cache.appending(path: "toolchains/\(key).json")
        if !isStandIn, let data = try? Data(contentsOf: kept), let toolchain = Toolchain(targetInfo: data), toolchain.isRecent { return toolchain }
        let result = try await run(.path(.init(link)), arguments: ["-print-target-info"], output: .string(limit: 1 << 20), error: .discarded)
        let info = Data(result.standardOutput.utf8)
        guard let toolchain = Toolchain(targetInfo: info) else { throw ToolchainError.unknownVersion(link) }
        guard toolchain.isRecent else { throw ToolchainError.tooOld(link, version: toolchain.version) }
        try? FileManager.default.createDirectory(at: kept.deletingLastPathComponent(), withIntermediateDirectories: true)
        try? info.write(to: kept, options: .atomic)
        return toolchain
    }

    /// Whether it takes what cells are made into; one that does not say its number is tried.
    private var isRecent: Bool {
        guard let match = version.firstMatch(of: #/Swift version (\d+)\.(\d+)/#), let major = Int(match.1), let minor = Int(match.2) else { return true }
        return (major, minor) >= (6, 3)
    }

    /// Reads what `swiftc -print-target-info` says.
    private init?(targetInfo: Data) {
        struct Info: Decodable {
            struct Target: Decodable { var triple: String }
            struct Paths: Decodable { var runtimeResourcePath: String }
            var compilerVersion: String
            var target: Target
            var paths: Paths
        }
        guard let info = try? JSONDecoder().decode(Info.self, from: targetInfo) else { return nil }
        // …/usr/lib/swift, beside …/usr/bin.
        let resources = URL(filePath: info.paths.runtimeResourcePath)
        binaries = resources.deletingLastPathComponent().deletingLastPathComponent().appending(path: "bin")
        runtimeLibraries = resources.appending(path: "linux")
        version = info.compilerVersion
        target = info.target.triple
    }
}

public enum ToolchainError: Error, CustomStringConvertible {
    case notFound
    case unknownVersion(String)
    case tooOld(String, version: String)

    public var description: String {
        switch self {
        case .notFound: "no swiftc in PATH; install the Swift toolchain (https://www.swift.org/install) and put its bin folder into PATH"
        case .unknownVersion(let path): "\(path) -print-target-info did not say what toolchain it is; Swift 6.3 or newer is needed"
        case .tooOld(let path, let version):
            "\(path) is \(version); Swift 6.3 or newer is needed (https://www.swift.org/install), first in PATH"
        }
    }
}
