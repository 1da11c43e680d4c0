import Foundation
import TestFolders
import Testing

@testable import CellCompiler

/// The compiler that is found in PATH.
@Suite struct ToolchainTests {
    /// A folder with a `swiftc` that answers so.
    private func folder(version: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let info = #"{"compilerVersion": "\#(version)", "target": {"triple": "t"}, "paths": {"runtimeResourcePath": "/u/lib/swift"}}"#
        let program = folder.path("swiftc")
        try "#!/bin/sh\necho '\(info)'\n".write(toFile: program, atomically: true, encoding: .utf8)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
        return folder
    }

    private func find(in folder: TemporaryFolder) async throws -> Toolchain {
        try await Toolchain.find(cache: URL(filePath: folder.path("cache")), environment: ["PATH": folder.path])
    }

    @Test(arguments: ["Swift version 6.3 (x)", "Swift version 6.10.1 (x)", "Swift version 7.0-dev (x)", "a compiler of our own"])
    func `taken`(_ version: String) async throws {
        let folder = try folder(version: version)
        for _ in 1...2 { #expect(try await find(in: folder).version == version) }
    }

    @Test(arguments: ["Swift version 6.2.4 (x)", "Swift version 5.10 (x)"])
    func `too old`(_ version: String) async throws {
        let folder = try folder(version: version)
        let error = await #expect(throws: ToolchainError.self) { try await find(in: folder) }
        #expect(error?.description == "\(folder.path)/swiftc is \(version); Swift 6.3 or newer is needed (https://www.swift.org/install), first in PATH")
    }
}
