import Notebook
import Testing

/// The option `check` in all of its forms, and what is said about wrong ones.
@Suite struct CheckOptionsTests {
    private func parse(_ check: String) throws -> CheckOptions? {
        let text = "```swift\n//| id: a\n//| check: \(check)\n1\n```\n"
        return try NotebookDocument.parse(Array(text.utf8), path: "n.md").cells.first?.options.check
    }

    static let forms: [(String, CheckOptions)] = [
        ("{points: 2, equal: reference}", CheckOptions(points: 2, expectation: .equalToReference)),
        ("{points: 0.5, equal: \"reference\"}", CheckOptions(points: 0.5, expectation: .equal(.string("reference")))),
        ("{points: 1, equal: [512, 21], tolerance: 1e-4}", CheckOptions(points: 1, expectation: .equal(.list([.int(512), .int(21)])), tolerance: 1e-4)),
        ("{points: 1, equal: true, hidden: true}", CheckOptions(points: 1, expectation: .equal(.bool(true)), isHidden: true)),
        (
            "{points: 1, equal: !tensor {shape: [2, 1], values: [0.5, 1]}}",
            CheckOptions(points: 1, expectation: .equal(.tensor(shape: [2, 1], values: [0.5, 1])))
        ),
        ("{points: 1, equal: {b: 1.0, a: x}}", CheckOptions(points: 1, expectation: .equal(.dictionary(["a": .string("x"), "b": .double(1)])))),
        ("{points: 1, at-least: 3}", CheckOptions(points: 1, expectation: .range(atLeast: 3, atMost: nil))),
        ("{points: 1, at-least: 3, at-most: 5}", CheckOptions(points: 1, expectation: .range(atLeast: 3, atMost: 5))),
        (
            "{points: 3, score: accuracy, labels: drawnLabels, at-least: 0.6}",
            CheckOptions(points: 3, expectation: .score(.accuracy, labels: .expression("drawnLabels"), atLeast: 0.6))
        ),
        (
            "{points: 3, score: f1-macro, labels: [0, 1, 2], at-least: 0.6}",
            CheckOptions(points: 3, expectation: .score(.f1Macro, labels: .values([0, 1, 2]), atLeast: 0.6))
        ),
        (
            "\n//|   points: 2\n//|   equal: reference\n//|   message: \"A: b\"\n//|   hint: Look",
            CheckOptions(points: 2, expectation: .equalToReference, message: "A: b", hint: "Look")
        ),
    ]

    @Test(arguments: forms)
    func form(_ text: String, _ expected: CheckOptions) throws {
        #expect(try parse(text) == expected)
    }

    static let mistakes: [(String, [String])] = [
        ("3", ["3:12: error: option `check` must be a mapping such as `{points: …}`, not `3`"]),
        ("{equal: 1}", ["3:12: error: a check is worth `points`; write how many: `check: {points: 1, …}`"]),
        ("{point: 1, equal: 1}", [
            "3:12: error: a check is worth `points`; write how many: `check: {points: 1, …}`",
            "3:13: error: unknown check option `point`; did you mean `points`?",
        ]),
        ("{points: 0, equal: 1}", ["3:21: error: check option `points` must be a number greater than 0, not `0`"]),
        ("{points: nan, equal: 1}", ["3:21: error: check option `points` must be a number greater than 0, not `nan`"]),
        ("{points: 1}", ["3:12: error: nothing is expected of this check; put in `equal: reference`, `equal: …`, `at-least: …`, `at-most: …` or `score: accuracy`"]),
        ("{points: 1, equal: 1, at-most: 2}", ["3:12: error: a check has `equal` or bounds, not both; make it two checks"]),
        ("{points: 1, at-least: 2, at-most: 1}", ["3:12: error: nothing is at least 2.0 and at most 1.0"]),
        ("{points: 1, at-least: 2, tolerance: 1}", ["3:48: error: `tolerance` says how far a value may be from what `equal` expects; take it away, or put in `equal`"]),
        ("{points: 1, equal: 1, tolerance: -1}", ["3:45: error: check option `tolerance` must be a number, 0 or greater, not `-1`"]),
        ("{points: 1, score: best, labels: a, at-least: 1}", ["3:31: error: check option `score` must be `accuracy` or `f1-macro`, not `best`"]),
        ("{points: 1, score: accuracy, at-least: 1}", ["3:31: error: a `score` needs `labels`; put in `labels: trueClasses`"]),
        ("{points: 1, score: accuracy, labels: a, at-least: 60}", ["3:62: error: a score lies between 0 and 1, so `at-least` does too"]),
        ("{points: 1, equal: {a: [1, ~]}}", ["3:39: error: check option `equal` holds nothing where a value should stand; put a text in quotes"]),
        ("{points: 1, equal: !tensor {shape: [2], values: [1]}}", [
            "3:31: error: check option `equal` holds a tensor whose `shape` does not say how many numbers its `values` are"
        ]),
        ("{points: 1, equal: 1}\n//| judge: true", ["4:12: error: students see a check's cell, and none of the judge's; make it two cells"]),
        ("{points: 1, equal: 1}\n//| answer: true", ["4:13: error: students write an answer, and neither a check nor a cell of the judge's; make it two cells"]),
        ("{points: 1, equal: 1}\n//| eval: false", ["4:11: error: a check that does not run observes nothing; take `eval` away"]),
        ("{points: 1, equal: 1}\n//| expect: error", ["4:13: error: a check that fails observes nothing; take `expect` away"]),
        ("{points: 1, equal: 1}\n// BEGIN SOLUTION\n// END SOLUTION", ["4:1: error: a check holds no solution: students do not write it; put the solution into a cell above"]),
    ]

    @Test(arguments: mistakes)
    func mistake(_ text: String, _ messages: [String]) throws {
        let error = try #require(throws: NotebookError.self) { try parse(text) }
        #expect(error.diagnostics.map(\.description) == messages.map { "n.md:" + $0 })
    }

    /// What a release writes is what was observed.
    @Test(arguments: [
        .bool(false), .int(-3), .double(3), .double(1e-20), .double(1e300), .double(-.infinity), .string(""), .string("3"), .string("tr\"u\\e\n\u{1}ä\u{2028}"),
        .list([]), .list([.list([.int(1)]), .string("a, b")]), .dictionary([:]), .dictionary(["a: b": .bool(true), "": .int(.max)]),
        .tensor(shape: [0, 3], values: []), .tensor(shape: [2], values: [.infinity, 0.1]),
    ] as [ObservedValue])
    func literal(_ value: ObservedValue) throws {
        #expect(try parse("{points: 1, equal: \(value.yaml)}")?.expectation == .equal(value))
    }

    /// An alias that doubles and doubles ends in a bound.
    @Test func aliases() throws {
        let levels = (1...40).map { "&a\($0) [*a\($0 - 1), *a\($0 - 1)]" }.joined(separator: ", ")
        let error = try #require(throws: NotebookError.self) { try parse("{points: 1, equal: [&a0 [1, 1], \(levels)]}") }
        #expect(error.description.contains("holds more than 100000 values") || error.description.contains("YAML"))
    }
}
