import Foundation
import Notebook
@testable import Report
import Testing

@Suite struct GalleryTests {
    private func html(_ json: String) -> String {
        BundleRenderer(bundle: Sample.bundle([GalleryView.type: json, "text/plain": "p"]), alternativeText: nil, label: "L").html().html.markup
    }

    private static let png = Data(Sample.png).base64EncodedString()

    @Test func `pictures stand side by side, each with its words and its caption`() {
        let html = html(#"{"title":"T<","columns":4,"items":[{"caption":"a<b","alt":"w\"","data":{"image/png":"\#(Self.png)","text/plain":"p"}},{"caption":"c","data":{"image/png":"\#(Self.png)"}}]}"#)
        #expect(html.hasPrefix("<p class=\"gallery-title\">T&lt;</p>\n<ul class=\"gallery columns-4\" aria-label=\"L\">\n<li><figure>"))
        #expect(html.contains("alt=\"w&quot;\"></p><figcaption>a&lt;b</figcaption>"))
        #expect(html.contains("alt=\"c\"></p><figcaption>c</figcaption>"))
    }

    @Test func `what is no picture has more room, and is as safe as alone`() {
        let html = html(#"{"items":[{"data":{"text/markdown":"**b** <script>alert(1)</script> ![x](x.png)"}},{"data":{"text/html":"<script>alert(1)</script>c"}},{"data":{"image/svg+xml":"<b>"}}]}"#)
        #expect(html.contains("<ul class=\"gallery wide\""))
        // On a phone too, where the columns that were asked for do not hold.
        #expect(self.html(#"{"items":[{"data":{"text/markdown":"b"}}],"columns":2}"#).contains("<ul class=\"gallery wide columns-2\""))
        #expect(html.contains("<strong>b</strong>"))
        #expect(html.contains("<iframe class=\"small\" sandbox srcdoc="))
        #expect(html.contains("A value that a report cannot show (image/svg+xml)"))
        #expect(!html.contains("<script"))
        #expect(!html.contains("src=\"x.png\""))
    }

    @Test(arguments: ["", "[]", "{}", #"{"items":1}"#, #"{"items":[1]}"#, #"{"items":[{}]}"#, String(repeating: #"{"items":["#, count: 10_000)])
    func `what is no gallery falls back`(json: String) {
        #expect(html(json) == "<pre class=\"result\">p</pre>")
    }

    @Test func `a gallery within a gallery is text`() throws {
        let inner = try #require(String(data: JSONEncoder().encode(#"{"items":[{"data":{"text/plain":"q"}}]}"#), encoding: .utf8))
        let html = html(#"{"columns":99,"items":[{"data":{"\#(GalleryView.type)":\#(inner),"text/plain":"inner"}}]}"#)
        #expect(html.split(separator: "<ul class=\"gallery", omittingEmptySubsequences: false).count == 2)
        #expect(html.contains("<pre class=\"result\">inner</pre>"))
        #expect(!html.contains("columns-"))
    }

    @Test func `pictures that are not what they say, or no base64, are not shown`() {
        let html = html(#"{"items":[{"data":{"image/png":"\#(Data("<svg/>".utf8).base64EncodedString())","text/plain":"p"}},{"data":{"image/png":"%%","text/plain":"q"}}]}"#)
        #expect(!html.contains("<img"))
        #expect(html.contains(">p</pre>"))
        #expect(html.contains(">q</pre>"))
    }

    @Test func `more than anybody looks at are counted`() {
        let html = html(#"{"items":[\#(Array(repeating: #"{"data":{"text/plain":"p"}}"#, count: 1000).joined(separator: ","))]}"#)
        #expect(html.split(separator: "<li>").count == 401)
        #expect(html.hasSuffix("<p class=\"omitted\">600 more are not shown.</p>"))
    }
}
