/// The values that a pickle's operations work on.
struct PickleStack {
    private var values: [PickleValue] = []

    mutating func push(_ value: PickleValue) { values.append(value) }

    func top() throws(CheckpointFault) -> PickleValue {
        guard let value = values.last else { throw CheckpointFault(reason: "its pickle uses a value that is not there") }
        return value
    }

    mutating func pop() throws(CheckpointFault) -> PickleValue {
        let value = try top()
        values.removeLast()
        return value
    }

    mutating func popLast(_ count: Int) throws(CheckpointFault) -> [PickleValue] {
        guard values.count >= count else { throw CheckpointFault(reason: "its pickle uses a value that is not there") }
        let popped = Array(values.suffix(count))
        values.removeLast(count)
        return popped
    }

    mutating func popToMark() throws(CheckpointFault) -> [PickleValue] {
        let found = values.lastIndex { if case .mark = $0 { true } else { false } }
        guard let mark = found else { throw CheckpointFault(reason: "its pickle uses a mark that is not there") }
        let popped = Array(values[(mark + 1)...])
        values.removeSubrange(mark...)
        return popped
    }
}
