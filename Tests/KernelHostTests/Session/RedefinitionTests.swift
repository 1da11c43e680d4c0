import CellCompiler
import Foundation
import KernelHost
import Notebook
import Testing

/// Cells that run again, changed or not, in one session.
@Suite struct RedefinitionTests {
    private func cell(_ id: String, _ source: String) -> Cell {
        Cell(id: id, ordinal: 1, options: .init(), source: source, firstLine: 1, removedColumns: [])
    }

    private func shown(_ cell: ExecutedCell) -> String {
        let problems = cell.diagnostics.filter { $0.severity == .error }.map(\.message)
        let texts = cell.outputs.map { output in
            switch output {
            case .executeResult(let bundle): bundle.text("text/plain") ?? ""
            case .stream(_, let text): text
            case .error(let failure): failure.reason
            case .displayData, .omitted: ""
            }
        }
        return (problems + texts).joined(separator: "; ")
    }

    /// Runs cells one after another, each given with its id, and gives what each shows.
    private func session(_ cells: [(id: String, source: String)]) async throws -> [String] {
        let document = try NotebookDocument.parse(Array("```swift\n1\n```\n".utf8), path: NotebookFixture.folder.appending(path: "none.md").path)
        let session = try await NotebookSession.start(
            for: document, toolchain: try await Toolchain.find(cache: NotebookFixture.cache.root), cache: NotebookFixture.cache)
        var texts: [String] = []
        for next in cells { texts.append(shown(try await session.run(cell(next.id, next.source)) { _ in })) }
        await session.stop()
        return texts
    }

    @Test func `a counter counts on, and begins anew where its declaration runs again`() async throws {
        let count = (id: "count", source: "counter += 1\ncounter"), start = (id: "start", source: "var counter = 0")
        #expect(try await session([start, count, count, start, count]) == ["", "1", "2", "", "1"])
    }

    @Test func `a cell that builds on its own last value does so each time`() async throws {
        let again = (id: "again", source: "let x = x * 2\nx")
        #expect(try await session([(id: "first", source: "let x = 1"), again, again, again]) == ["", "2", "4", "8"])
    }

    @Test func `a type's cell that runs again makes a new type, and its older values say so`() async throws {
        let texts = try await session([
            (id: "type", source: "struct River { var name = \"Elbe\" }"), (id: "value", source: "let old = River()\nold"),
            (id: "type", source: "struct River { var name = \"Elbe\" }"), (id: "show", source: "old"), (id: "new", source: "River()"),
            (id: "assign", source: "let mine: River = old"),
            (id: "type", source: "struct River { var name = \"Elbe\", length = 1094 }"), (id: "show", source: "[River()]"), (id: "show", source: "[old]"),
        ])
        #expect(texts == [
            "", "River(name: \"Elbe\")", "", "River (older)(name: \"Elbe\")", "River(name: \"Elbe\")",
            "cannot convert value of type 'River (older)' to specified type 'River'",
            "", "[River(name: \"Elbe\", length: 1094)]", "[River (older)(name: \"Elbe\")]",
        ])
    }

    @Test func `a function that was compiled with an older one keeps it until it runs again`() async throws {
        let twice = (id: "twice", source: "func twice() -> Int { 2 * once() }"), ask = (id: "ask", source: "(once(), twice())")
        let texts = try await session([(id: "once", source: "func once() -> Int { 1 }"), twice, ask, (id: "once", source: "func once() -> Int { 10 }"), ask, twice, ask])
        #expect(texts == ["", "", "(1, 2)", "", "(10, 2)", "", "(10, 20)"])
    }

    @Test func `a conformance, an operator and an extension run again as they were changed`() async throws {
        let ask = (id: "ask", source: "\"\\(Plot()) \\(2 <+> 3) \\(Plot().size())\"")
        let texts = try await session([
            (id: "type", source: "struct Plot {}"),
            (id: "words", source: "extension Plot: CustomStringConvertible { var description: String { \"first\" } }"),
            (id: "operator", source: "infix operator <+>: AdditionPrecedence\nfunc <+> (a: Int, b: Int) -> Int { a + b }"),
            (id: "extension", source: "extension Plot { func size() -> Int { 1 } }"), ask,
            (id: "words", source: "extension Plot: CustomStringConvertible { var description: String { \"second\" } }"),
            (id: "operator", source: "infix operator <+>: MultiplicationPrecedence\nfunc <+> (a: Int, b: Int) -> Int { a * b }"),
            (id: "extension", source: "extension Plot { func size() -> Int { 2 } }"), ask,
        ])
        #expect(texts == ["", "", "", "", "\"first 5 1\"", "", "", "", "\"second 6 2\""])
    }
}
