extension CellFailure {
    /// How `todo()` begins what it says when it ends a cell.
    public static let notDoneReason = "not done yet"

    /// Whether the cell came to a `todo()`: work that is still to be done, and no mistake.
    public var isNotDone: Bool { name == "Failure" && reason.hasPrefix(Self.notDoneReason) }
}

extension ExecutedCell {
    /// Whether all that is wrong with the cell is that it is still to be written.
    public var isNotDone: Bool {
        guard outcome == .failed, case .error(let failure)? = outputs.last else { return false }
        return failure.isNotDone
    }
}
