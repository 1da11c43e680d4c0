import Foundation
import Notebook
import Testing

@testable import Assignments

/// What students get of a notebook, to the byte.
@Suite struct ReleaseWriterTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../Fixtures").standardizedFileURL

    private func document(_ body: String) throws -> NotebookDocument {
        try NotebookDocument.parse(Array(("---\nassignment: a\n---\n" + body).utf8), path: "n.md")
    }

    private func release(_ body: String, _ expectations: ReleaseExpectations = .init()) throws -> String {
        String(decoding: try ReleaseWriter.release(try document(body), expecting: expectations).dropFirst("---\nassignment: a\n---\n".utf8.count), as: UTF8.self)
    }

    @Test func wholeAssignment() throws {
        let source = try NotebookDocument.read(path: Self.folder.appending(path: "small/source/small.md").path)
        let expectations = ReleaseExpectations(observed: ["mean-given": .double(0.5), "mean-drawn": .double(0.25)])
        let bytes = try ReleaseWriter.release(source, expecting: expectations)
        #expect(try ReleaseWriter.release(source, expecting: expectations) == bytes)
        let release = try NotebookDocument.parse(bytes, path: "small.md")
        #expect(release.cells.map(\.id) == ["pixels", "mean", "mean-given", "mean-drawn", "most-common", "most-common-given", "count", "count-given"])
        #expect(release.cells.filter(\.isAnswer).map(\.id) == ["mean", "most-common", "count"])
        #expect(release.cells.compactMap { $0.options.check?.expectation } == [
            .equal(.double(0.5)), .equal(.double(0.25)), .equal(.string("river")), .range(atLeast: 4, atMost: 4),
        ])
        #expect(release.textAnswers.map(\.rubric) == [[]])
        let text = String(decoding: bytes, as: UTF8.self)
        for secret in ["SOLUTION", "STUB", "reduce", "counts.max", "pixels.count", "hidden", "outlier", "median", "rubric", "+ 17", "overpass", "take the first"] {
            #expect(!text.contains(secret), "\(secret)")
        }
        // Everything else stays.
        let kept = Set(text.split(separator: "\n")), lines = source.source.split(separator: 0x0A).map { Substring(decoding: $0, as: UTF8.self) }
        #expect(lines.filter { $0.hasPrefix("#") || $0.hasSuffix(".") }.allSatisfy { kept.contains($0) || $0.contains("median") || $0.contains("STUB") })
    }

    static let cases: [(String, String)] = [
        // Solutions.
        ("```swift\n//| id: a\n// BEGIN SOLUTION\n1\n// END SOLUTION\n```\n", "```swift\n//| id: a\n//| answer: true\n// Your code here.\ntodo()\n```\n"),
        (
            "- b\n  ```swift\n  //| id: a\n  func f() {\n    // BEGIN SOLUTION\n    // STUB: g()\n    1\n    // END SOLUTION\n  }\n  ```\n",
            "- b\n  ```swift\n  //| id: a\n  //| answer: true\n  func f() {\n    g()\n  }\n  ```\n"
        ),
        ("> ```swift\n> //| id: a\n> // BEGIN SOLUTION\n>\n> // END SOLUTION\n> 2\n> ```\n", "> ```swift\n> //| id: a\n> //| answer: true\n> // Your code here.\n> todo()\n> 2\n> ```\n"),
        ("```swift\n//| id: a\n//| answer: true\n1\n```\n", "```swift\n//| id: a\n//| answer: true\n1\n```\n"),
        // What students do not get, with one of the empty lines around it.
        ("b\n\n```swift\n//| id: a\n//| judge: true\n1\n```\n\nc\n", "b\n\nc\n"),
        ("b\n```swift\n//| id: a\n//| check: {points: 1, equal: 1, hidden: true}\n1\n```\nc\n", "b\nc\n"),
        ("```swift\n//| id: a\n//| judge: true\n1\n```", ""),
        // Checks: other options stay where they are.
        ("```swift\n//| id: a\n//| check: {points: 1, equal: 1}\n1\n```\n", "```swift\n//| id: a\n//| check: {points: 1, equal: 1}\n1\n```\n"),
        (
            "```swift\n//| check:\n//|   points: 1\n//|   equal: reference\n//|   message: >\n//|     Two\n//|     lines\n//| id: seen\n//| echo: false\n1\n```\n",
            "```swift\n//| check: {points: 1, equal: [1, \"b\"], message: \"Two lines\\n\"}\n//| id: seen\n//| echo: false\n1\n```\n"
        ),
        (
            "```swift\n//| id: scored\n//| check: {points: 1, score: accuracy, labels: \"truth.map { $0 }\", at-least: 0.5}\n[1]\n```\n",
            "```swift\n//| id: scored\n//| check: {points: 1, score: accuracy, labels: [0, 1], at-least: 0.5}\n[1]\n```\n"
        ),
        // What the judge gives is nothing that students have.
        (
            "```swift\n//| id: pictures\nfunc pictures() -> String { checkInputs }\n```\n```swift\n//| id: scored\n//| check: {points: 1, score: accuracy, labels: truth, at-least: 0.5}\n[pictures().count]\n```\n",
            "```swift\n//| id: pictures\nfunc pictures() -> String { checkInputs }\n```\n```swift\n//| id: scored\n//| check: {points: 1, score: accuracy, labels: reference, at-least: 0.5}\n[pictures().count]\n```\n"
        ),
        (
            "```swift\n//| id: seen\n//| check: {points: 1, equal: reference}\ncheckInputs.count\n```\n",
            "```swift\n//| id: seen\n//| check: {points: 1, equal: reference}\ncheckInputs.count\n```\n"
        ),
        (
            "<!-- answer: t\npoints: 1.5\nrubric: [b]\n-->\nWords\n\n```swift\n1\n```\n<!-- end answer -->\nc\n",
            "<!-- answer: t\npoints: 1.5\n-->\n*Your answer here.*\n<!-- end answer -->\nc\n"
        ),
    ]

    @Test(arguments: cases)
    func gives(_ source: String, _ expected: String) throws {
        let expectations = ReleaseExpectations(observed: ["seen": .list([.int(1), .string("b")])], labels: ["scored": [0, 1]])
        #expect(try release(source, expectations) == expected)
    }

    /// Line ends stay what they are.
    @Test func lineEnds() throws {
        let text = "---\r\nassignment: a\r\n---\r\n```swift\r\n//| id: a\r\n// BEGIN SOLUTION\r\n1\r\n// END SOLUTION\r\n```\r\n"
        let bytes = try ReleaseWriter.release(try NotebookDocument.parse(Array(text.utf8), path: "n.md"), expecting: .init())
        #expect(String(decoding: bytes, as: UTF8.self) == "---\r\nassignment: a\r\n---\r\n```swift\r\n//| id: a\r\n//| answer: true\r\n// Your code here.\r\ntodo()\r\n```\r\n")
    }

    /// Long lists are parted, and read back as what they are; so are numbers that are none.
    @Test(arguments: [
        .list((0..<400).map { .double(Double($0) / 7) }), .tensor(shape: [2, 60], values: (0..<120).map { $0 == 3 ? .nan : Double($0) }),
        .list((0..<60).map { .string("a, \"b\" \\ \($0)") }),
    ] as [ObservedValue])
    func longExpectations(_ value: ObservedValue) throws {
        let text = try release("```swift\n//| id: a\n//| check: {points: 1, equal: reference}\n1\n```\n", .init(observed: ["a": value]))
        #expect(text.split(separator: "\n").allSatisfy { $0.count < 140 })
        let read = try document(text).cells[0].options.check?.expectation
        guard case .equal(let expected)? = read else { Issue.record("\(String(describing: read))"); return }
        #expect(expected.yaml == value.yaml)
    }

    static let refusals = [
        ("```swift\n1\n```\n", "n.md:5:1: error: a cell of an assignment needs a name, by which it is found in what students hand in; put in a line `//| id: …`"),
        (
            "- ```swift\n  //| id: a\n  //| judge: true\n  ```\n",
            "n.md:4:1: error: students do not get this cell, so it cannot share its first line with a list's mark; put it into lines of its own"
        ),
        (
            "```swift\n//| id: a\n//| check: {points: 1, equal: reference}\n1\n```\n",
            "n.md:5:1: error: the teacher's own solution gives the check `a` nothing to expect; run the notebook, and see that the check observes a value"
        ),
        (
            "```swift\n//| id: long\n//| check: {points: 1, equal: reference}\n1\n```\n",
            "n.md:5:1: error: the check `long` observes too much to be written out for students (more than 32 KiB); observe less, or hide it"
        ),
    ]

    @Test(arguments: refusals)
    func refuses(_ source: String, _ message: String) throws {
        let long = ObservedValue.string(String(repeating: "x", count: 40_000))
        let fault = try #require(throws: ReleaseFault.self) { try release(source, .init(observed: ["long": long])) }
        #expect(fault.description == message)
    }
}
