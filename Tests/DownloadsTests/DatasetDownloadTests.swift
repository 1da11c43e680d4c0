import Foundation
import TestFolders
import Testing
@testable import Downloads

struct DatasetDownloadTests {
    private static let pictures = ["beach", "forest"].flatMap { name in [name] + (0..<3).map { "\(name)/\(name)0\($0).tif" } }

    /// What a data set's folder, below `data`, holds when all is well.
    private static let whole = ["data", "data/small"] + pictures.map { "data/small/" + $0 }

    @Test func `fetched, checked, unpacked, tidied up`() throws {
        let folder = try TemporaryFolder(), archive = try smallArchive()
        try withServer(.init(contents: archive)) { server throws in
            let dataset = PublishedDataset.small(archive, urls: [server.url("small.zip")])
            let first = try DatasetDownload(dataset, to: folder.path + "/data/small").run()
            #expect(!first.wasThere && first.folder.pictures == 6)
            #expect(folder.all == Self.whole)
            #expect(try folder.read("data/small/forest/forest02.tif") == [0x49, 0x49, 42, 0] + [UInt8](repeating: 2, count: 5000))
            let second = try DatasetDownload(dataset, to: folder.path + "/data/small").run()
            #expect(second.wasThere && second.folder == first.folder)
            #expect(server.ranges == [nil])
        }
    }

    @Test func `from a file, which stays`() throws {
        let folder = try TemporaryFolder(), archive = try smallArchive()
        let found = try DatasetDownload(.small(archive), to: folder.path + "/data/small", from: .file(fixture("small.zip"))).run()
        #expect(found.folder.classes.map(\.name) == ["beach", "forest"])
        #expect(folder.all == Self.whole)
        #expect(FileManager.default.fileExists(atPath: fixture("small.zip")))
    }

    @Test func `an archive of the user's stays, wherever it lies`() throws {
        let folder = try TemporaryFolder(), archive = try smallArchive(), own = folder.path + "/data/small.zip"
        try folder.write(archive, to: "data/small.zip")
        _ = try DatasetDownload(.small(archive), to: folder.path + "/data/small", from: .file(own)).run()
        #expect(try folder.read("data/small.zip") == archive)
        // Nor is it taken for what a download has left.
        let other = try TemporaryFolder()
        try other.write([1, 2, 3], to: "data/small.zip")
        try withServer(.init(contents: archive)) { server throws in
            _ = try DatasetDownload(.small(archive, urls: [server.url("small.zip")]), to: other.path + "/data/small").run()
        }
        #expect(other.all == (Self.whole + ["data/small.zip"]).sorted())
        #expect(try other.read("data/small.zip") == [1, 2, 3])
    }

    @Test func `a place that cannot take the folder is found out before anything is fetched`() throws {
        let archive = try smallArchive(), dataset = PublishedDataset.small(archive, urls: ["http://127.0.0.1:1/small.zip"])
        let hidden = try TemporaryFolder()
        try hidden.write([], to: "data/small/.DS_Store")
        #expect(throws: DownloadError.exists(path: hidden.path + "/data/small", holds: "holds something else")) {
            try DatasetDownload(dataset, to: hidden.path + "/data/small").run()
        }
        let linked = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: linked.path + "/large", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: linked.path + "/small", withDestinationPath: linked.path + "/large")
        #expect(throws: DownloadError.exists(path: linked.path + "/small", holds: "is a link to a place that does not hold the data set")) {
            try DatasetDownload(dataset, to: linked.path + "/small").run()
        }
    }

    @Test func `a link in the place of what a killed process left is removed, not followed`() throws {
        let folder = try TemporaryFolder(), archive = try smallArchive()
        try folder.write([1], to: "mine/picture.tif")
        try FileManager.default.createDirectory(atPath: folder.path + "/data", withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/data/.small.unpacking", withDestinationPath: folder.path + "/mine")
        _ = try DatasetDownload(.small(archive), to: folder.path + "/data/small", from: .file(fixture("small.zip"))).run()
        #expect(folder.all == (Self.whole + ["mine", "mine/picture.tif"]).sorted())
    }

    @Test func `another archive is refused before it is looked into`() throws {
        let folder = try TemporaryFolder(), archive = try smallArchive()
        let other = ZipWriter.bytes([.init(name: "../evil")])
        try folder.write(other + [UInt8](repeating: 0, count: archive.count - other.count), to: "other.zip")
        do {
            _ = try DatasetDownload(.small(archive), to: folder.path + "/data/small", from: .file(folder.path + "/other.zip")).run()
            Issue.record("it was taken")
        } catch {
            guard case .wrongChecksum = error else {
                Issue.record("\(error)")
                return
            }
        }
        #expect(folder.all == ["data", "other.zip"])
    }

    @Test func `what a killed process left is cleared away`() throws {
        let folder = try TemporaryFolder(), archive = try smallArchive()
        try folder.write([1], to: "data/.small.unpacking/beach/beach00.tif")
        try FileManager.default.createSymbolicLink(atPath: folder.path + "/data/.small.unpacking/link", withDestinationPath: fixture("."))
        try folder.write([], to: "data/.small.lock")
        _ = try DatasetDownload(.small(archive), to: folder.path + "/data/small", from: .file(fixture("small.zip"))).run()
        #expect(folder.all == Self.whole)
        // A link was removed, and not what it leads to.
        #expect(FileManager.default.fileExists(atPath: fixture("small.zip")))
    }

    @Test func `what is in the place already is never touched`() throws {
        let archive = try smallArchive()
        for (file, holds) in [("beach/mine.tif", "is not the whole data set (the class forest is missing)"), ("notes.txt", "holds something else")] {
            let folder = try TemporaryFolder()
            try folder.write([1], to: "data/small/" + file)
            #expect(throws: DownloadError.exists(path: folder.path + "/data/small", holds: holds)) {
                try DatasetDownload(.small(archive), to: folder.path + "/data/small", from: .file(fixture("small.zip"))).run()
            }
            #expect(try folder.read("data/small/" + file) == [1])
        }
        // An empty folder is as good as none.
        let folder = try TemporaryFolder()
        try FileManager.default.createDirectory(atPath: folder.path + "/data/small", withIntermediateDirectories: true)
        _ = try DatasetDownload(.small(archive), to: folder.path + "/data/small", from: .file(fixture("small.zip"))).run()
        #expect(folder.all == Self.whole)
    }

    @Test func `an archive that lacks pictures leaves nothing but itself`() throws {
        let folder = try TemporaryFolder(), archive = ZipWriter.bytes([DatasetArchiveTests.good])
        try withServer(.init(contents: archive)) { server throws in
            let dataset = PublishedDataset.small(archive, urls: [server.url("small.zip")])
            #expect(throws: DownloadError.incomplete(path: folder.path + "/data/.small.zip", reason: "the class forest is missing")) {
                try DatasetDownload(dataset, to: folder.path + "/data/small").run()
            }
            // The archive is the published one: the next attempt need not fetch it again.
            #expect(folder.all == ["data", "data/.small.zip"])
        }
    }

    @Test func `where the disk ends while pictures are unpacked, none of them is left`() async {
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder(), archive = try smallArchive()
            // A limit of 3 kB a file stands for the end of the disk, in a process of its own; a picture has 5.
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 3000, rlim_max: 3000)
            try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
            do throws(DownloadError) {
                _ = try DatasetDownload(.small(archive), to: folder.path + "/data/small", from: .file(fixture("small.zip"))).run()
                Issue.record("there was room")
            } catch {
                #expect(error == .cannotWrite(path: folder.path + "/data/.small.unpacking/beach/beach00.tif", reason: "File too large"))
            }
            #expect(folder.all == ["data"])
        }
    }

    @Test func `a folder that cannot be written is told`() throws {
        let folder = try TemporaryFolder(), archive = try smallArchive()
        try folder.write([], to: "data")
        #expect(throws: DownloadError.cannotWrite(path: folder.path + "/data", reason: "there is a file of that name")) {
            try DatasetDownload(.small(archive), to: folder.path + "/data/small", from: .file(fixture("small.zip"))).run()
        }
    }
}
