/// Why a model cannot be evaluated on a dataset, where that is nobody's mistake in calling.
public enum EvaluationError: Error, Equatable {
    /// What the model gives for a picture is no number.
    case notANumber(picture: String)
}

extension EvaluationError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notANumber(let picture):
            "evaluate: the model's output for \(picture) is no number (NaN or infinite); its weights were probably lost in training: "
                + "train again with a lower learning rate or clipped gradients, from weights that were saved before"
        }
    }
}
