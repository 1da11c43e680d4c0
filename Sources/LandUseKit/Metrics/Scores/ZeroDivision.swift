/// What a score is that would divide by zero: the precision of a class that was never predicted, the recall of one that
/// never occurs (scikit-learn's `zero_division`).
public enum ZeroDivision: Sendable, Equatable {
    /// 0, and a remark that names the classes.
    case warn
    /// 0.
    case zero
    /// 1. It praises a model for the classes that it never predicts: one that takes every picture for the same class has
    /// a precision of 0.97 then, at an accuracy of 0.03.
    case one
    /// No number; averages leave the class out.
    case nan

    var value: Double {
        switch self {
        case .warn, .zero: 0
        case .one: 1
        case .nan: .nan
        }
    }

    /// - Parameter denominator: a count
    func ratio(_ numerator: Double, _ denominator: Double) -> Double {
        denominator == 0 ? value : numerator / denominator
    }
}
