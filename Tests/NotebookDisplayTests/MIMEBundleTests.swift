import Testing

@testable import NotebookDisplay

private struct Described: CustomStringConvertible, Sendable { var description: String { "described" } }

@Suite struct MIMEBundleTests {
    @Test func `representations keep their order, and one of a type replaces the other`() {
        var bundle = MIMEBundle(plain: "a").adding(.html, "b").adding(.png, [1, 2]).adding(.html, "c")
        #expect(bundle.representations.map(\.type) == [.plainText, .png, .html])
        #expect(bundle[.html] == Array("c".utf8))
        bundle[.png] = nil
        #expect(bundle[.png] == nil)
        #expect(bundle.representations.map(\.type) == [.plainText, .html])
        #expect(bundle[.svg] == nil)
    }

    @Test func `a picture brings its words`() {
        let bundle = Picture(png: [1], width: 3, height: 2, alternativeText: "a field").mimeBundle
        #expect(bundle[.plainText] == Array("[picture 3×2: a field]".utf8))
        #expect(bundle[.png] == [1])
        #expect(bundle.alternativeText == "a field")
    }

    @Test(arguments: [
        (42, "42"), ("a\"b", "\"a\\\"b\""), ([1, 2] as [Int], "[1, 2]"), (Optional<Int>.none, "nil"), (Described(), "described"),
        (Table(columns: ["a"], rows: []), "a\n─"), (Optional(Table(columns: ["a"], rows: [])), "a\n─"), ((1, 2), "(1, 2)"),
    ] as [(any Sendable, String)])
    func `any value has a text`(_ value: any Sendable, _ expected: String) {
        #expect(mimeBundle(describing: value)[.plainText].map { String(decoding: $0, as: UTF8.self) } == expected)
    }
}
