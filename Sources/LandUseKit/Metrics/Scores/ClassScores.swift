/// How well one class is told from the others.
public struct ClassScores: Sendable, Equatable {
    /// The class's name.
    public var name: String
    /// The class's number.
    public var index: Int
    /// Of what was taken for this class, the share that is.
    public var precision: Double
    /// Of what is of this class, the share that was taken for it.
    public var recall: Double
    /// The harmonic mean of the two.
    public var f1: Double
    /// F1, or another F-score where a `beta` was given.
    public var fScore: Double
    /// How many labels are of this class.
    public var support: Int
}

/// Precision, recall and F-score of all classes together.
public struct AveragedScores: Sendable, Equatable {
    public var precision: Double
    public var recall: Double
    public var f1: Double
    /// F1, or another F-score where a `beta` was given.
    public var fScore: Double
    /// How many labels are of the classes that count.
    public var support: Int
    /// What was divided by zero and set to 0, where `zeroDivision` is `.warn`.
    public var remarks: [String]
}
