import Digest
import Foundation
import TestFolders
import Testing
@testable import Downloads

struct FileFetchTests {
    let contents = sampleBytes(100_000)

    private func published(_ server: FileServer, size: Int? = 100_000) -> PublishedFile {
        PublishedFile(urls: [server.url("file.zip")], size: size, sha256: SHA256.hex(of: contents))
    }

    private func failure(_ file: PublishedFile, to target: String) -> DownloadError? {
        do throws(DownloadError) {
            try FileFetch(file, to: target, name: "file").run()
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [true, false])
    func `a file comes whole, and nothing else is left`(_ tellsLength: Bool) throws {
        let folder = try TemporaryFolder()
        try withServer(.init(contents: contents, tellsLength: tellsLength)) { server throws in
            let url = try FileFetch(published(server), to: folder.path + "/new/file.zip", name: "file").run()
            #expect(url == server.url("file.zip"))
            #expect(folder.all == ["new", "new/file.zip"])
            #expect(try folder.read("new/file.zip") == contents)
            #expect(server.ranges == [nil])
            // The second time, nobody is asked.
            #expect(try FileFetch(published(server), to: folder.path + "/new/file.zip", name: "file").run() == nil)
            #expect(server.ranges == [nil])
        }
    }

    @Test func `what was broken off is gone on with`() throws {
        let folder = try TemporaryFolder()
        try withServer(.init(contents: contents, breaksOffAfter: 40_000)) { server throws in
            guard case .notFetched(let attempts) = failure(published(server), to: folder.path + "/file.zip") else {
                Issue.record("it was not broken off")
                return
            }
            #expect(attempts.map(\.kept) == [40_000])
            #expect(attempts[0].description.contains("the 40 kB that came are kept, and the next attempt goes on from there"))
            #expect(folder.all == ["file.zip.part"])
            #expect(try folder.read("file.zip.part") == Array(contents[..<40_000]))
            try FileFetch(published(server), to: folder.path + "/file.zip", name: "file").run()
            #expect(server.ranges == [nil, "40000-40000", "40000-"])
            #expect(folder.all == ["file.zip"])
            #expect(try folder.read("file.zip") == contents)
        }
    }

    @Test func `a caller that is to stop ends a transfer that hangs, and no other address is tried`() throws {
        let folder = try TemporaryFolder()
        try withServer(.init(contents: contents, stallsAfter: 40_000)) { server throws in
            var file = published(server)
            file.urls.append(server.url("other.zip"))
            let part = folder.path + "/file.zip.part"
            let fetch = FileFetch(file, to: folder.path + "/file.zip", name: "file") {} goesOn: {
                (try? FileManager.default.attributesOfItem(atPath: part)[.size] as? Int) != 40_000
            }
            do throws(DownloadError) {
                try fetch.run()
                Issue.record("it came")
            } catch {
                guard case .notFetched(let attempts) = error else {
                    Issue.record("\(error)")
                    return
                }
                #expect(attempts.map(\.url) == [server.url("file.zip")] && attempts.map(\.kept) == [40_000])
            }
            #expect(server.ranges == [nil])
            #expect(folder.all == ["file.zip.part"])
        }
    }

    @Test(arguments: [false, true])
    func `a server that sends no parts, or wrong ones, is asked for the whole file`(_ shiftsRanges: Bool) throws {
        let folder = try TemporaryFolder()
        try folder.write(Array(contents[..<40_000]), to: "file.zip.part")
        try withServer(.init(contents: contents, hasRanges: shiftsRanges, shiftsRanges: shiftsRanges)) { server throws in
            if shiftsRanges {
                // Found out after the part came: the old bytes are kept as they were.
                guard case .notFetched(let attempts) = failure(published(server), to: folder.path + "/file.zip") else {
                    Issue.record("it was taken")
                    return
                }
                #expect(attempts[0].reason == "the server does not send the part that it is asked for")
                #expect(try folder.read("file.zip.part").count == 40_000)
            } else {
                try FileFetch(published(server), to: folder.path + "/file.zip", name: "file").run()
                #expect(server.ranges == ["40000-40000", nil])
                #expect(try folder.read("file.zip") == contents)
            }
        }
    }

    @Test func `an old part of another file is found out, and the file begun anew`() throws {
        let folder = try TemporaryFolder()
        try folder.write([UInt8](repeating: 7, count: 40_000), to: "file.zip.part")
        try withServer(.init(contents: contents)) { server throws in
            try FileFetch(published(server), to: folder.path + "/file.zip", name: "file").run()
            #expect(server.ranges == ["40000-40000", "40000-", nil])
            #expect(try folder.read("file.zip") == contents)
        }
    }

    @Test(arguments: [100_000, 100_001])
    func `a part that is whole, or too long, is checked before it is believed`(_ size: Int) throws {
        let folder = try TemporaryFolder()
        try folder.write(contents + [UInt8](repeating: 0, count: size - contents.count), to: "file.zip.part")
        try withServer(.init(contents: contents)) { server throws in
            try FileFetch(published(server), to: folder.path + "/file.zip", name: "file").run()
            #expect(server.ranges == (size == 100_000 ? [] : [nil]))
            #expect(try folder.read("file.zip") == contents)
        }
    }

    @Test func `another file of the same size is refused, and nothing is left of it`() throws {
        let folder = try TemporaryFolder()
        try withServer(.init(contents: [UInt8](repeating: 1, count: contents.count))) { server throws in
            let error = failure(published(server), to: folder.path + "/file.zip")
            guard case .wrongChecksum(server.url("file.zip"), _, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(folder.all.isEmpty)
        }
    }

    @Test(arguments: [10, 200_000])
    func `a file of another size is refused, and nothing is left of it`(_ size: Int) throws {
        let folder = try TemporaryFolder()
        try withServer(.init(contents: sampleBytes(size))) { server throws in
            let error = failure(published(server), to: folder.path + "/file.zip")
            guard case .wrongSize(server.url("file.zip"), 100_000, _) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(folder.all.isEmpty)
        }
    }

    @Test(arguments: ["404 Not Found", "503 Service Unavailable"])
    func `an error's page is not the file, and leaves what had come`(_ status: String) throws {
        let folder = try TemporaryFolder(), target = folder.path + "/file.zip"
        try withServer(.init(contents: contents, error: status)) { server throws in
            guard case .notFetched(let attempts) = failure(published(server), to: target) else {
                Issue.record("it was taken")
                return
            }
            #expect(attempts.map(\.reason).allSatisfy { $0.contains(status.prefix(3)) })
            #expect(folder.all.isEmpty)
            try folder.write(Array(contents[..<40_000]), to: "file.zip.part")
            guard case .notFetched(let later) = failure(published(server), to: target) else {
                Issue.record("it was taken")
                return
            }
            #expect(later.map(\.kept) == [40_000] && later[0].reason.contains(status.prefix(3)))
            #expect(try folder.read("file.zip.part") == Array(contents[..<40_000]))
        }
    }

    @Test func `where an address breaks off and the next is dead, what came is kept`() throws {
        let folder = try TemporaryFolder(), target = folder.path + "/file.zip"
        try withServer(.init(contents: contents, breaksOffAfter: 40_000)) { server throws in
            var file = published(server)
            file.urls.append("http://127.0.0.1:1/file.zip")
            guard case .notFetched(let attempts) = failure(file, to: target) else {
                Issue.record("it came")
                return
            }
            #expect(attempts.map(\.kept) == [40_000, 40_000])
            #expect(try folder.read("file.zip.part") == Array(contents[..<40_000]))
            try FileFetch(file, to: target, name: "file").run()
            #expect(server.ranges == [nil, "40000-40000", "40000-"])
            #expect(try folder.read("file.zip") == contents)
        }
    }

    @Test func `a part that is longer than the server's file is of no use`() throws {
        let folder = try TemporaryFolder()
        try folder.write([UInt8](repeating: 7, count: 200_000), to: "file.zip.part")
        try withServer(.init(contents: contents)) { server throws in
            // Nobody has published how long it is: the server says that it has no such part.
            try FileFetch(published(server, size: nil), to: folder.path + "/file.zip", name: "file").run()
            #expect(server.ranges == ["200000-200000", nil])
            #expect(try folder.read("file.zip") == contents)
        }
    }

    @Test func `where one address fails, the next one gives it`() throws {
        let folder = try TemporaryFolder()
        try withServer(.init(contents: contents)) { server throws in
            var file = published(server)
            // Port 1 of this machine, where nothing listens.
            file.urls.insert("http://127.0.0.1:1/file.zip", at: 0)
            #expect(try FileFetch(file, to: folder.path + "/file.zip", name: "file").run() == server.url("file.zip"))
            #expect(try folder.read("file.zip") == contents)
        }
    }

    @Test func `what cannot fit is not begun`() throws {
        let folder = try TemporaryFolder()
        try withServer(.init(contents: contents)) { server throws in
            guard case .noRoom(folder.path, 1 << 60, let free) = failure(published(server, size: 1 << 60), to: folder.path + "/file.zip") else {
                Issue.record("there was room for an exabyte")
                return
            }
            #expect(free > 0)
            #expect(folder.all.isEmpty && server.ranges.isEmpty)
        }
    }

    @Test func `a folder that is a file cannot be written to`() throws {
        let folder = try TemporaryFolder()
        try folder.write([], to: "cache")
        let file = PublishedFile(urls: ["http://127.0.0.1:1/x"], size: nil, sha256: "00")
        #expect(failure(file, to: folder.path + "/cache/file.zip") == .cannotWrite(path: folder.path + "/cache", reason: "there is a file of that name"))
        #expect(failure(file, to: folder.path + "/cache/deeper/file.zip") == .cannotWrite(path: folder.path + "/cache/deeper", reason: "Not a directory"))
    }

    @Test func `two at a time: the second waits, and finds the file there`() throws {
        let folder = try TemporaryFolder()
        try withServer(.init(contents: contents)) { server throws in
            let file = published(server), target = folder.path + "/file.zip", content = contents
            var first: PartFile? = try PartFile(for: target)
            var waits = 0
            let url = try FileFetch(file, to: target, name: "file") {
                waits += 1
                guard waits == 2 else { return }
                // The first is done now.
                try? first?.append(content)
                try? first?.commit()
                first = nil
            }.run()
            #expect(url == nil && waits >= 2 && server.ranges.isEmpty)
            #expect(folder.all == ["file.zip"])
        }
    }

    @Test func `a copy is checked like a download`() throws {
        let folder = try TemporaryFolder()
        try folder.write(contents, to: "original")
        try folder.write([1, 2, 3], to: "other")
        let file = PublishedFile(urls: [], size: contents.count, sha256: SHA256.hex(of: contents))
        let fetch = FileFetch(file, to: folder.path + "/cache/file", name: "file")
        #expect(throws: DownloadError.wrongSize(source: folder.path + "/other", expected: 100_000, found: 3)) { try fetch.copy(folder.path + "/other") }
        #expect(folder.all == ["original", "other"])
        try fetch.copy(folder.path + "/original")
        #expect(folder.all == ["cache", "cache/file", "original", "other"])
        #expect(try folder.read("cache/file") == contents)
    }
}
