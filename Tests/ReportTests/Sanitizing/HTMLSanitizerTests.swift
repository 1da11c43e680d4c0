@testable import Report
import Testing

/// Attacks and slips, and what is left of them.
@Suite struct HTMLSanitizerTests {
    static let cases: [(String, String)] = [
        // What is meant to work.
        ("a <b>b</b> <kbd>c</kbd>", "a <b>b</b> <kbd>c</kbd>"),
        ("<details open><summary>a</summary>b</details>", "<details open=\"\"><summary>a</summary>b</details>"),
        ("<td colspan=2 align='right'>a</td>", "<td colspan=\"2\" align=\"right\">a</td>"),
        ("a &amp; b &lt;c&gt; &copy;", "a &amp; b &lt;c&gt; &copy;"),
        ("<a href='https://a.b/?c=1&amp;d'>e</a>", "<a href=\"https://a.b/?c=1&amp;d\" rel=\"noreferrer noopener\">e</a>"),
        ("<h1>a</h1>", "<h2>a</h2>"),
        ("<BR/>a<hr>", "<br>a<hr>"),
        // Code, frames, forms, styles.
        ("a<script>alert(1)</script>b", "ab"),
        ("a<script>alert(1)", "a"),
        ("a<script/>b", "a"),
        ("<scr<script>ipt>alert(1)</script>", "ipt&gt;alert(1)"),
        ("<svg><script>alert(1)</script><a href=x></svg>b", "b"),
        ("<math><mtext><style><img src=x onerror=alert(1)></style></math>b", "b"),
        ("<iframe srcdoc='<script>alert(1)</script>'></iframe>b", "b"),
        ("<style>*{display:none}</style>b", "b"),
        ("<form action=//x><input><button>b</button></form>", "b"),
        ("<object data=x><embed src=x></object><link rel=stylesheet href=x><meta http-equiv=refresh content=0>b", "b"),
        ("<base href=//x>b", "b"),
        // Attributes.
        ("<b onclick=alert(1) style='color:red' class=run id=main>a</b>", "<b>a</b>"),
        ("<b ONCLICK=alert(1)>a</b>", "<b>a</b>"),
        ("<b title='\"><script>alert(1)</script>'>a</b>", "<b title=\"&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;\">a</b>"),
        ("<b title=a title=b/onclick=c>d</b>", "<b title=\"a\">d</b>"),
        ("<p srcdoc=x formaction=y background=z>a</p>", "<p>a</p>"),
        // Addresses.
        ("<a href=javascript:alert(1)>a</a>", "<a>a</a>"),
        ("<a href=' JaVa\tScRiPt:alert(1)'>a</a>", "<a>a</a>"),
        ("<a href='&#106;avascript&colon;alert(1)'>a</a>", "<a>a</a>"),
        ("<a href='&#x6A&#x61vascript:alert(1)'>a</a>", "<a>a</a>"),
        ("<a href='java&Tab;script&NewLine;:alert(1)'>a</a>", "<a>a</a>"),
        ("<a href='\u{1}javascript:alert(1)'>a</a>", "<a>a</a>"),
        ("<a href='data:text/html,<script>alert(1)</script>'>a</a>", "<a>a</a>"),
        ("<a href=vbscript:x>a</a><a href=file:///etc/passwd>b</a>", "<a>a</a><a>b</a>"),
        ("<a href='&unknown;javascript:x'>a</a>", "<a>a</a>"),
        // Balance.
        ("<b><i>a", "<b><i>a</i></b>"),
        ("a</div></section></main></body>", "a"),
        ("<div><b>a</div>b", "<div><b>a</b></div>b"),
        ("</b><b>a</b></b>", "<b>a</b>"),
        ("<a href=x>a<a href=y>b</a>", "<a href=\"x\" rel=\"noreferrer noopener\">ab</a>"),
        // Comments, declarations, and what is no tag.
        ("a<!-- <b> -->b<!DOCTYPE x>c<?php d ?>e", "abce"),
        ("a<!-- never closed <b>", "a"),
        ("a<![CDATA[<script>alert(1)</script>]]>b", "aalert(1)]]&gt;b"),
        ("1 < 2 <3 a<b", "1 &lt; 2 &lt;3 a&lt;b"),
        ("<b title=\"never closed>a", "&lt;b title=&quot;never closed&gt;a"),
        ("<b", "&lt;b"),
        ("<custom-element>a</custom-element>", "a"),
    ]

    private func sanitized(_ source: String) -> String {
        var sanitizer = HTMLSanitizer()
        sanitizer.enter()
        let html = sanitizer.sanitize(source) { "[\($0.source) \($0.alternativeText)\($0.size)]" }
        return (html + sanitizer.leave()).markup
    }

    @Test(arguments: cases)
    func safe(_ source: String, _ expected: String) {
        #expect(sanitized(source) == expected)
    }

    /// In a frame of its own HTML keeps its styles; nothing there points anywhere.
    @Test(arguments: [
        ("<style>a > b{color:red}</style><b class=c style=d>e</b>", "<style>a > b{color:red}</style><b class=\"c\" style=\"d\">e</b>"),
        ("<style>a</style x><style></st<b>yle></style>c", "<style>a</style><style>yle></style>c"),
        ("<style>never ended", ""),
        ("<a href=https://a>b</a><link rel=preconnect href=//a><iframe src=//a></iframe><script>c</script>", "<a>b</a>"),
    ])
    func framed(_ source: String, _ expected: String) {
        var sanitizer = HTMLSanitizer(isFramed: true)
        sanitizer.enter()
        #expect((sanitizer.sanitize(source) { _ in "" } + sanitizer.leave()).markup == expected)
    }

    @Test(arguments: [
        ("<img src=x onerror=alert(1) alt='a\"b'>", "[x a&quot;b]"), ("<img src=x width=40 height='30px' style=x>", "[x  width=\"40\" height=\"30\"]"),
        ("<img src=x width=100% height=99999>", "[x ]"), ("<img src=x width='1\" onload=\"a' height=-1>", "[x ]"), ("<img width=0 src=x>", "[x ]"),
    ])
    func pictures(_ source: String, _ expected: String) {
        #expect(sanitized(source) == expected)
    }

    /// A closing tag does not reach over the border of the element that it stands in.
    @Test func borders() {
        var sanitizer = HTMLSanitizer()
        let none: (RawImage) -> HTML = { _ in "" }
        sanitizer.enter()
        #expect(sanitizer.sanitize("<div>", image: none) == "<div>")
        sanitizer.enter()
        #expect(sanitizer.sanitize("a</div><b>", image: none) == "a<b>")
        #expect(sanitizer.leave() == "</b>")
        #expect(sanitizer.sanitize("b</div>", image: none) == "b</div>")
        #expect(sanitizer.leave() == "")
    }

    @Test func depthIsBounded() {
        let html = sanitized(String(repeating: "<div>", count: 10_000))
        #expect(html.split(separator: "<div>", omittingEmptySubsequences: false).count - 1 < 100)
    }

    /// Hostile input takes no more than its share of time: what is no tag is not looked at again and again.
    @Test(arguments: ["<a ", "<!--", "<a b='", "<b ", "&#"])
    func longInput(_ piece: String) {
        #expect(!sanitized(String(repeating: piece, count: 20_000) + ">").contains("<script"))
    }
}
