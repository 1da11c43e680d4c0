/// Reads the option `check` of a cell: a mapping of its own; see `CheckOptions`.
struct CheckReader {
    static let known = ["points", "equal", "at-least", "at-most", "score", "labels", "tolerance", "hidden", "message", "hint"]
    /// The most points that one thing can be worth: no more than a slip of the pen apart from what anyone gives.
    static let mostPoints: Double = 100_000

    private(set) var options: CheckOptions?

    /// `nil` options where the option is not there, or wrong, which is then reported.
    init(_ outer: inout Settings) {
        guard var settings = outer.mapping("check", noun: "check option", known: Self.known),
            let position = outer.position(of: "check") else { return }
        options = Self.read(&settings, at: position)
        outer.absorb(settings)
    }

    private static func read(_ settings: inout Settings, at position: SourcePosition) -> CheckOptions? {
        let points = settings.points("points")
        if !settings.has("points") { settings.report(position, "a check is worth `points`; write how many: `check: {points: 1, …}`") }
        let expectation = expectation(&settings, at: position)
        let tolerance = settings.number("tolerance", expected: "a number, 0 or greater") { $0 >= 0 }
        if !settings.has("equal"), let place = settings.position(of: "tolerance") {
            settings.report(place, "`tolerance` says how far a value may be from what `equal` expects; take it away, or put in `equal`")
        }
        let isHidden = settings.bool("hidden") ?? false
        let message = settings.string("message"), hint = settings.string("hint")
        guard settings.diagnostics.isEmpty, let points, let expectation else { return nil }
        return CheckOptions(points: points, expectation: expectation, tolerance: tolerance ?? 0, isHidden: isHidden, message: message, hint: hint)
    }

    private static func expectation(_ settings: inout Settings, at position: SourcePosition) -> CheckOptions.Expectation? {
        let atLeast = settings.number("at-least", expected: "a number"), atMost = settings.number("at-most", expected: "a number")
        if settings.has("score") { return score(&settings, atLeast: atLeast) }
        if let place = settings.position(of: "labels") {
            settings.report(place, "`labels` are what a `score` is counted against; put in `score: accuracy`, or take them away")
        }
        let isRange = settings.has("at-least") || settings.has("at-most")
        if settings.has("equal") {
            if isRange { settings.report(position, "a check has `equal` or bounds, not both; make it two checks") }
            if settings.isWord("equal", "reference") { return .equalToReference }
            return settings.observedValue("equal").map(CheckOptions.Expectation.equal)
        }
        guard isRange else {
            settings.report(
                position, "nothing is expected of this check; put in `equal: reference`, `equal: …`, `at-least: …`, `at-most: …` or `score: accuracy`")
            return nil
        }
        if let atLeast, let atMost, atLeast > atMost { settings.report(position, "nothing is at least \(atLeast) and at most \(atMost)") }
        return .range(atLeast: atLeast, atMost: atMost)
    }

    private static func score(_ settings: inout Settings, atLeast: Double?) -> CheckOptions.Expectation? {
        for other in ["equal", "at-most"] {
            if let place = settings.position(of: other) { settings.report(place, "a `score` has `at-least` beside it, not `\(other)`; make it two checks") }
        }
        let score = settings.choice("score", of: CheckOptions.Score.allCases.map(\.rawValue)).flatMap(CheckOptions.Score.init)
        let labels = settings.labels("labels")
        for (name, example) in [("labels", "labels: trueClasses"), ("at-least", "at-least: 0.6")] where !settings.has(name) {
            settings.report(settings.position(of: "score") ?? SourcePosition(line: 1, column: 1), "a `score` needs `\(name)`; put in `\(example)`")
        }
        if let atLeast, !(0...1).contains(atLeast), let place = settings.position(of: "at-least") {
            settings.report(place, "a score lies between 0 and 1, so `at-least` does too")
        }
        guard let score, let labels, let atLeast else { return nil }
        return .score(score, labels: labels, atLeast: atLeast)
    }
}
