@testable import Assignments
import Notebook
import Testing

/// Ranges, scores, and what is told of them.
@Suite struct JudgeTests {
    struct RangeCase: Sendable {
        var observed: ObservedValue, atLeast: Double?, atMost: Double?, passes: Bool

        init(_ observed: ObservedValue, _ atLeast: Double?, _ atMost: Double?, _ passes: Bool) {
            (self.observed, self.atLeast, self.atMost, self.passes) = (observed, atLeast, atMost, passes)
        }
    }

    struct Words: Sendable {
        var observed: ObservedValue, expected: ResolvedExpectation, words: String

        init(_ observed: ObservedValue, _ expected: ResolvedExpectation, _ words: String) { (self.observed, self.expected, self.words) = (observed, expected, words) }
    }

    private static let ranges: [RangeCase] = [
        RangeCase(.int(3), 3, nil, true), RangeCase(.double(2.999), 3, nil, false), RangeCase(.double(5), 3, 5, true), RangeCase(.double(5.001), 3, 5, false), RangeCase(.int(6), nil, 5, false),
        RangeCase(.double(.infinity), 3, nil, true), RangeCase(.double(-.infinity), nil, 3, true), RangeCase(.double(.nan), 3, nil, false), RangeCase(.double(.nan), nil, 3, false), RangeCase(.double(.nan), nil, nil, false),
        RangeCase(.bool(true), 0, nil, false), RangeCase(.string("4"), 3, nil, false), RangeCase(.list([.int(4)]), 3, nil, false), RangeCase(.tensor(shape: [1], values: [4]), 3, nil, false),
    ]

    @Test(arguments: ranges)
    func range(_ test: RangeCase) {
        let verdict = Judge.verdict(observed: test.observed, expected: .range(atLeast: test.atLeast, atMost: test.atMost))
        #expect(verdict.passed == test.passes)
        #expect(verdict.explanation == (test.passes ? "as expected" : "not as expected"))
    }

    /// Labels, predictions, accuracy and macro F1 as scikit-learn 1 computes them.
    @Test(arguments: [
        ([0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1], 0.3333333333333333, 0.26666666666666666),
        ([0, 0, 0], [0, 0, 0], 1, 1),
        ([0, 1], [1, 0], 0, 0),
        ([0, 0, 1, 1, 2], [0, 0, 1, 1, 3], 0.8, 0.5),
        ([5, -1, 5], [5, 5, 7], 0.3333333333333333, 0.16666666666666666),
        (
            [2, 0, 1, 1, 0, 0, 0, 2, 2, 1, 2, 1, 1, 0, 1, 1, 0, 2, 1, 2], [2, 2, 0, 0, 2, 2, 2, 2, 1, 2, 2, 2, 0, 1, 1, 0, 1, 1, 1, 1], 0.25,
            0.22222222222222224
        ),
        (
            [0, 8, 1, 4, 9, 5, 3, 4, 8, 7, 5, 8, 4, 6, 6, 9, 7, 4, 9, 7, 7, 7, 2, 6, 7, 4, 7, 5, 5, 2],
            [9, 6, 9, 4, 5, 6, 7, 2, 4, 8, 0, 9, 7, 0, 2, 0, 9, 9, 1, 5, 5, 7, 9, 0, 3, 2, 4, 9, 0, 6], 0.06666666666666667, 0.045
        ),
    ])
    func scores(_ labels: [Int], _ predicted: [Int], _ accuracy: Double, _ f1: Double) {
        #expect(abs(PredictionScore.value(.accuracy, predicted: predicted, labels: labels) - accuracy) < 1e-15)
        #expect(abs(PredictionScore.value(.f1Macro, predicted: predicted, labels: labels) - f1) < 1e-15)
        // A bound that is just reached is reached.
        for (score, value) in [(CheckOptions.Score.accuracy, accuracy), (.f1Macro, f1)] {
            let observed = ObservedValue.list(predicted.map(ObservedValue.int))
            #expect(Judge.verdict(observed: observed, expected: .score(score, labels: labels, atLeast: value)).passed)
            #expect(!Judge.verdict(observed: observed, expected: .score(score, labels: labels, atLeast: value + 1e-6)).passed)
        }
    }

    /// All of these predict the classes 1, 0, 2.
    @Test(arguments: [
        ObservedValue.list([.int(1), .int(0), .int(2)]), .list([.double(1), .int(0), .double(2)]), .tensor(shape: [3], values: [1, 0, 2]),
        .list([.list([.int(0), .int(1), .int(0)]), .list([.double(2), .double(2), .double(-1)]), .list([.double(-.infinity), .int(0), .double(.infinity)])]),
        .tensor(shape: [3, 3], values: [0, 1, 0, 0.5, 0.5, 0.4, -9, -8, -7]),
    ])
    func predictions(_ observed: ObservedValue) {
        #expect(ClassList.predictions(observed) == [1, 0, 2])
        #expect(Judge.verdict(observed: observed, expected: .score(.accuracy, labels: [1, 0, 2], atLeast: 1)).passed)
        #expect(!Judge.verdict(observed: observed, expected: .score(.accuracy, labels: [1, 0, 1], atLeast: 1)).passed)
        // Too few or too many are none, however low the bound.
        for labels in [[1, 0], [1, 0, 2, 0], []] {
            #expect(!Judge.verdict(observed: observed, expected: .score(.accuracy, labels: labels, atLeast: -1)).passed)
        }
    }

    /// One row in which nothing is the largest is one wrong answer.
    @Test func notANumber() {
        let rows = ObservedValue.tensor(shape: [2, 2], values: [.nan, 1, 0, 1])
        #expect(ClassList.predictions(rows) == [nil, 1])
        #expect(ClassList.predictions(.list([.double(.nan), .double(0.5), .int(1)])) == [nil, nil, 1])
        #expect(PredictionScore.value(.accuracy, predicted: [nil, 1], labels: [1, 1]) == 0.5)
        // A class that never is right takes its part of the mean.
        #expect(PredictionScore.value(.f1Macro, predicted: [nil, 1], labels: [1, 1]) == 1.0 / 3)
    }

    @Test(arguments: [
        ObservedValue.int(1), .string("1"), .list([.string("1")]), .list([.bool(true)]), .list([.list([]), .list([])]), .list([.list([.int(1), .int(2)]), .list([.int(1)])]),
        .list([.list([.int(1)]), .int(1)]), .list([.int(1), .list([.int(1)])]), .dictionary(["0": .int(1)]), .list([.list([.string("a")])]), .list([.list([.list([.int(1)])])]),
        .tensor(shape: [2], values: [1]), .tensor(shape: [1, 0], values: []), .tensor(shape: [.max, 2], values: []), .tensor(shape: [-1, -1], values: [1]), .tensor(shape: [], values: [1]),
        .tensor(shape: [1, 1, 1], values: [1]), .list([]),
    ])
    func noPredictions(_ observed: ObservedValue) {
        let verdict = Judge.verdict(observed: observed, expected: .score(.accuracy, labels: [1], atLeast: 0), disclosing: .everything)
        #expect(verdict.outcome == .failed)
        #expect(verdict.explanation.hasPrefix("expected "))
    }

    private static let words: [Words] = [
        Words(.double(2.5), .range(atLeast: 3, atMost: nil), "expected a number of at least 3, observed 2.5"),
        Words(.double(.nan), .range(atLeast: 3, atMost: 4), "expected a number from 3 to 4, observed nan"),
        Words(.string("x"), .range(atLeast: nil, atMost: 4), "expected a number of at most 4, observed \"x\""),
        Words(.list([.int(0), .int(1), .int(1)]), .score(.accuracy, labels: [0, 0, 0], atLeast: 0.6), "expected an accuracy of at least 0.6, observed 0.3333 (1 of 3 right)"),
        Words(.list([.int(0)]), .score(.f1Macro, labels: [0, 0, 0], atLeast: 0.6), "expected 3 predictions, observed 1"),
    ]

    @Test(arguments: words)
    func explanations(_ test: Words) {
        #expect(Judge.verdict(observed: test.observed, expected: test.expected, disclosing: .everything).sentence == test.words)
        // Where it is a secret, all that is wrong looks the same.
        #expect(Judge.verdict(observed: test.observed, expected: test.expected, disclosing: .nothing) == Verdict(outcome: .failed, explanation: "not as expected"))
    }

    @Test func nothingObserved() {
        for disclosure in [Judge.Disclosure.everything, .nothing] {
            let verdict = Judge.verdict(observed: nil, expected: .range(atLeast: nil, atMost: nil), disclosing: disclosure)
            #expect(verdict.outcome == .notObserved)
            #expect(!verdict.passed)
        }
    }
}
