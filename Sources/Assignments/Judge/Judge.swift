import Notebook

/// Whether a check passed, and why, in words.
public struct Verdict: Sendable, Equatable {
    public var outcome: CheckMark.Outcome
    /// The judge's own words: nothing of what a submission says is among them.
    public var explanation: String
    /// From the outside in, where in the value it is that something else was observed: `[2]`. Empty for the whole of it.
    public var place = ""
    /// What was observed there, as text.
    public var observed: String?

    public var passed: Bool { outcome == .passed }

    /// All of it in a sentence, for those who read of work that is their own.
    public var sentence: String { explanation + (observed.map { ", observed \($0)" } ?? "") }
}

/// Compares what a check observed with what is expected of it, in the grader's own process: what a submission says is data
/// here, and whatever is not as it should be earns nothing.
public enum Judge {
    /// How much an explanation tells.
    public enum Disclosure: Sendable {
        /// What was expected and what was observed: for public checks with the public inputs.
        case everything
        /// Neither, nor anything that follows from it: for hidden checks, and for inputs that the judge has drawn.
        case nothing
    }

    /// - Parameter observed: `nil` if the check did not come to observe anything.
    public static func verdict(observed: ObservedValue?, expected: ResolvedExpectation, disclosing disclosure: Disclosure = .nothing) -> Verdict {
        guard let observed else {
            return Verdict(outcome: .notObserved, explanation: "nothing was observed: the check, or a cell that it needs, did not come to its end")
        }
        let complaint = complaint(observed, expected)
        switch (complaint, disclosure) {
        case (nil, _): return Verdict(outcome: .passed, explanation: "as expected")
        case (_?, .nothing): return Verdict(outcome: .failed, explanation: "not as expected")
        case (let complaint?, .everything): return complaint()
        }
    }

    /// What is wrong with an observation, to be put into words if they are wanted; `nil` if nothing is.
    private static func complaint(_ observed: ObservedValue, _ expected: ResolvedExpectation) -> (() -> Verdict)? {
        func failed(_ words: String, at place: String = "", observed: String? = nil) -> Verdict {
            Verdict(outcome: .failed, explanation: (place.isEmpty ? "" : "at \(place): ") + words, place: place, observed: observed)
        }
        switch expected {
        case .equal(let value, let tolerance):
            guard let difference = Comparison(tolerance: tolerance).difference(observed, value) else { return nil }
            return {
                let near = tolerance > 0 ? " (within \(ValueText.text(tolerance)))" : ""
                return failed(difference.words + near, at: String(difference.path.prefix(ValueText.longest)), observed: difference.observed)
            }
        case .range(let atLeast, let atMost):
            let number: Double? =
                switch observed {
                case .int(let number): Double(number)
                case .double(let number): number
                default: nil
                }
            // NaN is on neither side of a bound.
            if let number, !number.isNaN, number >= atLeast ?? -.infinity, number <= atMost ?? .infinity { return nil }
            return { failed("expected \(bounds(atLeast, atMost))", observed: ValueText.text(observed)) }
        case .score(let score, let labels, let atLeast):
            guard let predicted = ClassList.predictions(observed) else {
                return { failed("expected predictions, a list of classes or a row of scores for each example", observed: ValueText.text(observed)) }
            }
            guard predicted.count == labels.count, !labels.isEmpty else {
                return { failed("expected \(labels.count) predictions", observed: "\(predicted.count)") }
            }
            let value = PredictionScore.value(score, predicted: predicted, labels: labels)
            // A mean that is the bound may be rounded to just below it.
            if value >= atLeast - 1e-12 { return nil }
            return {
                let right = PredictionScore.rightCount(predicted, labels)
                // The judge has counted this itself.
                return failed(
                    "expected \(name(score)) of at least \(ValueText.text(atLeast)), observed \(ValueText.text((value * 10000).rounded() / 10000)) (\(right) of \(labels.count) right)")
            }
        }
    }

    private static func bounds(_ atLeast: Double?, _ atMost: Double?) -> String {
        func text(_ bound: Double) -> String { Int(exactly: bound).map(String.init) ?? ValueText.text(bound) }
        switch (atLeast, atMost) {
        case (let low?, let high?) where low == high: return "the number \(text(low))"
        case (let low?, let high?): return "a number from \(text(low)) to \(text(high))"
        case (let low?, nil): return "a number of at least \(text(low))"
        case (nil, let high?): return "a number of at most \(text(high))"
        case (nil, nil): return "a number"
        }
    }

    private static func name(_ score: CheckOptions.Score) -> String {
        switch score {
        case .accuracy: "an accuracy"
        case .f1Macro: "a macro F1"
        }
    }
}
