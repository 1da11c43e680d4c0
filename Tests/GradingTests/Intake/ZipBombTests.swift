import Foundation
import Testing

@testable import Grading

/// Archives that would unpack to more than there is.
@Suite(.serialized) struct ZipBombTests {
    private static let gigabytes = ZipBomb.zeros(blocks: 1 << 20), little = ZipBomb.zeros(blocks: 1), length = ZipBomb.count(blocks: 1)
    private static let small = ZipBomb.Entry(name: "small.md", packed: little, size: length, checksum: ZipBomb.checksum(Array(repeating: 0, count: length)))

    private static func read(_ archive: [UInt8]) throws -> Submission.Work {
        let folder = try TemporaryFolder()
        try Data(archive).write(to: folder.url.appending(path: "eve.zip"))
        let submitted = try SubmittedFolder(path: folder.url.path, notebook: "small.md")
        let work = submitted.read(try #require(try submitted.entries().first)).work
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["eve.zip"])
        return work
    }

    /// Else the others would be refused for no reason.
    @Test func whatIsNoBombIsRead() throws {
        #expect(try Self.read(ZipBomb.archive([Self.small])) == .notebook(name: "small.md", bytes: Array(repeating: 0, count: Self.length)))
    }

    struct Bomb: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var archive: @Sendable () -> [UInt8]
        var reason: String
    }

    static let bombs = [
        Bomb(
            testDescription: "says what it is", archive: { ZipBomb.archive([.init(name: "small.md", packed: gigabytes, size: ZipBomb.count(blocks: 1 << 20))]) },
            reason: "its files would have more than 256 MiB together"),
        Bomb(testDescription: "lies about its size", archive: { ZipBomb.archive([.init(name: "small.md", packed: gigabytes, size: 4129)]) }, reason: "`small.md` is damaged"),
        Bomb(
            testDescription: "is said to be more than its bytes can be", archive: { ZipBomb.archive([.init(name: "small.md", packed: little, size: 0x7FFF_FFFF)]) },
            reason: "would unpack to more than 300 times its size"),
        Bomb(
            testDescription: "is larger than a notebook", archive: { ZipBomb.archive([.init(name: "small.md", packed: Array(gigabytes.prefix(1 << 20)), size: 200 << 20)]) },
            reason: "more than the 1048576 that are read"),
        Bomb(
            testDescription: "the same bytes many times", archive: { ZipBomb.archive([.init(name: "small.md", packed: little, size: 1 << 20)], shared: 300) },
            reason: "its files would have more than 256 MiB together"),
        Bomb(testDescription: "many names", archive: { ZipBomb.archive([small], shared: 3000) }, reason: "it has 3000 entries, more than the 2000 that are read"),
    ]

    @Test(arguments: bombs) func aBombIsUnreadableAndCostsNothing(bomb: Bomb) throws {
        let archive = bomb.archive()
        let before = Self.mostMemory
        guard case .unreadable(let reason) = try Self.read(archive) else {
            Issue.record("it was read")
            return
        }
        #expect(reason.hasPrefix("the archive cannot be used: ") && reason.contains(bomb.reason), "\(reason)")
        // Two gigabytes would be seen, whatever other tests do beside.
        #expect(Self.mostMemory - before < 1 << 30)
    }

    /// What lies beside the notebook is not unpacked, whatever it says of itself.
    @Test func aBombBesideANotebookIsLeftAlone() throws {
        let lying = ZipBomb.Entry(name: "data.bin", packed: Self.gigabytes, size: 1000)
        let before = Self.mostMemory
        #expect(try Self.read(ZipBomb.archive([lying, Self.small])) == .notebook(name: "small.md", bytes: Array(repeating: 0, count: Self.length)))
        #expect(Self.mostMemory - before < 1 << 30)
    }

    /// Bytes that this process has ever had at once.
    private static var mostMemory: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss << 10
    }
}
