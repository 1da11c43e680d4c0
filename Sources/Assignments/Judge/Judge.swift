import Notebook

/// Whether a check passed, and why, in words.
public struct Verdict: Sendable, Equatable {
    public var outcome: CheckMark.Outcome
    public var explanation: String

    public var passed: Bool { outcome == .passed }
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
        case (let complaint?, .everything): return Verdict(outcome: .failed, explanation: complaint())
        }
    }

    /// The same for a check whose reference is at hand; a check of which nothing can be expected passes never.
    public static func verdict(
        observed: ObservedValue?, check: CheckOptions, reference: ObservedValue?, labels: ObservedValue? = nil, disclosing disclosure: Disclosure = .nothing
    ) -> Verdict {
        do {
            return verdict(observed: observed, expected: try ResolvedExpectation(check, reference: reference, labels: labels), disclosing: disclosure)
        } catch {
            return Verdict(outcome: .failed, explanation: disclosure == .everything ? error.description : "not as expected")
        }
    }

    /// What is wrong with an observation, to be put into words if they are wanted; `nil` if nothing is.
    private static func complaint(_ observed: ObservedValue, _ expected: ResolvedExpectation) -> (() -> String)? {
        switch expected {
        case .equal(let value, let tolerance):
            guard let difference = Comparison(tolerance: tolerance).difference(observed, value) else { return nil }
            return {
                let near = tolerance > 0 ? " (within \(ValueText.text(tolerance)))" : ""
                return (difference.path.isEmpty ? "" : "at \(difference.path.prefix(ValueText.longest)): ") + difference.words + near
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
            return { "expected \(bounds(atLeast, atMost)), observed \(ValueText.text(observed))" }
        case .score(let score, let labels, let atLeast):
            guard let predicted = ClassList.predictions(observed) else {
                return { "expected predictions, a list of classes or a row of scores for each example, observed \(ValueText.text(observed))" }
            }
            guard predicted.count == labels.count, !labels.isEmpty else {
                return { "expected \(labels.count) predictions, observed \(predicted.count)" }
            }
            let value = PredictionScore.value(score, predicted: predicted, labels: labels)
            // A mean that is the bound may be rounded to just below it.
            if value >= atLeast - 1e-12 { return nil }
            return {
                let right = PredictionScore.rightCount(predicted, labels)
                return "expected \(name(score)) of at least \(ValueText.text(atLeast)), observed \(ValueText.text((value * 10000).rounded() / 10000)) (\(right) of \(labels.count) right)"
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
