import Foundation
import Testing

/// What C, C++ and libraries do to a session: notebooks in a package of their own, like those in `Notebooks`.
@Suite(.serialized) struct PerilsTests {
    static let package = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Packages/Perils")

    static let names = ((try? FileManager.default.contentsOfDirectory(atPath: package.appending(path: "Notebooks").path)) ?? []).sorted()

    @Test(arguments: names)
    func `a notebook does what its golden file says`(name: String) async throws {
        let copy = try PackageCopy.make(of: Self.package)
        let fixture = NotebookFixture(name: name, parent: copy.appending(path: "Notebooks"))
        try fixture.check(try await fixture.run(), golden: Self.package.appending(path: "Notebooks/\(name)/expected.txt"))
    }

    @Test func `there are fixtures`() { #expect(Self.names.count >= 4) }
}

/// A package of the tests' in the build folder, where it is built once.
enum PackageCopy {
    /// Brings the copy up to date; a file that has not changed is not touched, and nothing is built again for it.
    static func make(of package: URL) throws -> URL {
        let copy = NotebookFixture.cache.root.appending(path: "packages/\(package.lastPathComponent)")
        let manager = FileManager.default
        for path in try manager.subpathsOfDirectory(atPath: package.path) where !path.hasPrefix(".build") && !path.hasSuffix("expected.txt") {
            let source = package.appending(path: path), target = copy.appending(path: path)
            if try source.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true { continue }
            let bytes = try Data(contentsOf: source)
            if (try? Data(contentsOf: target)) == bytes { continue }
            try manager.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
            try bytes.write(to: target)
        }
        return copy
    }
}
