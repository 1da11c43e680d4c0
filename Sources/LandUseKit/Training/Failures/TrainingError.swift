/// Why a training did not begin, or did not go on.
public enum TrainingError: Error, Equatable, CustomStringConvertible {
    /// A loader that gives no batch.
    case noBatches(set: String, pictures: Int, batchSize: Int)
    /// A label that is none of the classes, in words.
    case foreignLabel(set: String, label: String)
    /// A network with more outputs than there are classes, or fewer.
    case otherOutputs(model: String, outputs: Int, classes: Int, remedy: String)
    /// What the network gives is not a row of logits for each picture.
    case noLogits(model: String, expected: Int, found: [Int])
    case otherClasses(train: [String], validation: [String])
    /// Every parameter is frozen.
    case nothingToTrain(model: String, parameters: Int, remedy: String)
    /// The optimiser would change parameters that the network no longer has, and leave those alone that it has.
    case otherParameters(optimizer: String, model: String, missing: [String])
    /// The optimiser was made for frozen parameters only.
    case onlyFrozen(optimizer: String, model: String, trainable: [String])
    case notFinite(NonFiniteTraining)

    public var description: String {
        switch self {
        case .noBatches(let set, 0, _): "there is no picture in the \(set) set"
        case .noBatches(let set, let pictures, let batchSize):
            "the \(set) set's loader gives no batch: dropLast leaves out the only one, for \(pictures) pictures are fewer than "
                + "batchSize \(batchSize); choose a smaller batchSize"
        case .foreignLabel(let set, let label): "in the \(set) set \(label): labels count from 0"
        case .otherOutputs(let model, let outputs, let classes, let remedy):
            "\(model) has \(outputs) outputs, and the training set has \(classes) classes: \(remedy)"
        case .noLogits(let model, let expected, let found):
            "\(model) must give a row of logits for each of \(expected) pictures, [\(expected), classes], and gave \(found)"
        case .otherClasses(let train, let validation):
            "the training set has \(Self.listed(train)), the validation set \(Self.listed(validation)): a label would not mean "
                + "the same in both; make both from one dataset"
        case .nothingToTrain(let model, let parameters, let remedy):
            "all \(parameters) parameters of \(model) are frozen, so that there is nothing to train: \(remedy)"
        case .otherParameters(let optimizer, let model, let missing):
            "\(optimizer) was made for parameters that \(model) does not have, and does not hold \(missing.joined(separator: ", ")): "
                + "make the optimizer after the model is complete, its head replaced"
        case .onlyFrozen(let optimizer, let model, let trainable):
            "\(optimizer) holds only frozen parameters of \(model), and would change nothing; give it \(trainable.joined(separator: ", "))"
        case .notFinite(let report): report.description
        }
    }

    private static func listed(_ classes: [String]) -> String {
        "\(classes.count) classes (\(classes.prefix(3).joined(separator: ", "))\(classes.count > 3 ? ", …" : ""))"
    }
}
