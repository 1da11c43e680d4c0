import Foundation
import TestFolders
import Testing

@testable import Outputs

@Suite struct OutputFolderTests {
    @Test func `files appear whole, replace each other, and are read back`() throws {
        let folder = try TemporaryFolder()
        let output = try OutputFolder(folder.path + "/feedback/")
        #expect(try output.read("ada.html") == nil)
        try output.write("one".utf8, to: "ada.html")
        try output.write("second".utf8, to: "ada.html")
        #expect(try output.read("ada.html") == Array("second".utf8))
        try output.folder("ada").write("below".utf8, to: "x.md")
        #expect(folder.text("feedback/ada/x.md") == "below")
        #expect(try FileManager.default.contentsOfDirectory(atPath: output.path).sorted() == ["ada", "ada.html"])
        #expect(try output.remove("ada.html"))
        #expect(try !output.remove("ada.html"))
    }

    @Test func `a link in a file's place is replaced, and what it leads to stays as it was`() throws {
        let folder = try TemporaryFolder()
        let victim = try folder.write("mine", to: "victim")
        let output = try OutputFolder(folder.path + "/out")
        let link = folder.url.appending(path: "out/report.html")
        for target in [victim.path, folder.path + "/none", "/dev/full"] {
            try FileManager.default.createSymbolicLink(atPath: link.path, withDestinationPath: target)
            #expect(throws: OutputError(path: output.path + "/report.html", error: ELOOP)) { try output.read("report.html") }
            try output.write("report".utf8, to: "report.html")
            #expect(folder.text("victim") == "mine")
            #expect(try output.read("report.html") == Array("report".utf8))
            #expect(try output.remove("report.html"))
        }
        #expect(folder.names == ["out", "victim"])
    }

    @Test func `a file that others know by another name is not written to`() throws {
        let folder = try TemporaryFolder()
        let victim = try folder.write("mine", to: "victim")
        let output = try OutputFolder(folder.path + "/out")
        try FileManager.default.linkItem(at: victim, to: folder.url.appending(path: "out/report.html"))
        try output.write("report".utf8, to: "report.html")
        #expect(folder.text("victim") == "mine")
    }

    @Test func `a folder that is a link is refused`() throws {
        let folder = try TemporaryFolder()
        try folder.write("mine", to: "elsewhere/file")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/out", withDestinationPath: folder.path + "/elsewhere")
        for path in ["/out", "/out/", "/out//"] { #expect(throws: OutputError.self) { try OutputFolder(folder.path + path) } }
        let output = try OutputFolder(folder.path + "/real")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/real/ada", withDestinationPath: folder.path + "/elsewhere")
        #expect(throws: OutputError(path: output.path + "/ada", error: ENOTDIR)) { try output.folder("ada") }
        #expect(folder.text("elsewhere/file") == "mine")
    }

    @Test func `a folder that is exchanged for a link keeps its files to itself`() throws {
        let folder = try TemporaryFolder()
        try folder.write("mine", to: "elsewhere/ada.html")
        let output = try OutputFolder(folder.path + "/out")
        try FileManager.default.moveItem(atPath: folder.path + "/out", toPath: folder.path + "/moved")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/out", withDestinationPath: folder.path + "/elsewhere")
        try output.write("report".utf8, to: "ada.html")
        #expect(folder.text("elsewhere/ada.html") == "mine")
        #expect(folder.text("moved/ada.html") == "report")
    }

    @Test(arguments: ["", ".", "..", "../x", "/etc/x", "a/b", "x\0y"])
    func `a name is one step`(name: String) throws {
        let folder = try TemporaryFolder()
        let output = try OutputFolder(folder.path + "/out")
        #expect(throws: OutputError.self) { try output.write("x".utf8, to: name) }
        #expect(throws: OutputError.self) { try output.folder(name) }
        #expect(throws: OutputError.self) { try output.read(name) }
        #expect(throws: OutputError.self) { try output.remove(name) }
        #expect(folder.names == ["out"])
    }

    @Test func `a folder is copied in another's place, and a link in its place is not followed`() throws {
        let folder = try TemporaryFolder()
        try folder.write("new", to: "source/deep/file")
        try folder.write("mine", to: "victim/file")
        let output = try OutputFolder(folder.path + "/out")
        for _ in 0..<2 { #expect(try output.write(copyOf: folder.path + "/source", to: "inputs") == folder.path + "/out/inputs") }
        #expect(folder.text("out/inputs/deep/file") == "new")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/out/linked", withDestinationPath: "../victim")
        try output.write(copyOf: folder.path + "/source", to: "linked")
        #expect(folder.text("out/linked/deep/file") == "new")
        #expect(folder.text("victim/file") == "mine")
        #expect(throws: OutputError(path: folder.path + "/out/inputs", error: ENOENT)) { try output.write(copyOf: folder.path + "/missing", to: "inputs") }
    }

    @Test func `what is no plain file is neither waited for nor read`() throws {
        let folder = try TemporaryFolder()
        let output = try OutputFolder(folder.path)
        #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
        try FileManager.default.createDirectory(atPath: folder.path + "/folder", withIntermediateDirectories: false)
        try folder.write("too long", to: "large")
        #expect(throws: OutputError(path: output.path + "/pipe", error: EINVAL)) { try output.read("pipe") }
        #expect(throws: OutputError.self) { try output.read("folder") }
        #expect(throws: OutputError(path: output.path + "/large", error: EFBIG)) { try output.read("large", limit: 7) }
        #expect(throws: OutputError(path: output.path + "/folder", error: EISDIR)) { try output.write("x".utf8, to: "folder") }
        // Nothing of the attempt is left.
        #expect(folder.names == ["folder", "large", "pipe"])
    }
}
