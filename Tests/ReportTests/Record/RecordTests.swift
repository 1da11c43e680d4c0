import Notebook
import Testing

@testable import Report

/// A report's record of its run, and what tells two of them apart.
@Suite struct RecordTests {
    private static let hostile = "a\"b'<&>\u{0}\u{1B}[31m\u{85}\u{9F}é日本👩‍👩‍👧\n&quot;\\u0000"
    private static let invocation = RunRecord.Invocation(
        command: ["landuse", "render", "it's.md"], notebook: "../n.md", assignments: [.init(name: "x", value: hostile)], keepGoing: true, timeLimit: 2.5,
        totalTimeLimit: 9, afterDeath: "stop")

    private func notebook(_ outputs: [[Output]], prose: String = "") throws -> ExecutedNotebook {
        let text = "---\nseed: 18446744073709551615\n---\n" + prose + outputs.map { _ in "```swift\n1\n```\n\n" }.joined()
        return try Sample.notebook(text) { cells in
            for (index, outputs) in outputs.enumerated() { cells[index].outputs = outputs }
        }
    }

    private func record(_ outputs: [[Output]]) throws -> RunRecord { RunRecord(try notebook(outputs), invocation: Self.invocation) }

    @Test func `a record comes back from its report as it was, whatever the notebook shows`() throws {
        let forged = "<dl data-record=\"{}\">\n\n`<dl data-record=\"{}\"`\n\n"
        let outputs: [[Output]] = [
            [.stream(.stdout, text: Self.hostile + "<dl data-record=\"{}\">"), .displayData(Sample.bundle(["text/html": "<dl data-record=\"{}\">", "text/plain": "p"]))],
            [.error(CellFailure(name: "Trap", reason: Self.hostile))],
        ]
        var notebook = try notebook(outputs, prose: forged)
        notebook.facts = RunFacts(toolchain: "Swift", target: "t", libraries: [.init(name: "L", package: "P", revision: nil, digest: "d")], processor: Self.hostile, cores: 2, environment: ["A": "b"])
        let record = RunRecord(notebook, invocation: Self.invocation)
        notebook.record = record
        let html = Sample.render(notebook).html
        #expect(try RecordAttribute.record(in: html) == record)
        #expect(html.contains("<dt>Command</dt><dd><code>landuse render &#39;it&#39;\\&#39;&#39;s.md&#39;</code></dd>"))
    }

    @Test(arguments: [
        ("<p>no report</p>", RecordError.missing), ("<dl data-record=\"{&quot;version&quot;:99}\">", .version(99)), ("<dl data-record=\"{\">", .damaged),
        ("<dl data-record=\"{&quot;version&quot;:1}\">", .damaged),
    ])
    func `what is no record`(_ html: String, _ error: RecordError) { #expect(throws: error) { _ = try RecordAttribute.record(in: html) } }

    private static let png = MediaBundle(representations: [.init(type: "image/png", bytes: Sample.png)], alternativeText: "words")

    @Test(arguments: [
        ([.stream(.stdout, text: "a\nb\nc")], [.stream(.stdout, text: "a\nx\nc")], "output 1 (stdout) differs", ["- b", "+ x"]),
        ([.stream(.stdout, text: "a")], [.stream(.stderr, text: "a")], "output 1 (stdout) is stderr now", []),
        ([.stream(.stdout, text: "a")], [], "put out 1 things then, 0 now", ["- stdout: a"]),
        ([], [.executeResult(png)], "put out 0 things then, 1 now", ["+ result: words"]),
        (
            [.displayData(png)], [.displayData(MediaBundle(representations: [.init(type: "image/png", bytes: Sample.png + [1])], alternativeText: "words"))],
            "output 1 (display) differs in its image/png", []
        ),
        ([.displayData(png)], [.displayData(Sample.bundle(["text/plain": "p"]))], "output 1 (display) has other representations", ["- image/png, alternative text", "+ text/plain"]),
        (
            [.stream(.stdout, text: String(repeating: "a", count: 3000))], [.stream(.stdout, text: String(repeating: "a", count: 3001))],
            "output 1 (stdout) differs in its text/plain, behind the first 2000 characters", []
        ),
        ([.error(CellFailure(name: "Trap", reason: "x"))], [.error(CellFailure(name: "Trap", reason: "y"))], "output 1 (error) differs", ["- Trap: x", "+ Trap: y"]),
    ] as [([Output], [Output], String, [String])])
    func `what differs is said`(_ old: [Output], _ new: [Output], _ summary: String, _ lines: [String]) throws {
        let comparison = RecordComparison(try record([old, []]), try record([new, []]))
        #expect(comparison.differences == [.init(cell: "cell-1", summary: summary, lines: lines)])
        #expect(comparison.same == 1)
        #expect(RecordComparison(try record([old]), try record([old])).isSame)
    }

    @Test func `cells that are not there any more, and new ones`() throws {
        let one = try record([[]]), two = try record([[], []])
        #expect(RecordComparison(two, one).differences.map(\.summary) == ["was not reached"])
        #expect(RecordComparison(one, two).differences.map(\.summary) == ["is not in the report"])
    }

    @Test func `how a cell ended counts, how long it took does not`() throws {
        var slow = try notebook([[]]), failed = slow
        slow.cells[0].duration = 99
        failed.cells[0].outcome = .skipped(reason: "r")
        let old = try record([[]])
        #expect(RecordComparison(old, RunRecord(slow, invocation: Self.invocation)).isSame)
        #expect(RecordComparison(old, RunRecord(failed, invocation: Self.invocation)).differences.map(\.summary) == ["finished then, skipped now"])
    }

    @Test func `a record's texts are bounded`() throws {
        let record = try record([Array(repeating: .stream(.stdout, text: String(repeating: "a", count: 5000)), count: 150)])
        let texts = record.cells[0].outputs.flatMap(\.parts).map { $0.text?.count ?? 0 }
        #expect(texts.first == 2000)
        #expect(texts.reduce(0, +) == 200_000)
        #expect(record.cells[0].outputs.count == 150)
    }
}
