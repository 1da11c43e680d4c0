import Foundation
import Notebook
import Testing

@testable import Interactive

@Suite final class MediaShelfTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "media-\(UUID().uuidString)")
    private lazy var shelf = MediaShelf(in: folder)

    deinit { try? FileManager.default.removeItem(at: folder) }

    private func bundle(_ type: String, _ text: String, id: String? = nil) -> MediaBundle {
        MediaBundle(
            representations: [.init(type: "text/plain", bytes: Array("x".utf8)), .init(type: type, bytes: Array(text.utf8))], displayID: id)
    }

    @Test func `pictures become files with numbers, other values do not`() throws {
        let item = try #require(try shelf.add(bundle("image/svg+xml", "<svg/>"), of: "a"))
        #expect(item.number == 1 && item.kind == "chart" && item.file.lastPathComponent == "1-a.svg")
        #expect(try String(contentsOf: item.file, encoding: .utf8) == "<svg/>")
        #expect(try shelf.add(bundle("text/markdown", "b"), of: "a") == nil)
        #expect(try shelf.add(bundle("image/png", "p"), of: "a")?.number == 2)
        #expect(try shelf.item("2").kind == "picture")
    }

    @Test func `the same value again is the same picture, a newer one takes its place`() throws {
        let first = try shelf.add(bundle("image/png", "1"), of: "a")
        #expect(try shelf.add(bundle("image/png", "1"), of: "a") == first)
        let live = try #require(try shelf.add(bundle("image/png", "2", id: "x"), of: "a"))
        #expect(try shelf.add(bundle("image/png", "3", id: "x"), of: "a") == nil)
        #expect(try String(contentsOf: live.file, encoding: .utf8) == "3")
        #expect(shelf.items.count == 2)
    }

    @Test(arguments: [
        (0, "1", "nothing has been shown yet that could be opened: pictures and charts can be"), (1, "2", "there is no picture 2; they are numbered from 1 to 1"),
        (1, "x", "there is no picture x; they are numbered from 1 to 1"),
    ])
    func `a number that there is not is told`(_ count: Int, _ reference: String, _ message: String) throws {
        if count > 0 { _ = try shelf.add(bundle("image/png", "1"), of: "a") }
        #expect(#expect(throws: MediaError.self) { try shelf.item(reference) }?.description == message)
    }
}
