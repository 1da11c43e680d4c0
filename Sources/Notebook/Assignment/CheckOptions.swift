/// What the option `check` of a cell says: the cell's last expression is observed, and earns points if it is as expected.
///
///     //| check: {points: 2, equal: reference, message: "The mean is taken over each channel."}
public struct CheckOptions: Sendable, Equatable {
    /// What an observation is compared with, outside the process that made it.
    public enum Expectation: Sendable, Equatable {
        /// What the teacher's own solution gives: `equal: reference`.
        case equalToReference
        /// `equal: [512, 21]`
        case equal(ObservedValue)
        /// `at-least: 3`, `at-most: 5`, or both: for numbers that cost work, not for claims about quality.
        case range(atLeast: Double?, atMost: Double?)
        /// `score: accuracy, labels: drawnLabels, at-least: 0.6`: the cell observes predictions, and the judge, who holds
        /// the labels, counts.
        case score(Score, labels: Labels, atLeast: Double)
    }

    /// How predictions are scored.
    public enum Score: String, Sendable, CaseIterable {
        /// The share of predicted classes that are right.
        case accuracy
        /// The mean over classes of F1, zero where a class is never right (scikit-learn's `zero_division=0`).
        case f1Macro = "f1-macro"
    }

    /// The true classes that predictions are compared with.
    public enum Labels: Sendable, Equatable {
        /// An expression that is evaluated on the judge's side only, with the reference's cells and judge cells in scope.
        case expression(String)
        /// As they stand in a release.
        case values([Int])
    }

    /// What the check is worth; greater than 0.
    public var points: Double
    public var expectation: Expectation
    /// How far a number may be from what is expected: |a − b| ≤ tolerance · max(1, |b|). 0 asks for the same number.
    public var tolerance: Double
    /// Whether students see the check only in their mark.
    public var isHidden: Bool
    /// What a student reads who did not earn the points.
    public var message: String?
    /// What a student may unfold before that.
    public var hint: String?

    public init(
        points: Double, expectation: Expectation, tolerance: Double = 0, isHidden: Bool = false, message: String? = nil, hint: String? = nil
    ) {
        self.points = points
        self.expectation = expectation
        self.tolerance = tolerance
        self.isHidden = isHidden
        self.message = message
        self.hint = hint
    }
}
