import Foundation
import Subprocess
import Testing

@testable import CellCompiler

@Suite struct AutolinkEntriesTests {
    /// An object file of the compiler's own.
    private func object() async throws -> (bytes: Data, toolchain: Toolchain, file: URL, folder: URL) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "autolink-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let toolchain = try await Toolchain.find(cache: folder)
        let source = folder.appending(path: "main.swift"), file = folder.appending(path: "main.o")
        try "import Foundation\nprint(1)\n".write(to: source, atomically: true, encoding: .utf8)
        let result = try await run(
            .path(.init(toolchain.tool("swift-frontend"))), arguments: ["-c", "-primary-file", source.path, "-module-name", "main", "-o", file.path],
            output: .discarded, error: .string(limit: 1 << 20))
        try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
        return (try Data(contentsOf: file), toolchain, file, folder)
    }

    @Test func `the flags are those that the toolchain's own tool finds`() async throws {
        let (bytes, toolchain, file, folder) = try await object()
        defer { try? FileManager.default.removeItem(at: folder) }
        let list = folder.appending(path: "list.txt")
        _ = try await run(
            .path(.init(toolchain.tool("swift-autolink-extract"))), arguments: [file.path, "-o", list.path], output: .discarded, error: .discarded)
        let expected = Set(try String(contentsOf: list, encoding: .utf8).split(separator: "\n").map(String.init))
        let found = Set(try #require(AutolinkEntries(objectFile: bytes)).flags)
        #expect(found.contains("-lFoundation") && found == expected)
    }

    @Test func `no cut or damaged file is a crash`() async throws {
        let (bytes, _, _, folder) = try await object()
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(AutolinkEntries(objectFile: Data()) == nil && AutolinkEntries(objectFile: Data("#!/bin/sh".utf8)) == nil)
        for length in stride(from: 0, to: bytes.count, by: 97) { _ = AutolinkEntries(objectFile: bytes.prefix(length)) }
        for index in 0..<64 {
            var damaged = bytes
            damaged[index] = 0xFF
            _ = AutolinkEntries(objectFile: damaged)
        }
    }
}
