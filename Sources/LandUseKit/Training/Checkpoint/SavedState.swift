/// How the state of an optimiser or a schedule is written down: tensors under names, and in the metadata the owner's
/// class as `kind`, its settings as `option.<name>`, and numbers as text.
///
/// Swift writes a `Double` with as many digits as give back the same bits, and reads it so, whole numbers of 64 bits
/// likewise: nothing is lost.
struct SavedState {
    /// What the state belongs to, for messages.
    let owner: String
    private(set) var state: StateDict

    /// A state to be filled.
    init(of owner: String, options: [String: String]) {
        self.owner = owner
        state = StateDict(metadata: ["kind": owner])
        for (name, text) in options { state.metadata["option.\(name)"] = text }
    }

    /// A state that was saved, which must be one of `owner` with the same settings.
    init(_ state: StateDict, of owner: String, options: [String: String]) throws(TrainingStateError) {
        self.owner = owner
        self.state = state
        guard let kind = state.metadata["kind"] else { throw .missing(owner: owner, name: "kind") }
        guard kind == owner else { throw .otherKind(owner: owner, found: kind) }
        for (name, expected) in options.sorted(by: { $0.key < $1.key }) {
            guard let found = state.metadata["option.\(name)"] else { throw .missing(owner: owner, name: "option.\(name)") }
            guard found == expected else { throw .otherOption(owner: owner, name: name, expected: expected, found: found) }
        }
    }

    mutating func set(_ name: String, _ number: some LosslessStringConvertible) { state.metadata[name] = number.description }
    mutating func set(_ name: String, _ tensor: Tensor) { state[name] = tensor }

    /// A number, which must be there.
    func number<Number: LosslessStringConvertible>(_ name: String) throws(TrainingStateError) -> Number {
        guard let number: Number = try numberIfPresent(name) else { throw .missing(owner: owner, name: name) }
        return number
    }

    func numberIfPresent<Number: LosslessStringConvertible>(_ name: String) throws(TrainingStateError) -> Number? {
        guard let text = state.metadata[name] else { return nil }
        guard let number = Number(text) else { throw .malformed(owner: owner, name: name, text: text) }
        return number
    }

    /// Not negative, and small enough to count something in memory.
    func count(_ name: String) throws(TrainingStateError) -> Int {
        let count: Int = try number(name)
        guard (0...Int(Int32.max)).contains(count) else { throw .malformed(owner: owner, name: name, text: "\(count)") }
        return count
    }
}
