import Foundation
import Testing

@testable import CellCompiler

/// A folder that something else writes to is no place to be led astray in.
@Suite struct PlainFileTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "landuse-plain-\(UUID().uuidString)")

    @Test func `only plain files are read, and links are replaced instead of followed`() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let victim = folder.appending(path: "victim"), link = folder.appending(path: "link"), pipe = folder.appending(path: "pipe")
        try Data("mine".utf8).write(to: victim)
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: victim)
        #expect(mkfifo(pipe.path, 0o600) == 0)
        #expect(PlainFile.read(victim) == Data("mine".utf8))
        #expect(PlainFile.read(link) == nil)
        #expect(PlainFile.read(pipe) == nil)
        #expect(PlainFile.read(folder) == nil)
        #expect(PlainFile.read(folder.appending(path: "none")) == nil)
        for file in [link, pipe] {
            try PlainFile.write("new".utf8, to: file)
            #expect(PlainFile.read(file) == Data("new".utf8))
        }
        #expect(PlainFile.read(victim) == Data("mine".utf8))
        try PlainFile.write([], to: victim)
        #expect(PlainFile.read(victim) == Data())
    }
}
