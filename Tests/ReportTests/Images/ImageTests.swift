import Foundation
@testable import Report
import Testing

@Suite struct ImageTests {
    @Test(arguments: [
        (Sample.png, .png), ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg), (Array("GIF89a".utf8), .gif), (Array("RIFFabcdWEBP".utf8), .webP),
        (Array("<svg xmlns='x'>".utf8), .svg), (Array("\u{FEFF}<?xml version='1.0'?>\n<!DOCTYPE svg>\n<svg>".utf8), .svg),
        (Array("<html><svg>".utf8), nil), (Array("text <svg>".utf8), nil), (Array("RIFFabcdWAVE".utf8), nil), ([], nil), ([0x89], nil),
    ] as [([UInt8], ImageFormat?)])
    func format(_ bytes: [UInt8], _ expected: ImageFormat?) {
        #expect(ImageFormat(of: bytes) == expected)
    }

    @Test func folder() throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID())")
        try FileManager.default.createDirectory(at: root.appendingPathComponent("notebooks"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: root) }
        try Data([1, 2]).write(to: root.appendingPathComponent("a b.png"))
        let folder = ImageFolder(ofNotebookAt: root.appendingPathComponent("notebooks/n.md").path)

        #expect(try folder.load("../a b.png") == [1, 2])
        #expect(throws: ImageProblem.missing(path: "b.png")) { try folder.load("b.png") }
        #expect(throws: ImageProblem.notAFile(path: "..")) { try folder.load("..") }
        #expect(throws: ImageProblem.notAFile(path: "../../../../../../../../dev/zero")) { try folder.load("../../../../../../../../dev/zero") }
        #expect(throws: ImageProblem.absolutePath(path: "/etc/passwd")) { try folder.load("/etc/passwd") }
    }
}
