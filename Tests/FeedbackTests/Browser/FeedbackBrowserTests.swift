import Assignments
import Foundation
import HeadlessBrowser
import Notebook
import Testing

@testable import Feedback

/// A graded page in a real browser: it renders, runs nothing, and asks for nothing.
@Suite(.serialized, .enabled(if: Chromium.installed != nil, "no Chromium on this machine; Debian: apt install chromium"))
struct FeedbackBrowserTests {
    @Test func `no student's script runs, and nothing is asked for`() throws {
        let trap = try RequestTrap()
        let address = "http://127.0.0.1:\(trap.port)"
        let script = "document.documentElement.setAttribute('data-pwned','1');fetch('\(address)/f')"
        let attack = [
            "<script>\(script)</script>", "<img src='\(address)/a.png' onerror=\"\(script)\">", "<svg onload=\"\(script)\"/>", "<iframe src='\(address)/b'></iframe>",
            "<style>@import '\(address)/d.css';.graded{display:none}</style>", "<meta http-equiv=refresh content='0;url=\(address)/g'>", "![x](\(address)/j.png)",
            "</div></section><script>\(script)</script>",
        ].joined(separator: "\n\n")
        let html = try HostileFeedbackTests.page(attack)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("landuse-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let page = folder.appendingPathComponent("page.html")
        try html.write(to: page, atomically: true, encoding: .utf8)
        let document = try #require(Chromium.installed).document(of: page)
        #expect(document.contains(">Bands</h1>"))
        #expect(document.contains("How to read this report"))
        #expect(!document.contains("data-pwned=\""))
        #expect(trap.requests == [])
    }
}
