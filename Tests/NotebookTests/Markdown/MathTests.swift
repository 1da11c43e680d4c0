import Notebook
import Testing

/// Formulas come through as they are written, and dollars that open none stay dollars.
@Suite struct MathTests {
    static let cases: [(String, String)] = [
        ("$a_1 b_2$", "math \"a_1 b_2\""),
        ("$a*b*c$", "math \"a*b*c\""),
        (#"$\{x\} \\ y$"#, #"math "\\{x\\} \\\\ y""#),
        ("x$a$y", "text \"x\" / math \"a\" / text \"y\""),
        ("$5 and $10", "text \"$5 and $10\""),
        ("$ a$ $b $", "text \"$ a$ $b $\""),
        ("$a$5", "text \"$a$5\""),
        (#"\$a$ b$"#, "text \"$a$ b$\""),
        ("`$a$` $b$", "code \"$a$\" / text \" \" / math \"b\""),
        ("*$a*$*", "emphasis /   math \"a*\""),
        ("$$x^2$$", "math display \"x^2\""),
        ("$$\na_1\n= *b*\n$$", "math display \"\\na_1\\n= *b*\\n\" / softBreak / softBreak / softBreak"),
        ("[$a$]($b$ \"$c$\")", "link \"$b$\" \"$c$\" /   math \"a\""),
        ("x <b title=\"$a$\">", "text \"x \" / html \"<b title=\\\"$a$\\\">\""),
        ("\u{F0000}0\u{F0001} $a$", "text \"\u{F0000}0\u{F0001} \" / math \"a\""),
    ]

    @Test(arguments: cases)
    func inlines(_ text: String, _ expected: String) {
        let lines = MarkdownDump.text(Markdown.parse(text)).split(separator: "\n").dropFirst()
        #expect(lines.map { String($0.dropFirst(2)) }.joined(separator: " / ") == expected)
    }

    @Test func acrossQuotedLines() {
        #expect(MarkdownDump.text(Markdown.parse("> a $b\n> c$ d")).contains("math \"b\\nc\""))
    }

    @Test func listingsAreLeftAlone() {
        #expect(MarkdownDump.text(Markdown.parse("```\n$a$\n```\n\n$b$")).hasPrefix("code - \"$a$\\n\"\n"))
    }

    /// A formula does not reach beyond its block.
    @Test func notAcrossBlocks() {
        #expect(!MarkdownDump.text(Markdown.parse("a $b\n\nc$ d")).contains("math"))
    }
}
