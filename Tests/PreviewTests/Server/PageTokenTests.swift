import Foundation
@testable import Preview
import TestFolders
import Testing

/// What nobody else can guess, and a page that was left open still has.
@Suite struct PageTokenTests {
    @Test func `a notebook keeps its token, and no two have the same`() throws {
        let mine = try TemporaryFolder(), theirs = try TemporaryFolder()
        let token = PageToken.of("/a/n.md", secretIn: mine.url)
        #expect(token.wholeMatch(of: /[0-9a-f]{32}/) != nil)
        #expect(PageToken.of("/a/b/../n.md", secretIn: mine.url) == token)
        #expect(PageToken.of("/a/m.md", secretIn: mine.url) != token)
        #expect(PageToken.of("/a/n.md", secretIn: theirs.url) != token)
        #expect(PageToken.new() != PageToken.new())
        let names = try FileManager.default.contentsOfDirectory(atPath: mine.url.path)
        #expect(names == ["preview-secret"])
        let mode = try FileManager.default.attributesOfItem(atPath: mine.path("preview-secret"))[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func `a secret that others could read is made anew`() throws {
        let folder = try TemporaryFolder()
        let file = folder.path("preview-secret")
        let token = PageToken.of("/a/n.md", secretIn: folder.url)
        chmod(file, 0o644)
        let next = PageToken.of("/a/n.md", secretIn: folder.url)
        #expect(next != token)
        #expect(PageToken.of("/a/n.md", secretIn: folder.url) == next)
        try Data("short".utf8).write(to: URL(filePath: file))
        #expect(PageToken.of("/a/n.md", secretIn: folder.url) != next)
    }

    @Test func `without a place to keep it there is one still`() {
        let nowhere = URL(filePath: "/dev/null/x")
        #expect(PageToken.of("/a/n.md", secretIn: nowhere).count == 32)
        #expect(PageToken.of("/a/n.md", secretIn: nowhere) != PageToken.of("/a/n.md", secretIn: nowhere))
    }
}
