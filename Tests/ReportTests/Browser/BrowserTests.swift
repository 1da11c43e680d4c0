import Foundation
import HeadlessBrowser
import Notebook
@testable import Report
import Testing

/// A report in a real browser: it renders, runs nothing, and asks for nothing.
@Suite(.serialized, .enabled(if: Chromium.installed != nil, "no Chromium on this machine; Debian: apt install chromium"))
struct BrowserTests {
    private func withPage<Result>(_ html: String, _ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("landuse-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let page = folder.appendingPathComponent("page.html")
        try html.write(to: page, atomically: true, encoding: .utf8)
        return try body(page)
    }

    /// What an attacker would have happen: a mark on the document, and a request.
    private func attacks(port: UInt16) -> [String] {
        let address = "http://127.0.0.1:\(port)"
        let script = "document.documentElement.setAttribute('data-pwned','1');fetch('\(address)/f')"
        return [
            "<script>\(script)</script>", "<img src='\(address)/a.png' onerror=\"\(script)\">", "<svg onload=\"\(script)\"/>",
            "<iframe src='\(address)/b'></iframe>", "<link rel=stylesheet href='\(address)/c.css'>",
            "<style>@import '\(address)/d.css';body{background:url(\(address)/e)}</style>",
            "<meta http-equiv=refresh content='0;url=\(address)/g'>", "\"><script>\(script)</script>",
            "<link rel=preconnect href='\(address)'>", "<video src='\(address)/h' autoplay></video>", "<object data='\(address)/i'></object>", "![x](\(address)/j.png)",
            "<p style=\"background:url(\(address)/k)\">", "<base href='\(address)'>", "</style></iframe></section><script>\(script)</script>",
        ]
    }

    /// The same in a gallery, at each of its places.
    private func gallery(html: String, svg: String) throws -> String {
        let items = ["text/html": html, "text/markdown": html, "image/svg+xml": svg, "text/plain": html].map { ["data": [$0: $1], "caption": html, "alt": html] }
        return String(decoding: try JSONSerialization.data(withJSONObject: ["items": items, "title": html]), as: UTF8.self)
    }

    /// The traps work: a page without protection falls into both.
    @Test func control() throws {
        let trap = try RequestTrap()
        let html = "<!doctype html><html><body>" + attacks(port: trap.port).prefix(2).joined()
        let document = try withPage(html) { try #require(Chromium.installed).document(of: $0, "--disable-web-security") }
        #expect(document.contains("data-pwned=\"1\""))
        #expect(!trap.requests.isEmpty)
    }

    @Test func runsNothingAndAsksForNothing() throws {
        let trap = try RequestTrap()
        let attacks = attacks(port: trap.port)
        let text = "# Report\n\n" + attacks.joined(separator: "\n\n") + "\n\n```swift\n1\n```\n"
        let html = attacks.joined(separator: "\n")
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>\(attacks[0])<image href='http://127.0.0.1:\(trap.port)/l.png'/></svg>"
        let gallery = try gallery(html: html, svg: svg)
        let notebook = try Sample.notebook(text) { cells in
            cells[0].outputs = [
                .stream(.stdout, text: html), .displayData(Sample.bundle(["text/html": html])),
                .displayData(Sample.bundle(["text/markdown": html])), .displayData(Sample.bundle(["image/svg+xml": svg])),
                .displayData(Sample.bundle(["application/vnd.landuse.gallery+json": gallery])),
                .displayData(Sample.bundle(["text/html": "<style>b{color:red}</style><b>framed</b>"])),
                .error(CellFailure(name: "Trap", reason: html)),
            ]
        }
        let document = try withPage(Sample.render(notebook).html) { try #require(Chromium.installed).document(of: $0) }
        #expect(document.contains("<h1 id=\"report\">Report</h1>"))
        #expect(document.contains("How this report was made"))
        #expect(!document.contains("data-pwned=\""))
        #expect(trap.requests == [])
    }

    /// Nothing makes the page wider than a phone: what is wider scrolls in a box of its own.
    @Test(arguments: [360, 1200])
    func fitsItsWindow(_ width: Int) throws {
        let wide = String(repeating: "word ", count: 60)
        let unbroken = String(repeating: "x", count: 300)
        let row = "|" + String(repeating: " column |", count: 20)
        let text = """
            # \(unbroken)

            \(unbroken) `\(unbroken)` $\(unbroken)$

            \(row)
            |\(String(repeating: "---|", count: 20))

            ```text
            \(wide)
            ```

            ```swift
            // \(wide)
            ```
            """
        let notebook = try Sample.notebook(text) { cells in
            cells[0].outcome = .failed
            let chart = "<svg xmlns='http://www.w3.org/2000/svg' width='2000' height='90'/>"
            let item = #"{"caption":"\#(unbroken)","data":{"image/svg+xml":"\#(chart)"}},{"data":{"text/plain":"\#(wide)"}}"#
            cells[0].outputs = [
                .stream(.stdout, text: wide), .displayData(Sample.bundle(["image/svg+xml": chart])), .displayData(Sample.bundle(["text/markdown": unbroken + "\n\n" + row])),
                .displayData(Sample.bundle(["application/vnd.landuse.gallery+json": #"{"columns":8,"items":[\#(item),\#(item),\#(item),\#(item)]}"#])),
                .error(CellFailure(name: unbroken, reason: unbroken)),
            ]
            cells[0].diagnostics = [Diagnostic(.error, path: "n", position: SourcePosition(line: 9, column: 200), message: unbroken)]
        }
        // A page of our own measures the report in a frame; the report itself runs no script.
        let measure = """
            <!doctype html><iframe id=f src=report.html style="border:0;width:\(width)px;height:800px"></iframe>
            <script>f.onload=()=>{let e=f.contentDocument.documentElement;document.title=e.scrollWidth<=e.clientWidth?'fits':'too wide: '+e.scrollWidth}</script>
            """
        let document = try withPage(measure) { page in
            try Sample.render(notebook).html.write(
                to: page.deletingLastPathComponent().appendingPathComponent("report.html"), atomically: true, encoding: .utf8)
            return try #require(Chromium.installed).document(of: page, "--allow-file-access-from-files", "--window-size=1300,900")
        }
        #expect(document.contains("<title>fits</title>"), "\(Sample.between("<title>", "</title>", in: document))")
    }
}
