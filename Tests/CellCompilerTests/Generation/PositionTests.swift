import SwiftParser
import SwiftSyntax
import Testing

@testable import CellCompiler

@Suite struct PositionTests {
    static let sources = [
        "1 + 2", "let x = 3\nx", "let été = \"río\"; été + \"🌍\" // naïve", "let a = await f(); let b = try await g(a) + 1\nb",
        "let x = x + x.x\nprint(x)", "for await é in s { f(é) }\nawait s", "if await f() {\n\tawait g(\"👩‍👩‍👧\")\n}", "let x = { [x] in x }()\nx;",
        "\"\"\"\n  é \\(await f()) \\(x)\n  \"\"\"", "let (x, y) = (x, 2), z = 3;;x", "", "\n\n  x", "#if A\nlet x = 1\n#else\nlet x = await f()\n#endif", "let x = x; let y = x",
    ]

    private func plan(_ source: String) throws -> (text: String, source: GeneratedSource) {
        let tree = Parser.parse(source: source)
        let names = NameCollector.names(in: tree), scope = Scope(modules(["let x = 1"]))
        let generated = SourceGenerator(source: source, tree: tree, names: names, scope: scope).generate(imports: scope.imports(for: names), label: "L")
        return (generated.text, generated)
    }

    /// The lines below `#sourceLocation`, as the compiler counts them.
    private func body(_ text: String) throws -> [[UInt8]] {
        let start = try #require(text.firstRange(of: "line: 1)\n")).upperBound
        return Array(text[start...].utf8).split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
    }

    @Test(arguments: sources)
    func `every token's place in the generated source leads back to its own`(source: String) throws {
        let (text, generated) = try plan(source)
        let body = try body(text)
        let tree = Parser.parse(source: source)
        let converter = SourceLocationConverter(fileName: "", tree: tree)
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        // For each line: how far the search for its next token has come.
        var reached: [Int: Int] = [:]
        for token in tree.tokens(viewMode: .sourceAccurate) where !token.text.isEmpty && !token.text.contains("\n") {
            let place = converter.location(for: token.positionAfterSkippingLeadingTrivia)
            let bytes = Array(token.text.utf8), line = body[place.line - 1]
            // In order, a token is found again where the original bytes are; what was put in is skipped by
            // asking that the place leads back to the token.
            let column = try #require(
                ((reached[place.line] ?? 0)...max(line.count - bytes.count, reached[place.line] ?? 0)).first { start in
                    line[start...].starts(with: bytes)
                        && generated.position(line: place.line, byteColumn: start + 1).column == characters(lines[place.line - 1], place.column)
                }, "\(token.text) at \(place.line):\(place.column) of \(source)")
            reached[place.line] = column + bytes.count
            #expect(generated.position(line: place.line, byteColumn: column + 1).line == place.line)
        }
    }

    /// The column in characters of one in bytes.
    private func characters(_ line: Substring, _ byteColumn: Int) -> Int {
        String(decoding: line.utf8.prefix(byteColumn - 1), as: UTF8.self).count + 1
    }

    @Test(arguments: sources)
    func `no place lies outside the cell, and columns never go back`(source: String) throws {
        let (text, generated) = try plan(source)
        let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, bytes) in try body(text).prefix(lines.count).enumerated() {
            let columns = (1...(bytes.count + 3)).map { generated.position(line: index + 1, byteColumn: $0).column }
            #expect(columns == columns.sorted())
            #expect(columns.first == 1 && columns.last == lines[index].count + 1)
        }
    }

    @Test(arguments: [
        // let a = b + c   with (b + c) wrapped in <<…>>
        (1, 1), (8, 8), (9, 9), (10, 9), (11, 9), (12, 10), (15, 13), (16, 14), (17, 14), (18, 14), (19, 14), (99, 14),
    ])
    func `a place inside what was put in is where it was put`(_ byteColumn: Int, _ expected: Int) {
        let source = GeneratedSource(prologue: "", label: "L", source: "let a = b + c", insertions: [.init(13, ">>"), .init(8, "<<")])
        #expect(source.text.contains("let a = <<b + c>>"))
        #expect(source.position(line: 1, byteColumn: byteColumn).column == expected)
    }

    @Test func `two texts at one place stand in the order in which they were asked for`() {
        let source = GeneratedSource(prologue: "import A\n", label: "L", source: "x\ny", insertions: [.init(2, "B"), .init(0, "1"), .init(0, "2"), .init(3, "E")])
        #expect(source.text == "import A\n#sourceLocation(file: \"L\", line: 1)\n12x\nByE\n#sourceLocation()\n")
    }

    @Test(arguments: [(0, 1), (4, 7), (-1, 0)])
    func `a line that the cell does not have is kept`(_ line: Int, _ column: Int) {
        let source = GeneratedSource(prologue: "", label: "L", source: "x\ny", insertions: [])
        #expect(source.position(line: line, byteColumn: column) == (line, max(column, 1)))
    }
}
