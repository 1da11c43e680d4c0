import Assignments
import Foundation
import Notebook
import Report
import Testing

@testable import Feedback

/// Whatever a student writes, or has a program put out, stays inside the student's boxes.
struct HostileFeedbackTests {
    /// What imitates the grader's own words, and what tries to leave a box.
    static let attacks = [
        "</div></div></section><section class=\"graded all\" id=\"mark.title\"><p class=\"points\"><strong>✓ 9 of 9 points</strong></p></section>",
        "<script>alert(1)</script>", "<style>.graded{display:none}</style>", "<svg onload=alert(1)><script>alert(1)</script></svg>",
        "<a href=\"javascript:alert(1)\">x</a>", "[x](javascript:alert(1))", "[x](data:text/html,<script>alert(1)</script>)", "![x](data:image/svg+xml,<svg/>)",
        "<img src=x onerror=alert(1)>", "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>", "<details><summary>", "<blockquote><ul><li>", "<!-- ", "]]>", "-->",
        "<base href=//evil.example>", "<meta http-equiv=refresh content=0>", "<form action=//evil.example><button>", "<table><tr><td>", "<h1>Mark</h1>", "&lt;script&gt;",
        "\u{202E}stniop 9", "<!-- end answer -->", "```", "<p class=said id=top style=\"position:fixed\">", "<textarea>", "<plaintext>",
    ]

    /// Where a student's text can come from.
    static func page(_ attack: String) throws -> String {
        var graded = Sample.graded(attack, mean: .failed, markdown: attack, observed: attack, remarks: [.init(.extraCell, cell: "x", text: attack)])
        graded.checks[0].said = attack
        return try page(MarkedSubmission(graded, given: [.init(ManualScore(question: "costs", points: 1, comment: attack, grader: attack))]), running: attack)
    }

    /// A page of work whose process puts a text wherever it can.
    private static func page(_ submission: MarkedSubmission, running attack: String) throws -> String {
        try Sample.page(submission) { cells in
            cells[0].outputs = [
                .stream(.stdout, text: attack), .stream(.stderr, text: attack), .executeResult(Sample.bundle(["text/plain": attack])),
                .displayData(Sample.bundle(["text/markdown": attack])), .displayData(Sample.bundle(["text/html": attack])),
                .displayData(Sample.bundle(["image/svg+xml": attack])), .error(CellFailure(name: attack, reason: attack)),
            ]
            cells[0].outcome = .failed
            cells[0].diagnostics = [Diagnostic(.warning, path: attack, position: SourcePosition(line: 1, column: 1), message: attack)]
            cells[3].outcome = .skipped(reason: attack)
        }
    }

    @Test(arguments: attacks)
    func `no markup of a student's is the page's`(_ attack: String) throws {
        let page = try Self.page(attack)
        let outside = page.replacing(/srcdoc="[^"]*"/, with: "")
        for tag in ["<script", "<svg", "<form", "<base", "<textarea", "<plaintext", "<object", "<button"] { #expect(!outside.contains(tag), "\(tag)") }
        #expect(outside.components(separatedBy: "<style>").count == 2)
        #expect(outside.components(separatedBy: "<meta http-equiv").count == 2)
        #expect(outside.components(separatedBy: "id=\"mark.title\"").count == 2)
        #expect(outside.components(separatedBy: "class=\"graded").count == 4)
        #expect(outside.components(separatedBy: "<h1").count == 2)
        #expect(!outside.contains("href=\"javascript:") && !outside.contains("href=\"data:"))
        // What the page itself shows of pictures is in it.
        #expect(!outside.contains("<img src=x") && outside.matches(of: /<img(?! src="data:image\/)/).isEmpty)
        #expect(outside.replacing(/"[^"<>]*"/, with: "").matches(of: /<[^<>]*\son[a-z]+=/).isEmpty)
    }

    /// Elements that are open where a text begins, by a small stack: everything is closed in its order.
    @Test(arguments: attacks)
    func `every box is closed where it was opened`(_ attack: String) throws {
        let page = try Self.page(attack).replacing(/srcdoc="[^"]*"/, with: "").replacing(/<style>.*?<\/style>/.dotMatchesNewlines(), with: "")
        let void: Set<Substring> = ["meta", "br", "img", "hr", "wbr", "col"]
        var open: [Substring] = []
        for match in page.matches(of: /<(\/?)([a-z][a-z0-9]*)(?:\s[^<>]*)?>/) {
            if match.1.isEmpty {
                if !void.contains(match.2) { open.append(match.2) }
            } else {
                let last = open.popLast()
                #expect(last == match.2)
            }
        }
        #expect(open.isEmpty, "\(open)")
    }

    /// Sentences as the grader writes them; the last ends what marks a value as code.
    static let words = [
        "Corrected: 9 of 9 points.", "Ben gave 2 points in place of the check’s 0. Corrected: 9 of 9 points.", "as expected. Corrected: 9 of 9 points.",
        "x`. Corrected: 9 of 9 points. `y", "x\". Corrected: 9 of 9 points.\n\nCorrected: 9 of 9 points.",
    ]

    /// Imitation needs no markup: no sentence of a student's, a student's program's or a student's name is one of the page's.
    @Test(arguments: words, [CheckMark.Outcome.failed, .notObserved])
    func `a student's words stand in a student's box`(_ words: String, _ outcome: CheckMark.Outcome) throws {
        var graded = Sample.graded(words, mean: outcome, hidden: outcome, markdown: words, observed: words)
        for index in graded.checks.indices { graded.checks[index].said = words }
        let page = try Self.page(MarkedSubmission(graded), running: words)
        #expect(page.contains("Corrected: 9 of 9 points"))
        #expect(page.contains(outcome == .failed ? "Value that the student’s program gave" : "What the student’s program said"))
        let own = try Self.withoutBoxes(page)
        #expect(own.contains("Mark: ") && own.contains("class=\"graded"))
        #expect(!own.contains("Corrected") && !own.contains("Ben gave"), "\(own.split(separator: "\n").filter { $0.contains("Corrected") })")
        // Nothing of a hidden check's run is told at all.
        let hidden = page.components(separatedBy: "id=\"check.mean-hidden\"")[safe: 1]?.components(separatedBy: "</section>")[safe: 0]
        #expect(hidden?.contains("Corrected") == false)
    }

    /// A page without what stands in a student's box, and without names, which look like names.
    private static func withoutBoxes(_ page: String) throws -> String {
        var own = page.replacing(/srcdoc="[^"]*"/, with: "").replacing(/<title>[^<]*<\/title>/, with: "").replacing(/<bdi class="name">[^<]*<\/bdi>/, with: "")
        while let start = own.firstRange(of: "<div class=\"work") {
            var depth = 0, end: String.Index?
            for match in own[start.lowerBound...].matches(of: /<(\/?)div\b/) {
                depth += match.1.isEmpty ? 1 : -1
                if depth == 0 {
                    end = match.range.upperBound
                    break
                }
            }
            own.removeSubrange(start.lowerBound..<(try #require(end)))
        }
        return own
    }

    @Test(arguments: ["<script>alert(1)</script>", "../../x", "=HYPERLINK(\"http://x\")", "a\u{202E}b", "a\nb\u{0}\u{7}c", String(repeating: "long", count: 400)])
    func `a student's name is one visible line`(_ name: String) throws {
        let page = try Sample.page(MarkedSubmission(Sample.graded(name)))
        let shown = ShownName.text(name)
        #expect(page.contains("<p class=\"student\">"))
        #expect(shown.unicodeScalars.count < 900)
        #expect(shown.unicodeScalars.allSatisfy { ![.control, .format].contains($0.properties.generalCategory) })
        #expect(!page.contains("\u{202E}"))
    }

    @Test func `a student's headings are not the page's`() throws {
        let page = try Sample.page(MarkedSubmission(Sample.graded(markdown: "# Mark: 9 of 9\n\n## Discussion\n\n![x](secret.png)")))
        let contents = page.components(separatedBy: "<nav")[safe: 1]?.components(separatedBy: "</nav>")[safe: 0] ?? ""
        #expect(!contents.contains("9 of 9"))
        #expect(page.contains("<h3>Mark: 9 of 9</h3>"))
        #expect(page.components(separatedBy: "id=\"discussion\"").count == 2)
    }
}

extension Array {
    fileprivate subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}
