@testable import Report
import Testing

@Suite struct LinkPolicyTests {
    @Test(arguments: [
        ("https://a.b", "https://a.b"), ("HTTP://a", "HTTP://a"), ("mailto:a@b", "mailto:a@b"), ("#a", "#a"), ("a/b.md#c:d", "a/b.md#c:d"),
        ("?a:b", "?a:b"), ("", ""), ("//a.b/c", "https://a.b/c"), (" https://a.b ", "https://a.b"),
        ("javascript:a", nil), ("java\nscript:a", nil), ("\u{0}javascript:a", nil), ("data:,a", nil), ("file:///a", nil), ("ssh://a", nil),
        ("/\\a", nil), ("\\\\a\\b", nil), ("a\u{7}b", nil), ("blob:a", nil), ("view-source:a", nil),
    ] as [(String, String?)])
    func href(_ address: String, _ expected: String?) {
        #expect(LinkPolicy.href(address) == expected)
    }

    @Test(arguments: [
        ("a.png", .local("a.png")), ("../a%20b.png", .local("../a b.png")), ("https://a/b.png", .remote("https://a/b.png")),
        ("//a/b.png", .remote("https://a/b.png")), ("file:///a.png", .refused), ("data:image/png;base64,x", .refused), ("", .refused),
        ("a%00.png", .refused), ("C:\\a.png", .refused),
    ] as [(String, LinkPolicy.ImageSource)])
    func imageSource(_ address: String, _ expected: LinkPolicy.ImageSource) {
        #expect(LinkPolicy.imageSource(address) == expected)
    }
}
