import Foundation
import Notebook
@testable import Report
import Testing

/// A hostile string in every place that somebody else can fill: none of it becomes markup.
@Suite struct HostileTextTests {
    private static let attack = "\"'><script>alert(1)</script><img src=x onerror=alert(1)><!--"

    private func notebook() throws -> ExecutedNotebook {
        let attack = Self.attack
        let quoted = attack.replacing("\"", with: "\\\"")
        let text = """
            ---
            title: "\(quoted)"
            ---

            # \(attack)

            \(attack)

            ![\(attack)](missing.png "\(quoted)")

            [a](<https://a.b/\(attack.replacing("<", with: "").replacing(">", with: ""))> '\(attack.replacing("'", with: ""))')

            | \(attack) |
            |---|
            | `\(attack)` |

            ```\(attack.replacing(" ", with: ""))
            \(attack)
            ```

            ```swift
            //| caption: "\(quoted)"
            //| alt: "\(quoted)"
            \(attack)
            ```

            ```swift
            ```
            """
        var notebook = try Sample.notebook(text)
        let place = SourcePosition(line: 5, column: 3)
        notebook.cells[0].outcome = .failed
        notebook.cells[0].diagnostics = [Diagnostic(.error, path: attack, position: place, message: attack)]
        notebook.cells[0].outputs = [
            .stream(.stdout, text: attack), .stream(.stderr, text: attack + "\u{1B}[31m"),
            .displayData(Sample.bundle(["text/plain": attack], alternativeText: attack)),
            .displayData(Sample.bundle(["text/markdown": attack])),
            .displayData(Sample.bundle(["text/html": attack], alternativeText: attack)),
            .displayData(MediaBundle(representations: [.init(type: "image/png", bytes: Sample.png)], alternativeText: attack)),
            .displayData(Sample.bundle([attack: attack])),
            .displayData(Sample.bundle(["application/vnd.landuse.gallery+json": try gallery()], alternativeText: attack)),
            .error(CellFailure(name: attack, reason: attack, frames: [.init(function: attack, cell: attack, position: place)])),
            .error(CellFailure(name: attack, reason: attack + "\n" + attack)),
        ]
        notebook.cells[1].outcome = .skipped(reason: attack)
        notebook.provenance = [.init(attack, attack)]
        return notebook
    }

    /// The attack at every place of a gallery.
    private func gallery() throws -> String {
        let attack = Self.attack
        let data = ["text/plain", "text/markdown", "text/html", "image/svg+xml", attack].map { [$0: attack] } + [["image/png": Data(Sample.png).base64EncodedString()]]
        let items = data.map { ["data": $0, "alt": attack, "caption": attack] as [String: Any] }
        return String(decoding: try JSONSerialization.data(withJSONObject: ["title": attack, "columns": attack, "items": items]), as: UTF8.self)
    }

    @Test func nothingGetsOut() throws {
        let html = Sample.render(try notebook()).html
        #expect(!html.contains("<script"))
        #expect(!html.contains("<!--"))
        // Every picture is one of the report's own.
        #expect(html.split(separator: "<img ").dropFirst().allSatisfy { $0.hasPrefix("src=\"data:") })
        #expect(html.split(separator: "alert(1)").count > 25)
    }

    /// Each tag of the page is one that the report writes itself, with attributes that it knows.
    @Test func onlyOurOwnTags() throws {
        let known: Set<String> = [
            "html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2", "h3", "p", "strong", "span", "nav", "ol", "ul",
            "li", "main", "div", "img", "table", "thead", "tbody", "tr", "th", "td", "pre", "code", "section", "figure", "figcaption",
            "iframe", "footer", "dl", "dt", "dd", "time", "details", "summary",
        ]
        let attributes: Set<String> = [
            "lang", "charset", "http-equiv", "content", "name", "id", "class", "href", "tabindex", "role", "aria-label", "aria-hidden",
            "src", "alt", "title", "rel", "scope", "data-line", "sandbox", "srcdoc", "referrerpolicy", "loading", "datetime",
        ]
        for token in HTMLTokenizer(Sample.render(try notebook()).html) {
            guard case .open(let name, let found, _) = token else { continue }
            #expect(known.contains(name))
            #expect(attributes.isSuperset(of: found.map(\.name)), "\(found)")
        }
    }
}
