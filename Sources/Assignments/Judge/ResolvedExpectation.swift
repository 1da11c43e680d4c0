import Notebook

/// What an observation is compared with, once all that it takes is known: a check says `equal: reference`, this says which
/// value. It never leaves the judge's side but in a release's public checks.
public enum ResolvedExpectation: Sendable, Equatable {
    /// The same value, numbers as near as `tolerance` says: |a − b| ≤ tolerance · max(1, |b|).
    case equal(ObservedValue, tolerance: Double)
    /// A number between two bounds, of which one may be missing.
    case range(atLeast: Double?, atMost: Double?)
    /// Predictions whose score against the true classes is high enough.
    case score(CheckOptions.Score, labels: [Int], atLeast: Double)

    /// - Parameters:
    ///   - reference: what the teacher's own solution gave in the same phase; needed by `equal: reference`.
    ///   - labels: what the check's expression for labels gave there; needed where they do not stand in the check.
    public init(_ check: CheckOptions, reference: ObservedValue?, labels: ObservedValue? = nil) throws(ExpectationError) {
        switch check.expectation {
        case .equalToReference:
            guard let reference else { throw .noReference }
            self = .equal(reference, tolerance: check.tolerance)
        case .equal(let value): self = .equal(value, tolerance: check.tolerance)
        case .range(let atLeast, let atMost): self = .range(atLeast: atLeast, atMost: atMost)
        case .score(let score, .values(let classes), let atLeast):
            guard !classes.isEmpty else { throw .noClasses }
            self = .score(score, labels: classes, atLeast: atLeast)
        case .score(let score, .expression(let expression), let atLeast):
            guard let labels else { throw .noLabels(expression) }
            guard let classes = ClassList.classes(labels) else { throw .notClasses(expression, ValueText.text(labels)) }
            guard !classes.isEmpty else { throw .noClasses }
            self = .score(score, labels: classes, atLeast: atLeast)
        }
    }
}

/// Why it is not known what a check expects.
public enum ExpectationError: Error, Equatable, CustomStringConvertible {
    /// The reference's own run observed nothing.
    case noReference
    /// The expression for labels gave nothing.
    case noLabels(String)
    /// It gave something else than classes.
    case notClasses(String, String)
    /// There is nothing to score.
    case noClasses

    public var description: String {
        switch self {
        case .noReference: "the teacher's own solution observes nothing here; the check's last expression must be reached, and be of a type that can be observed"
        case .noLabels(let expression): "the labels `\(expression)` were not evaluated; declare them in a cell with `//| judge: true`"
        case .notClasses(let expression, let value): "the labels `\(expression)` must be a list of whole numbers, 0 or greater, not \(value)"
        case .noClasses: "there are no labels, so nothing can be scored; give at least one"
        }
    }
}
