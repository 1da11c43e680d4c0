import Foundation
import TestFolders
import Testing
@testable import Downloads

struct DatasetArchiveTests {
    /// What is wrong with an archive, and what is said of it.
    struct BadArchive: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var bytes: [UInt8]
        var reason: String

        init(_ name: String, _ entries: [ZipWriter.Entry], _ reason: String) { self.init(name, bytes: ZipWriter.bytes(entries), reason) }

        init(_ name: String, bytes: [UInt8], _ reason: String) {
            testDescription = name
            self.bytes = bytes
            self.reason = reason
        }
    }

    static let good = ZipWriter.Entry(name: "small/Images/beach/a.tif", contents: [1, 2, 3])
    static let whole = ZipWriter.bytes([good])

    @Test(arguments: [
        BadArchive("no archive", bytes: Array("<html>".utf8), "it is no ZIP archive"),
        BadArchive("empty", bytes: [], "it is no ZIP archive"),
        BadArchive("truncated", bytes: Array(whole.dropLast(30)), "the directory at its end is missing"),
        BadArchive("nothing of the data set", [.init(name: "else/x.tif")], "it has no pictures in small/Images/"),
        BadArchive("up and out", [good, .init(name: "small/Images/../../x/y.tif")], "is no path below a folder"),
        BadArchive("up at the beginning", [good, .init(name: "../evil.tif")], "is no path below a folder"),
        BadArchive("absolute", [good, .init(name: "/etc/cron.d/x")], "is no path below a folder"),
        BadArchive("a drive", [good, .init(name: "C:/x/y.tif")], "is no path below a folder"),
        BadArchive("backslashes", [good, .init(name: "..\\..\\x.tif")], "is no path below a folder"),
        BadArchive("a control character", [good, .init(name: "small/Images/beach/a\u{1b}[2J.tif")], "is no path below a folder"),
        BadArchive("a zero", [good, .init(name: "small/Images/beach/a\0.tif")], "is no path below a folder"),
        BadArchive("an empty part", [good, .init(name: "small//x.tif")], "is no path below a folder"),
        BadArchive("a name too long", [good, .init(name: "small/Images/beach/" + String(repeating: "a", count: 256))], "is no path below a folder"),
        BadArchive("a link", [good, .init(name: "small/Images/forest", contents: Array("/etc".utf8), mode: 0o120777)], "is a symbolic link"),
        BadArchive("a device", [good, .init(name: "small/Images/beach/x", mode: 0o020644)], "is neither a file nor a folder"),
        BadArchive("two of one name", [good, good], "two entries named `small/Images/beach/a.tif`"),
        BadArchive("encrypted", [good, .init(name: "small/Images/beach/b.tif", flags: 1)], "is encrypted"),
        BadArchive("another compression", [good, .init(name: "small/Images/beach/b.tif", method: 14)], "is compressed in a way that is not read here (14)"),
        BadArchive("a file that would be huge", [.init(name: "small/Images/beach/b.tif", claimedSize: 1 << 31)], "which no picture of a data set has"),
        BadArchive("another checksum", [.init(name: "small/Images/beach/b.tif", contents: [1], claimedChecksum: 5)], "is damaged"),
        BadArchive("another size", [.init(name: "small/Images/beach/b.tif", contents: [1], claimedSize: 2)], "is damaged"),
        BadArchive("no DEFLATE", [.init(name: "small/Images/beach/b.tif", contents: [0xff, 0xff], method: 8)], "is damaged"),
        // What lies deeper than a picture does is left out.
        BadArchive("a file that is a folder, too", [good, .init(name: "small/Images/beach/a.tif/b.tif")], "the class forest is missing"),
    ])
    func `a bad archive`(_ bad: BadArchive) throws {
        let folder = try TemporaryFolder()
        try folder.write(bad.bytes, to: "bad.zip")
        let download = DatasetDownload(.small(bad.bytes), to: folder.path + "/data/small", from: .file(folder.path + "/bad.zip"))
        do {
            _ = try download.run()
            Issue.record("it was unpacked")
        } catch {
            #expect(error.description.contains(bad.reason), "\(error)")
            #expect(!error.description.contains("\u{1b}"))
        }
        // Nothing half-written, nothing elsewhere, and the user's file is left alone.
        #expect(folder.all == ["bad.zip", "data"])
    }

    @Test func `more files, or more bytes, than any data set has`() throws {
        let entries = try ZipDirectory.entries(size: Self.whole.count) { Array(Self.whole[$0..<$0 + $1]) }
        #expect(entries.map(\.name) == ["small/Images/beach/a.tif"])
        for limits in [UnpackingPlan.Limits(files: 0), .init(bytes: 2), .init(fileBytes: 2)] {
            #expect(throws: ZipFault.self) { try UnpackingPlan(entries, imagesFolder: "small/Images", limits: limits) }
        }
        #expect(try UnpackingPlan(entries, imagesFolder: "small/Images", limits: .init(files: 1, bytes: 3, fileBytes: 3)).size == 3)
    }

    @Test func `a directory that lies of its place or count is no directory`() {
        // The last 22 bytes: the count at 10, the directory's size at 12 and its offset at 16.
        for (place, value) in [(10, 0xff as UInt8), (12, 0xff), (15, 0x7f), (16, 0xff), (19, 0x7f)] {
            var bytes = Self.whole
            bytes[bytes.count - 22 + place] = value
            let lying = bytes
            #expect(throws: ZipFault.self, "\(place)") {
                try ZipDirectory.entries(size: lying.count) { offset, count in
                    offset >= 0 && count >= 0 && offset <= lying.count && count <= lying.count - offset ? Array(lying[offset..<offset + count]) : nil
                }
            }
        }
    }
}
