import Notebook

/// The teacher's notebook as it is run to learn what its public checks observe: without the hidden ones, and with a cell
/// behind each check whose labels are an expression, which observes these. Pure.
struct ReferencePlan {
    let document: NotebookDocument
    /// Whether any check's expectation is to be found out.
    let isNeeded: Bool
    /// The checks, by the id of the cell that observes their labels.
    private var labelCells: [String: String] = [:]
    private let source: NotebookDocument

    init(_ source: NotebookDocument) {
        self.source = source
        let withInputs = InputsUse.cells(of: source)
        var labels = LabelCells(besides: Set(source.cells.map(\.id))), blocks: [NotebookBlock] = [], isNeeded = false, ordinal = 0
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
            case .score:
                guard let own = labels.cell(behind: cell) else { break }
                isNeeded = true
                labelCells[own.id] = cell.id
                append(own)
            default: break
            }
        }
        self.isNeeded = isNeeded
        document = NotebookDocument(path: source.path, source: source.source, frontMatter: source.frontMatter, blocks: blocks)
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
            if let classes = ClassList.classes(value) {
                expectations.labels[check] = classes
            } else {
                problems.append(Diagnostic(
                    .error, path: source.path, position: executed.cell.position(line: 1, column: 1),
                    message: "the labels of the check `\(check)` are no list of classes; let them be whole numbers, 0 or greater, in a list or in a tensor of one axis"))
            }
        }
        guard problems.isEmpty else { throw ReleaseFault(problems) }
        return expectations
    }
}
