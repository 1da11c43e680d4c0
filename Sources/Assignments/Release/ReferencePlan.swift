import Notebook

/// The teacher's notebook as it is run to learn what its public checks observe: without the hidden ones, and with a cell
/// behind each check whose labels are an expression, which observes these. Pure.
struct ReferencePlan {
    /// What `checkSeed` is for everyone: see NotebookDisplay.
    static let publicSeed: UInt64 = 20_260_901

    let document: NotebookDocument
    /// Whether any check's expectation is to be found out.
    let isNeeded: Bool
    /// The checks, by the id of the cell that observes their labels.
    private var labelCells: [String: String] = [:]
    private let source: NotebookDocument

    init(_ source: NotebookDocument) {
        self.source = source
        let withInputs = InputsUse.cells(of: source)
        var taken = Set(source.cells.map(\.id)), blocks: [NotebookBlock] = [], isNeeded = false, ordinal = 0
        func append(_ cell: Cell) {
            ordinal += 1
            blocks.append(.cell(Cell(
                id: cell.id, ordinal: ordinal, options: cell.options, source: cell.source, firstLine: cell.firstLine, removedColumns: cell.removedColumns)))
        }
        for block in source.blocks {
            guard case .cell(let cell) = block else { continue }
            if cell.options.check?.isHidden == true { continue }
            append(cell)
            guard let check = cell.options.check, !withInputs.contains(cell.id) else { continue }
            switch check.expectation {
            case .equalToReference: isNeeded = true
            case .score(_, .expression(let expression), _):
                isNeeded = true
                var id = "labels-of-\(cell.id)"
                while !taken.insert(id).inserted { id += "-" }
                labelCells[id] = cell.id
                append(Self.labelCell(id, expression, check, at: cell))
            default: break
            }
        }
        self.isNeeded = isNeeded
        document = NotebookDocument(path: source.path, source: source.source, frontMatter: source.frontMatter, blocks: blocks)
    }

    private static func labelCell(_ id: String, _ expression: String, _ check: CheckOptions, at cell: Cell) -> Cell {
        var options = CellOptions()
        options.id = id
        options.check = CheckOptions(points: check.points, expectation: .equalToReference)
        let lines = expression.split(separator: "\n", omittingEmptySubsequences: false).count
        return Cell(
            id: id, ordinal: 0, options: options, source: expression + "\n", firstLine: cell.firstLine, removedColumns: Array(repeating: 0, count: lines))
    }

    /// - Throws: `ReleaseFault` where labels are no classes.
    func expectations(_ notebook: ExecutedNotebook) throws(ReleaseFault) -> ReleaseExpectations {
        var expectations = ReleaseExpectations(), problems: [Diagnostic] = []
        for executed in notebook.cells where executed.cell.options.check != nil {
            guard let value = Observation.value(in: executed.outputs) else { continue }
            guard let check = labelCells[executed.cell.id] else {
                expectations.observed[executed.cell.id] = value
                continue
            }
            if let classes = Self.classes(value) {
                expectations.labels[check] = classes
            } else {
                problems.append(Diagnostic(
                    .error, path: source.path, position: executed.cell.position(line: 1, column: 1),
                    message: "the labels of the check `\(check)` are no list of classes; let them be an [Int], each 0 or greater"))
            }
        }
        guard problems.isEmpty else { throw ReleaseFault(problems) }
        return expectations
    }

    private static func classes(_ value: ObservedValue) -> [Int]? {
        guard case .list(let items) = value else { return nil }
        let classes = items.compactMap { if case .int(let label) = $0, label >= 0 { label } else { nil } }
        return classes.count == items.count ? classes : nil
    }
}
