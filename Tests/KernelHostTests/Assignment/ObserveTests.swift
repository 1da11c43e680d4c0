import Notebook
import Testing

@testable import KernelHost

/// What the kernel says that a check observed, and which values it refuses.
@Suite struct ObserveTests {
    private struct Case {
        let code: String, says: String
        init(_ code: String, _ says: String) { (self.code, self.says) = (code, says) }
    }

    private static func refused(_ type: String) -> String {
        "a value of the type \(type) cannot be checked; observe a Bool, an Int, a Double, a String, an array or a "
            + "dictionary (with String keys) of these, or a Tensor"
    }

    private static let cases = [
        Case("1 == 1", "true"), Case("-3", "-3"), Case("3.0", "3.0"), Case("Float(0.1)", "0.10000000149011612"), Case("1e300", "1e+300"),
        Case("Double.nan", #"{"number":"nan"}"#), Case("-Double.infinity", #"{"number":"-inf"}"#), Case(#""a\"ä\u{1}""#, #""a\"ä\u0001""#),
        Case("[[1], []]", "[[1],[]]"), Case("[1.5, 2]", "[1.5,2.0]"), Case(#"["b": [1], "a": [2]]"#, #"{"dictionary":{"a":[2],"b":[1]}}"#),
        Case("[1, \"a\"] as [Any]", #"[1,"a"]"#), Case("import LandUseKit\nTensor([1, 2]).reshape([2, 1])", #"{"tensor":{"shape":[2,1],"values":[1.0,2.0]}}"#),
        Case("Optional(3)", refused("Optional<Int>")), Case("[1: 2]", refused("Dictionary<Int, Int>")), Case("UInt8(3)", refused("UInt8")),
        Case("[[Optional(3)]]", refused("Optional<Int>")), Case("1...3", refused("ClosedRange<Int>")),
        Case("print(\"x\")", "the check's last expression has no value; end the cell with one that has"),
        Case("[Int](repeating: 1, count: 600_000)", "the observed value takes more than 1 MiB; observe less of it: a sum, a shape, some of its values"),
        // What students declare has no say.
        Case(
            "struct Liar: Equatable, Codable, CustomStringConvertible, ExpressibleByIntegerLiteral {\nvar description: String { \"3\" }\n"
                + "init(integerLiteral value: Int) {}\nstatic func == (a: Liar, b: Liar) -> Bool { true }\n}\n[3 as Liar]", refused("Liar")),
    ]

    @Test func says() async throws {
        let cells = Self.cases.map { "//| check: {points: 1, equal: reference}\n" + $0.code }
        let document = try NotebookInParts.document(cells, settings: "libraries: LandUseKit")
        var options = NotebookRunner.Options()
        options.keepGoing = true
        let runner = NotebookRunner(toolchain: try await .find(cache: NotebookFixture.cache.root), cache: NotebookFixture.cache, options: options)
        guard case .executed(let notebook, nil) = try await runner.run(document, report: { _ in }) else {
            Issue.record("the notebook did not run to its end")
            return
        }
        #expect(notebook.cells.count == Self.cases.count)
        for (given, cell) in zip(Self.cases, notebook.cells) {
            let observed = cell.outputs.compactMap { output -> String? in
                if case .executeResult(let bundle) = output { bundle.text("application/vnd.landuse.observation+json") } else { nil }
            }
            let said = observed.isEmpty ? [cell.failure?.reason ?? "\(cell.outcome)"] : observed
            #expect(said == [given.says], "\(given.code)")
        }
    }

    /// `todo()` stands for anything, and ends what reaches it, and that alone.
    @Test func notDoneYet() async throws {
        let forms = """
            func mean(_ values: [Double]) -> Double { todo() }
            func several(_ n: Int) -> Int {
                if n > 3 { return todo("the large ones") }
                // Your code here.
                todo()
            }
            func nothing() { todo() }
            func throwing() throws -> [Int] { todo() }
            func waiting() async -> (a: Int, b: String) { todo() }
            func generic<T>(_ x: T) -> T { todo() }
            struct Box { var x: Int = todo(); init() { todo() }; var y: Int { todo() } }
            let f: (Int) -> Int = { _ in todo() }
            func guarded(_ x: Int?) -> Int { guard let x else { todo() }; return x }
            func chosen(_ b: Bool) -> Int { b ? mean(todo()) > 1 ? 1 : 2 : todo() }
            """
        let document = try NotebookInParts.document([forms, "let count: Int = todo()", "todo()", "let n = 1\ntodo(\"the rest\")", "several(5)", "count", "n"])
        let runner = NotebookRunner(toolchain: try await .find(cache: NotebookFixture.cache.root), cache: NotebookFixture.cache)
        guard case .executed(let notebook, nil) = try await runner.run(document, report: { _ in }) else {
            Issue.record("the notebook did not run to its end")
            return
        }
        #expect(notebook.cells.flatMap(\.diagnostics).isEmpty)
        #expect(notebook.cells.map { $0.failure?.reason ?? $0.account } == [
            "", "not done yet", "not done yet", "not done yet: the rest", "not done yet: the large ones",
            "skipped: it needs 'count', which cell-2 did not finish", "",
        ])
    }
}
