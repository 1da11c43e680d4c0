import Foundation
@testable import Preview
import TestFolders
import Testing

/// A real file on a real disk, changed as editors change it.
@Suite struct NotebookFollowerTests {
    @Test(.timeLimit(.minutes(5)))
    func `every kind of save is seen, and only those`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("one")
        let follower = NotebookFollower(path: folder.path("notebook.md"))
        var changes = follower.changes().makeAsyncIterator()

        try folder.write("two!")
        #expect(await changes.next() == .notebook)
        try folder.replace("3")
        #expect(await changes.next() == .notebook)
        // Nothing more was told of those: the next is what is done next.
        try FileManager.default.removeItem(atPath: folder.path("notebook.md"))
        #expect(await changes.next() == .gone)
        try folder.write("four")
        #expect(await changes.next() == .notebook)
    }

    @Test(.timeLimit(.minutes(5)))
    func `pictures that the notebook names are followed, there or not`() async throws {
        let folder = try TemporaryFolder()
        try folder.write("notebook")
        try folder.write("picture", to: "a.png")
        let follower = NotebookFollower(path: folder.path("notebook.md"))
        var changes = follower.changes().makeAsyncIterator()
        let (a, b) = (folder.path("a.png"), folder.path("b.png"))
        follower.followPictures([a: FileStamp(path: a), b: FileStamp(path: b)])
        try folder.write("another", to: "a.png")
        #expect(await changes.next() == .pictures)
        try folder.write("new", to: "b.png")
        #expect(await changes.next() == .pictures)
        // One that is not followed any more is nobody's.
        follower.followPictures([b: FileStamp(path: b)])
        try folder.write("a third", to: "a.png")
        try folder.write("notebook, later")
        #expect(await changes.next() == .notebook)
    }
}
