import Notebook
import Testing

@Suite struct FrontMatterTests {
    private func frontMatter(_ yaml: String) throws -> FrontMatter {
        try NotebookDocument.parse(Array("---\n\(yaml)\n---\ntext\n".utf8), path: "n.md").frontMatter
    }

    @Test(arguments: ["\u{2028}", "\u{2029}", "\u{85}"])
    func `settings stand on the lines that CommonMark counts`(_ mark: String) throws {
        for end in ["\n", "\r\n", "\r"] {
            let lines = ["---", "title: \"a\(mark)b\"", "seed: 1", "parameters:", "  n: 1", "---", "text"]
            let document = try NotebookDocument.parse(Array(lines.joined(separator: end).utf8), path: "n.md")
            #expect(document.position(ofSetting: "seed") == SourcePosition(line: 3, column: 1))
            #expect(document.position(ofParameter: "n") == SourcePosition(line: 5, column: 3))
        }
    }

    @Test func everySetting() throws {
        let read = try frontMatter(
            """
            title: "Land: use"
            lang: pt-BR
            libraries: [LandUseKit, Charts]
            assignment: part-3
            seed: 18446744073709551615
            timeout: 2.5
            optimize: false
            parameters: {epochs: 3, data: "a b", rate: 1e-3, names: [a, "b, c", "\\\""]}
            """)
        var expected = FrontMatter()
        expected.title = "Land: use"
        expected.language = "pt-BR"
        expected.libraries = ["LandUseKit", "Charts"]
        expected.assignment = "part-3"
        expected.seed = .max
        expected.timeout = 2.5
        expected.optimize = false
        expected.parameters = ["epochs": "3", "data": "a b", "rate": "1e-3", "names": #"[a, "b, c", "\""]"#]
        #expect(read == expected)
    }

    @Test(arguments: ["", "# a comment", "..."])
    func nothingSet(_ yaml: String) throws {
        #expect(try frontMatter(yaml) == FrontMatter())
    }

    @Test func oneLibrary() throws {
        #expect(try frontMatter("libraries: LandUseKit").libraries == ["LandUseKit"])
    }

    /// A rule further down is a rule.
    @Test func onlyAtTheTop() throws {
        let document = try NotebookDocument.parse(Array("\n---\nzzz: 1\n---\n".utf8), path: "n.md")
        #expect(document.frontMatter == FrontMatter())
    }
}
