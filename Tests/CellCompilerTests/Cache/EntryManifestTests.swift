import Foundation
import Testing

@testable import CellCompiler

/// An entry that is not as it was made is none.
@Suite struct EntryManifestTests {
    /// What happens to an entry behind our back.
    enum Damage: String, CaseIterable, Sendable {
        case truncatedLibrary, emptyLibrary, changedByte, zeroes, noModule, noMessages, noManifest, emptyManifest, cutManifest, folderInstead
    }

    private func damage(_ entry: CellCache.Entry, _ damage: Damage) throws {
        let manifest = entry.folder.appending(path: "manifest")
        func change(_ file: URL, _ body: (inout Data) -> Void) throws {
            var data = try Data(contentsOf: file)
            body(&data)
            try data.write(to: file)
        }
        switch damage {
        case .truncatedLibrary: try change(entry.library) { $0.removeLast(100) }
        case .emptyLibrary: try Data().write(to: entry.library)
        case .changedByte: try change(entry.library) { $0[500] ^= 1 }
        case .zeroes: try change(entry.swiftModule) { $0 = Data(count: $0.count) }
        case .noModule: try FileManager.default.removeItem(at: entry.swiftModule)
        case .noMessages: try FileManager.default.removeItem(at: entry.messages)
        case .noManifest: try FileManager.default.removeItem(at: manifest)
        case .emptyManifest: try Data().write(to: manifest)
        case .cutManifest: try change(manifest) { $0.removeLast(3) }
        case .folderInstead:
            try FileManager.default.removeItem(at: entry.library)
            try FileManager.default.createDirectory(at: entry.library, withIntermediateDirectories: true)
        }
    }

    @Test(arguments: Damage.allCases)
    func `a damaged entry is found out, and replaced`(_ damage: Damage) throws {
        let cache = CellCache(root: FileManager.default.temporaryDirectory.appending(path: "landuse-cache-\(UUID().uuidString)"))
        defer { try? FileManager.default.removeItem(at: cache.root) }
        func make() throws -> CellCache.Entry {
            let entry = try cache.temporaryEntry("M")
            try Data((0..<1003).map { UInt8($0 % 251) }).write(to: entry.library)
            try Data("module".utf8).write(to: entry.swiftModule)
            try Data().write(to: entry.messages)
            return entry
        }
        let entry = try cache.publish(try make())
        #expect(cache.contains("M"))
        try self.damage(entry, damage)
        #expect(!cache.contains("M"))
        _ = try cache.publish(try make())
        #expect(cache.contains("M"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: cache.root.appending(path: "cells").path) == ["M"])
    }

    @Test func `the checksum knows every byte, and their order`() {
        let texts = ["", "a", "b", "ab", "ba", "01234567", "012345678", "876543210", "0123456701234567"].map { Data($0.utf8) }
        #expect(Set(texts.map(EntryManifest.checksum)).count == texts.count)
        #expect(EntryManifest.checksum(texts[5]) == EntryManifest.checksum(Data("x01234567".utf8).dropFirst()))
    }
}
