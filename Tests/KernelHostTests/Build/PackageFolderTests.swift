import Foundation
import Testing

@testable import KernelHost

/// A package is one package, however its folder is written: taken for two, it would be locked twice, and waited for for ever.
struct PackageFolderTests {
    @Test func `ways of writing a folder name one package`() throws {
        let home = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../..").standardizedFileURL
        let held = try #require(PackageFolder(holding: URL(filePath: #filePath)))
        let link = FileManager.default.temporaryDirectory.appending(path: "landuse-\(UUID().uuidString)")
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: home)
        defer { try? FileManager.default.removeItem(at: link) }
        let plain = home.path.hasSuffix("/") ? String(home.path.dropLast()) : home.path
        let ways = [
            URL(filePath: plain, directoryHint: .isDirectory), URL(filePath: plain, directoryHint: .notDirectory), URL(filePath: plain + "/"),
            URL(filePath: plain + "/Sources/.."), link, URL(filePath: "Sources/..", relativeTo: URL(filePath: plain, directoryHint: .isDirectory)),
        ]
        #expect(Set(ways.map { PackageFolder($0) } + [held]) == [held])
        #expect(try PackageFolder.runner(environment: ["LANDUSE_HOME": plain]) == held)
    }
}
