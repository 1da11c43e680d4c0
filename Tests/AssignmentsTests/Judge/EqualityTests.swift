@testable import Assignments
import Notebook
import Testing

/// `equal`: what is the same value, and what is not.
@Suite struct EqualityTests {
    struct Case: Sendable {
        var observed: ObservedValue, expected: ObservedValue, tolerance: Double

        init(_ observed: ObservedValue, _ expected: ObservedValue, _ tolerance: Double) { (self.observed, self.expected, self.tolerance) = (observed, expected, tolerance) }
    }

    struct Words: Sendable {
        var observed: ObservedValue, expected: ObservedValue, words: String

        init(_ observed: ObservedValue, _ expected: ObservedValue, _ words: String) { (self.observed, self.expected, self.words) = (observed, expected, words) }
    }

    private static let nan = ObservedValue.double(.nan)

    private func passes(_ observed: ObservedValue, _ expected: ObservedValue, _ tolerance: Double = 0) -> Bool {
        Judge.verdict(observed: observed, expected: .equal(expected, tolerance: tolerance)).passed
    }

    private static let same: [Case] = [
        Case(.bool(true), .bool(true), 0.0), Case(.int(3), .int(3), 0), Case(.int(.min), .int(.min), 0), Case(.string("é"), .string("e\u{301}"), 0),
        Case(.int(3), .double(3), 0), Case(.double(3), .int(3), 0), Case(.double(-0.0), .double(0), 0), Case(.double(-0.0), .int(0), 0),
        Case(nan, nan, 0), Case(.double(.infinity), .double(.infinity), 0), Case(.double(.infinity), .double(.infinity), 1e9),
        Case(.double(1.0005), .double(1), 0.001), Case(.double(1001), .double(1000), 0.001), Case(.int(1001), .int(1000), 0.001), Case(.double(0.0009), .int(0), 0.001),
        Case(.int(1001), .double(1000.5), 0.001),
        Case(.list([]), .list([]), 0), Case(.list([.int(1), .double(2)]), .list([.double(1), .int(2)]), 0), Case(.list([nan]), .list([nan]), 0),
        Case(.dictionary([:]), .dictionary([:]), 0), Case(.dictionary(["a": .double(1.1)]), .dictionary(["a": .int(1)]), 0.2),
        Case(.tensor(shape: [2, 0], values: []), .tensor(shape: [2, 0], values: []), 0), Case(.tensor(shape: [], values: [2]), .tensor(shape: [], values: [2]), 0),
        Case(.tensor(shape: [2], values: [1, .nan]), .tensor(shape: [2], values: [1, .nan]), 0),
        Case(.tensor(shape: [2, 2], values: [1, 2, 3, 4]), .list([.list([.int(1), .int(2)]), .list([.double(3), .int(4)])]), 0),
    ]

    @Test(arguments: same)
    func equal(_ test: Case) {
        #expect(passes(test.observed, test.expected, test.tolerance))
    }

    private static let others: [Case] = [
        Case(.bool(true), .bool(false), 0.0), Case(.bool(true), .int(1), 1), Case(.int(1), .bool(true), 1), Case(.double(1), .bool(true), 1),
        Case(.string("1"), .int(1), 1), Case(.int(1), .string("1"), 1), Case(.string("A"), .string("a"), 1),
        Case(.int(3), .int(4), 0.1), Case(.int(3), .double(3.5), 0), Case(.double(3.5), .int(3), 0),
        // As floating-point numbers these are the same.
        Case(.int(1 << 62 + 1), .int(1 << 62), 0), Case(.int(.max), .double(9_223_372_036_854_775_808), 0), Case(.int(.min), .int(.max), 1e-9), Case(.int(1 << 53 + 1), .double(9_007_199_254_740_992), 0),
        Case(nan, .double(0), 1e300), Case(.double(0), nan, 1e300), Case(nan, .int(0), 1e300), Case(.int(0), nan, 1e300),
        Case(.double(.infinity), .double(0), 1e300), Case(.double(0), .double(.infinity), 1e300), Case(.int(0), .double(.infinity), 1e300), Case(.double(.infinity), .int(0), 1e300),
        Case(.double(.infinity), .double(-.infinity), 1e300), Case(.double(.greatestFiniteMagnitude), .double(-.greatestFiniteMagnitude), 1),
        Case(.double(1.0011), .double(1), 0.001), Case(.double(.leastNonzeroMagnitude), .double(0), 0),
        Case(.list([]), .list([.int(1)]), 1), Case(.list([.int(1)]), .list([]), 1), Case(.list([.int(1), .int(1)]), .list([.int(1)]), 1), Case(.list([]), .dictionary([:]), 0),
        Case(.list([.int(1), .int(2)]), .list([.int(2), .int(1)]), 0), Case(.list([.int(1)]), .int(1), 0), Case(.int(1), .list([.int(1)]), 0),
        Case(.dictionary(["a": .int(1), "b": .int(1)]), .dictionary(["a": .int(1)]), 1), Case(.dictionary([:]), .dictionary(["a": .int(1)]), 1),
        Case(.dictionary(["a": .int(1)]), .dictionary(["b": .int(1)]), 1),
        Case(.tensor(shape: [2], values: [1, 2]), .tensor(shape: [2, 1], values: [1, 2]), 1), Case(.tensor(shape: [2], values: [1]), .tensor(shape: [2], values: [1, 2]), 1),
        Case(.tensor(shape: [2, 0], values: []), .tensor(shape: [0, 2], values: []), 1), Case(.tensor(shape: [1], values: [.nan]), .tensor(shape: [1], values: [0]), 1e300),
        Case(.tensor(shape: [.max, .max], values: []), .tensor(shape: [0], values: []), 1), Case(.tensor(shape: [-1], values: []), .tensor(shape: [0], values: []), 1),
        Case(.list([.int(1)]), .tensor(shape: [1], values: [1]), 0), Case(.tensor(shape: [2], values: [1, 2]), .list([.int(1), .list([.int(2)])]), 1),
        Case(.tensor(shape: [1], values: [1]), .list([.string("1")]), 1), Case(.tensor(shape: [0], values: []), .list([.list([])]), 1),
    ]

    @Test(arguments: others)
    func different(_ test: Case) {
        #expect(!passes(test.observed, test.expected, test.tolerance))
    }

    private static let words: [Words] = [
        Words(.double(2.5), .double(3), "expected 3.0, observed 2.5"),
        Words(.list([.int(512), .int(20)]), .list([.int(512), .int(21)]), "at [1]: expected 21, observed 20"),
        Words(.list([.int(1)]), .list([.int(1), .int(2)]), "expected 2 items, [1, 2], observed 1 item, [1]"),
        Words(.dictionary(["a": .int(1)]), .dictionary(["a": .int(1), "b": .int(2)]), "the key \"b\" is missing"),
        Words(.dictionary(["a": .int(1), "b": .int(2)]), .dictionary(["a": .int(1)]), "expected no further key, observed the key \"b\""),
        Words(.dictionary(["a": .list([.bool(true)])]), .dictionary(["a": .list([.bool(false)])]), "at [\"a\"][0]: expected false, observed true"),
        Words(.tensor(shape: [2, 3], values: [0, 0, 0, 0, 7, 0]), .tensor(shape: [2, 3], values: [0, 0, 0, 0, 8, 0]), "at [1][1]: expected 8.0, observed 7.0"),
        Words(.tensor(shape: [3], values: [0, 0, 0]), .tensor(shape: [2], values: [0, 0]), "expected the shape [2], observed [3]"),
        Words(.string("a\u{202E}b\n"), .string("c"), "expected \"c\", observed \"a\\u{202E}b\\n\""),
    ]

    @Test(arguments: words)
    func explanation(_ test: Words) {
        let verdict = Judge.verdict(observed: test.observed, expected: .equal(test.expected, tolerance: 0), disclosing: .everything)
        #expect(verdict.outcome == .failed && verdict.sentence == test.words)
        #expect(Judge.verdict(observed: test.observed, expected: .equal(test.expected, tolerance: 0)).explanation == "not as expected")
    }

    @Test func toleranceIsTold() {
        let verdict = Judge.verdict(observed: .double(2), expected: .equal(.double(1), tolerance: 0.001), disclosing: .everything)
        #expect(verdict.sentence == "expected 1.0 (within 0.001), observed 2.0")
    }

    /// What a submission says is told apart from the judge's own words, wherever in a value it stands.
    @Test(arguments: [
        (.string("SAID"), .string("other")), (.string("SAID"), .int(1)), (.list([.string("SAID")]), .list([])), (.list([.int(1), .string("SAID")]), .list([.int(1), .int(2)])),
        (.dictionary(["SAID": .int(1)]), .dictionary([:])), (.dictionary(["a": .string("SAID")]), .dictionary(["a": .int(1)])),
        (.dictionary(["a": .dictionary(["SAID": .int(1)])]), .dictionary(["a": .dictionary([:])])), (.dictionary(["SAID": .int(1)]), .tensor(shape: [1], values: [1])),
    ] as [(ObservedValue, ObservedValue)])
    func theJudgesWordsAreItsOwn(_ observed: ObservedValue, _ expected: ObservedValue) {
        let verdict = Judge.verdict(observed: observed, expected: .equal(expected, tolerance: 0), disclosing: .everything)
        #expect(verdict.explanation.contains("expected ") && !verdict.explanation.contains("SAID") && !verdict.place.contains("SAID"))
        #expect(verdict.observed?.contains("SAID") == true)
        for other in [ResolvedExpectation.range(atLeast: 1, atMost: nil), .score(.accuracy, labels: [1], atLeast: 0.5)] {
            let verdict = Judge.verdict(observed: observed, expected: other, disclosing: .everything)
            #expect(!verdict.explanation.contains("SAID") && verdict.observed?.contains("SAID") == true)
        }
    }

    /// What is large is cut, and takes no time; what is nested is walked no deeper than what is expected.
    @Test func hostileSizes() {
        let many = ObservedValue.list(Array(repeating: .string(String(repeating: "a\u{301}", count: 50)), count: 20_000))
        let deep = (0..<500).reduce(ObservedValue.int(1)) { value, _ in .list([value]) }
        let wide = ObservedValue.dictionary(Dictionary(uniqueKeysWithValues: (0..<20_000).map { ("k\($0)", .int($0)) }))
        let tensor = ObservedValue.tensor(shape: Array(repeating: 1, count: 5000) + [100_000], values: Array(repeating: .nan, count: 100_000))
        for hostile in [many, deep, wide, tensor, .string(String(repeating: "\u{202E}\"", count: 100_000))] {
            for expected in [ObservedValue.list([.int(1)]), .dictionary(["k1": .int(2)]), .tensor(shape: [1], values: [1]), .int(1), deep] where expected != hostile {
                let verdict = Judge.verdict(observed: hostile, expected: .equal(expected, tolerance: 1e300), disclosing: .everything)
                #expect(verdict.outcome == .failed)
                #expect(verdict.sentence.unicodeScalars.count < 1000)
            }
        }
    }
}
