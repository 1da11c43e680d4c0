/// Why a state that was saved cannot be taken up again. Nothing was changed.
public indirect enum TrainingStateError: Error, Equatable, CustomStringConvertible {
    /// The state is another class's.
    case otherKind(owner: String, found: String)
    /// The state was saved with another setting, so that what follows would not be what would have followed.
    case otherOption(owner: String, name: String, expected: String, found: String)
    case missing(owner: String, name: String)
    case unexpected(owner: String, name: String)
    /// A number that is none.
    case malformed(owner: String, name: String, text: String)
    case otherShape(owner: String, name: String, expected: [Int], found: [Int])
    case model(StateDictMismatch)
    /// The checkpoint has no state for what is to be restored: an optimiser or a schedule.
    case notSaved(part: String)
    /// The checkpoint has a state for which nothing was given.
    case notGiven(part: String)
    /// The schedule would change the rates of an optimiser that is not the one to be restored.
    case otherOptimizer
    /// The checkpoint has no history: it was written by hand.
    case notByTrainer
    /// A trainer's file from which the training cannot go on.
    case unusableFile(path: String, reason: TrainingStateError)

    public var description: String {
        switch self {
        case .otherKind(let owner, let found): "the saved state is that of \(found), not of \(owner)"
        case .otherOption(let owner, let name, let expected, let found):
            "the saved state is that of \(owner) with \(name) \(found); this one has \(name) \(expected)"
        case .missing(let owner, let name): "the saved state of \(owner) lacks \"\(name)\""
        case .unexpected(let owner, let name): "the saved state of \(owner) has \"\(name)\", which this one has no place for"
        case .malformed(let owner, let name, let text): "the saved state of \(owner) has \"\(text)\" as \"\(name)\""
        case .otherShape(let owner, let name, let expected, let found):
            "the saved state of \(owner) does not fit: \"\(name)\" is \(found), the parameter is \(expected)"
        case .model(let mismatch): mismatch.description
        case .notSaved(let part): "the checkpoint was saved without \(part); leave it out here as well"
        case .notGiven(let part):
            "the checkpoint has the state of \(part): give it to restore(), so that it goes on from there; "
                + "for the weights alone, net.load(checkpoint.model)"
        case .notByTrainer: "it was not written by a Trainer: TrainingCheckpoint(contentsOf:) and restore() go on from it"
        case .unusableFile(let path, .notByTrainer): "\(path): \(TrainingStateError.notByTrainer); or choose another file"
        case .unusableFile(let path, let reason):
            "\(path): \(reason); make everything as it was then, choose another file, or begin anew without resume"
        case .otherOptimizer: "the schedule was made for another optimizer: make it for the one that restore() is given"
        }
    }
}
