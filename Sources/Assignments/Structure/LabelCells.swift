import Notebook

/// Makes the cells that observe the labels of checks, where those are an expression: each stands behind its check. Pure.
public struct LabelCells {
    private var taken: Set<String>

    /// - Parameter taken: the ids that are somebody's.
    public init(besides taken: Set<String>) { self.taken = taken }

    /// The cell behind a check; `nil` where the check's labels are no expression.
    public mutating func cell(behind check: Cell) -> Cell? {
        guard let options = check.options.check, case .score(_, .expression(let expression), _) = options.expectation else { return nil }
        var id = "labels-of-\(check.id)"
        while !taken.insert(id).inserted { id += "-" }
        var own = CellOptions()
        own.id = id
        own.isForJudge = true
        own.check = CheckOptions(points: options.points, expectation: .equalToReference)
        let lines = expression.split(separator: "\n", omittingEmptySubsequences: false)
        return Cell(
            id: id, ordinal: check.ordinal, options: own, source: expression + "\n", firstLine: check.firstLine,
            removedColumns: Array(repeating: 0, count: lines.count + 1))
    }
}
