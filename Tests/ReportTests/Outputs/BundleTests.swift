import Notebook
@testable import Report
import Testing

/// Each kind of value is shown by its richest safe representation.
@Suite struct BundleTests {
    private func html(_ representations: [String: String], alternativeText: String? = nil, label: String = "L") -> String {
        BundleRenderer(
            bundle: Sample.bundle(representations, alternativeText: alternativeText), alternativeText: nil, label: label
        ).html().html.markup
    }

    private static let table = #"{"schema":{"fields":[{"name":"c0","type":"string","title":"A<b>"},{"name":"c1","type":"number"}]},"data":[{"c0":"x&y","c1":1.5},{"c1":2}],"title":"T","notes":["N"]}"#
    private static let svg = "<?xml version='1.0'?><!-- a --><svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"

    @Test func plain() {
        #expect(html(["text/plain": "a < b"]) == "<pre class=\"result\">a &lt; b</pre>")
    }

    @Test func pictureIsNeverMarkup() {
        let html = html(["image/svg+xml": Self.svg, "text/plain": "words"])
        #expect(html.hasPrefix("<p class=\"chart paper\"><img src=\"data:image/svg+xml;base64,"))
        #expect(html.hasSuffix("\" alt=\"words\"></p>"))
        #expect(!html.contains("onload"))
    }

    /// What is wide scrolls instead of becoming too small to be read; the keyboard reaches it.
    @Test(arguments: [("400", true), ("120", false), ("100%", false), ("nan", false), ("", false)])
    func wideCharts(_ width: String, _ scrolls: Bool) {
        let html = html(["image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg' width='\(width)'/>", "text/plain": "words"])
        #expect(html.hasPrefix("<div class=\"scroll chart paper\" tabindex=\"0\" role=\"region\" aria-label=\"L\"><img src=\"data:") == scrolls)
    }

    @Test func chartBringsItsData() {
        let html = html(["image/svg+xml": Self.svg, "application/vnd.dataresource+json": Self.table], alternativeText: "a \"b\"")
        #expect(html.contains("alt=\"a &quot;b&quot;\""))
        #expect(html.contains("<details class=\"data\"><summary>Data</summary>"))
    }

    @Test func tableIsOurOwn() {
        let html = html(["application/vnd.dataresource+json": Self.table, "text/html": "<b>", "text/plain": "p"])
        #expect(html.contains("<caption>T</caption>"))
        #expect(html.contains("<tr><th scope=\"col\">A&lt;b&gt;</th><th scope=\"col\" class=\"right\">c1</th></tr>"))
        #expect(html.contains("<tr><td>x&amp;y</td><td class=\"right\">1.5</td></tr>\n<tr><td></td><td class=\"right\">2</td></tr>"))
        #expect(html.contains("<ul class=\"notes\"><li>N</li></ul>"))
    }

    @Test(arguments: [
        "", "{", "[]", "{\"schema\":{\"fields\":[]},\"data\":[]}", "{\"schema\":{\"fields\":[{}]},\"data\":[]}",
        "{\"schema\":{\"fields\":[{\"name\":\"a\"}]},\"data\":[1]}", String(repeating: "[", count: 100_000),
    ])
    func malformedTableFallsBack(_ json: String) {
        #expect(html(["application/vnd.dataresource+json": json, "text/plain": "p"]) == "<pre class=\"result\">p</pre>")
    }

    @Test func htmlIsConfined() {
        let html = html(["text/html": "<script>alert('a')</script>\"></iframe><b style='x'>b</b>", "text/plain": "p"])
        #expect(html.hasPrefix("<iframe class=\"small\" sandbox srcdoc=\"&lt;!doctype html&gt;"))
        #expect(html.contains("&amp;quot;&amp;gt;&lt;b style=&quot;x&quot;&gt;b&lt;/b&gt;\" title=\"L\""))
        #expect(!html.contains("script&gt;"))
        #expect(!html.contains("allow-"))
    }

    @Test func markdownIsSafe() {
        let html = html(["text/markdown": "# A\n\n**b** <script>alert(1)</script> ![secret](secret.png)", "text/plain": "p"])
        #expect(html.contains("<h3>A</h3>"))
        #expect(html.contains("<strong>b</strong>"))
        #expect(!html.contains("<script"))
        // What a cell shows does not choose files of the machine that makes the report.
        #expect(html.contains("<span class=\"missing-image\">secret</span>"))
    }

    /// A picture that is not what it says it is is not shown.
    @Test(arguments: ["image/png", "image/jpeg", "image/svg+xml"])
    func wrongBytes(_ type: String) {
        #expect(html([type: "<script>alert(1)</script>", "text/plain": "p"]) == "<pre class=\"result\">p</pre>")
    }

    @Test func unknownTypes() {
        #expect(html(["application/<x>": "a"]) == "<p class=\"omitted\">A value that a report cannot show (application/&lt;x&gt;).</p>")
    }

    @Test func captionAndAltAreForTheFirstFigure() throws {
        let picture = MediaBundle(representations: [.init(type: "image/png", bytes: Sample.png)], alternativeText: "its own")
        let html = try Sample.report(
            outputs: [.stream(.stdout, text: "a\n"), .displayData(picture), .displayData(picture)], options: "//| caption: C <i>\n//| alt: W")
        #expect(html.split(separator: "<figcaption>C &lt;i&gt;</figcaption>").count == 2)
        #expect(html.contains("alt=\"W\""))
        #expect(html.contains("alt=\"its own\""))
    }
}
