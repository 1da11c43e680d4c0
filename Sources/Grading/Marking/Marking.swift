import Assignments
import Notebook

/// Makes marks of what a submission's checks observed. Whatever is not there, or not as it should be, earns nothing.
struct Marking: Sendable {
    let plan: GradingPlan
    let reference: Reference

    func marks(_ observed: RunObservations) -> [CheckMark] { plan.checks.map { mark($0, observed) } }

    /// What every check comes to for a submission that could not be run at all.
    func nothing(because reason: String) -> [CheckMark] {
        plan.checks.map { mark($0, earned: 0, .notObserved, reason) }
    }

    /// In which phases a check counts: in those in which the reference observes something. A check that uses what is
    /// drawn may have nothing to show with the public seed.
    func phases(of check: GradingPlan.Check) -> (given: ResolvedExpectation?, drawn: ResolvedExpectation?) {
        let own = reference.observations, labels = reference.labels
        func expectation(_ value: ObservedValue?, _ labels: ObservedValue?) -> ResolvedExpectation? {
            value.flatMap { try? ResolvedExpectation(check.options, reference: $0, labels: labels) }
        }
        return (
            check.options.isHidden ? nil : expectation(own.given[check.id]?.value, labels.given[check.id]?.value),
            check.isDrawn ? expectation(own.drawn[check.id]?.value, labels.drawn[check.id]?.value) : nil
        )
    }

    /// Whether it is known what a check expects wherever it has to be.
    func isDecidable(_ check: GradingPlan.Check) -> Bool {
        let (given, drawn) = phases(of: check)
        return check.isDrawn ? drawn != nil : given != nil
    }

    private func mark(_ check: GradingPlan.Check, _ observed: RunObservations) -> CheckMark {
        let (given, drawn) = phases(of: check)
        guard isDecidable(check) else { return mark(check, earned: 0, .notObserved, "it is not known what is expected") }
        var shown: String?
        if let given {
            let found = observed.given[check.id] ?? .none(reason: "the check was not run")
            shown = found.value.map { ValueText.text($0) }
            if case .none(let reason, let said) = found { return mark(check, earned: 0, .notObserved, reason, said: said) }
            let verdict = Judge.verdict(observed: found.value, expected: given, disclosing: .everything)
            guard verdict.passed else {
                // A long value may be cut before the place that matters.
                let place = verdict.place.isEmpty ? nil : verdict.observed.map { "\n\(verdict.place): \($0)" }
                return mark(check, earned: 0, verdict.outcome, verdict.explanation, observed: shown.map { $0 + (place ?? "") })
            }
        }
        guard let drawn else { return mark(check, earned: check.options.points, .passed, "as expected", observed: shown) }
        let verdict = Judge.verdict(observed: observed.drawn[check.id]?.value, expected: drawn, disclosing: .nothing)
        return mark(check, earned: verdict.passed ? check.options.points : 0, verdict.outcome, Self.words(verdict, isAlsoGiven: given != nil), observed: shown)
    }

    /// Nothing that is expected of drawn inputs, or that happened with them, is told.
    private static func words(_ verdict: Verdict, isAlsoGiven: Bool) -> String {
        switch (verdict.outcome, isAlsoGiven) {
        case (.passed, _): "as expected"
        case (.failed, true): "as expected for the inputs that you see, and not for others"
        case (.failed, false): "not as expected"
        case (.notObserved, true): "as expected for the inputs that you see; for others the check, or a cell that it needs, did not come to its end"
        case (.notObserved, false): "the check, or a cell that it needs, did not come to its end"
        }
    }

    private func mark(
        _ check: GradingPlan.Check, earned: Double, _ outcome: CheckMark.Outcome, _ explanation: String, observed: String? = nil,
        said: String? = nil
    ) -> CheckMark {
        CheckMark(
            id: check.id, question: check.question, points: check.options.points, earned: earned, isHidden: check.options.isHidden, outcome: outcome,
            explanation: explanation, observed: observed, said: said, message: outcome == .passed ? nil : check.options.message)
    }
}
