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
        let submitted = try SubmittedFolder(path: folder.url.path, notebook: "small.md", assignment: "small")
        let work = submitted.read(try #require(try submitted.entries().first)).work
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.url.path) == ["eve.zip"])
        return work
    }

    /// Else the others would be refused for no reason.
    @Test func whatIsNoBombIsRead() throws {
        #expect(try Self.read(ZipBomb.archive([Self.small])) == .notebook(name: "small.md", bytes: Array(repeating: 0, count: Self.length)))
    }

    /// What students' machines make of an honest notebook: only what is read has to be plain.
    @Test func whatIsPackedAlongHarmsNobody() throws {
        func entry(_ name: String) -> ZipBomb.Entry {
            ZipBomb.Entry(name: name, packed: Self.little, size: Self.length, checksum: Self.small.checksum)
        }
        let contents = [UInt8](repeating: 0, count: Self.length)
        for (names, read) in [
            (["work\\small.md", "work\\plot 12:30.png", "Icon\r"], "small.md"), (["./small.md"], "small.md"), (["a.png", "a.png", "small.md"], "small.md"),
            (["__MACOSX/._small.md", "deep/small.md", "notes.md"], "small.md"), (["../x.png", "homework.md"], "homework.md"),
        ] {
            #expect(try Self.read(ZipBomb.archive(names.map(entry))) == .notebook(name: read, bytes: contents), "\(names)")
        }
        #expect(try Self.read(ZipBomb.archive([entry("small.md"), entry("small.md")])) == .unreadable("the archive cannot be used: it has two entries named `small.md`"))
        #expect(try Self.read(ZipBomb.archive([entry("../small.md")])) == .unreadable("the archive cannot be used: there is no notebook in it"))
    }

    struct Bomb: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var archive: @Sendable () -> [UInt8]
        var reason: String
    }

    static let bombs = [
        Bomb(
            testDescription: "says what it is", archive: { ZipBomb.archive([.init(name: "small.md", packed: gigabytes, size: ZipBomb.count(blocks: 1 << 20))]) },
            reason: "more than the 1048576 that are read"),
        Bomb(testDescription: "lies about its size", archive: { ZipBomb.archive([.init(name: "small.md", packed: gigabytes, size: 4129)]) }, reason: "`small.md` is damaged"),
        Bomb(
            testDescription: "is said to be more than its bytes can be", archive: { ZipBomb.archive([.init(name: "small.md", packed: little, size: 0x7FFF_FFFF)]) },
            reason: "more than the 1048576 that are read"),
        Bomb(
            testDescription: "is larger than a notebook", archive: { ZipBomb.archive([.init(name: "small.md", packed: Array(gigabytes.prefix(1 << 20)), size: 200 << 20)]) },
            reason: "more than the 1048576 that are read"),
        Bomb(
            testDescription: "the same bytes many times", archive: { ZipBomb.archive([.init(name: "small.md", packed: little, size: 1 << 20)], shared: 300) },
            reason: "`small.md` is damaged"),
        Bomb(testDescription: "many names", archive: { ZipBomb.archive([small], shared: 30_000) }, reason: "it has 30000 entries, more than the 20000 that are read"),
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
