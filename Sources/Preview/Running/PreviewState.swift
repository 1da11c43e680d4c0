import KernelHost
import Notebook

/// What a preview knows of its notebook: the last version that could be read, what came of each of its cells so
/// far, and what is wrong with the newest version. Pure: changed by saves and by what happens in the session.
struct PreviewState: Sendable {
    /// The notebook as it is shown.
    private(set) var notebook: ExecutedNotebook
    /// What is wrong with a newer version, and that version.
    private(set) var problems: (diagnostics: [Diagnostic], source: [UInt8]) = ([], [])

    /// How much of the page an event changes.
    enum Change: Equatable, Sendable {
        case nothing
        case cell(Int)
        case page
    }

    init(path: String) {
        let nothing = NotebookDocument(path: path, source: [], frontMatter: FrontMatter(), blocks: [])
        notebook = ExecutedNotebook(document: nothing, cells: [], startedAt: 0, duration: 0, provenance: [])
    }

    // MARK: Saves

    /// A version that can be read. What is known of a cell goes with its code; outputs of a cell that changed stay
    /// until there are newer ones.
    mutating func open(_ document: NotebookDocument) {
        problems = ([], [])
        var known = notebook.cells
        func take(_ isWanted: (ExecutedCell) -> Bool) -> ExecutedCell? {
            known.firstIndex(where: isWanted).map { known.remove(at: $0) }
        }
        // Cells that are the same come first, so that a new one does not take their place.
        var found = document.cells.map { cell in take { $0.cell.id == cell.id && $0.cell.source == cell.source } }
        for (index, cell) in document.cells.enumerated() where found[index] == nil {
            found[index] = take { $0.cell.source == cell.source }
        }
        notebook.cells = zip(document.cells, found).map { cell, same in
            if var same {
                same = Self.carried(same, to: cell)
                // What did not run for some reason has a new chance.
                if case .skipped = same.outcome, same.progress == .settled { same.progress = .waiting }
                return same
            }
            var new = ExecutedCell(cell: cell, outcome: cell.options.eval ? .finished : .notEvaluated)
            guard cell.options.eval else { return new }
            new.progress = .waiting
            if let old = take({ $0.cell.id == cell.id }) {
                new.outputs = old.outputs
                new.hasOldOutputs = !old.outputs.isEmpty
            }
            return new
        }
        notebook.document = document
    }

    /// A version that cannot be read, or not be run at all.
    mutating func refuse(_ diagnostics: [Diagnostic], in source: [UInt8]) {
        problems = (diagnostics, source)
        for index in notebook.cells.indices where notebook.cells[index].progress == .waiting {
            notebook.cells[index].progress = .settled
            notebook.cells[index].outcome = .skipped(reason: "the notebook has a mistake")
        }
    }

    // MARK: Runs

    /// A run begins, so many seconds after 1970.
    mutating func begin(at time: Double) { notebook.startedAt = time }

    /// What happened in a run of this version of the notebook, or of an older one.
    mutating func apply(_ event: NotebookRunner.Event) -> Change {
        switch event {
        case .compiling, .compiled, .restarted: return .nothing
        case .started(let cell):
            return change(cell) {
                $0.progress = .running
                $0.diagnostics = []
                $0.duration = nil
                $0.hasOldOutputs = !$0.outputs.isEmpty
            }
        case .output(let cell, let output):
            return change(cell) { executed in
                // The first new one takes the place of all old ones.
                if executed.hasOldOutputs { executed.outputs = [] }
                executed.hasOldOutputs = false
                executed.outputs.join(output)
            }
        case .updated(let cell, let bundle): return change(cell) { $0.outputs.update(with: bundle) }
        case .finished(let executed), .kept(let executed):
            return change(executed.cell) { shown in
                let old = shown.outputs
                shown = Self.carried(executed, to: shown.cell)
                if case .skipped = executed.outcome, executed.outputs.isEmpty {
                    shown.outputs = old
                    shown.hasOldOutputs = !old.isEmpty
                }
            }
        }
    }

    /// What came of a run of the version that is shown.
    mutating func finish(_ result: NotebookRunner.Result) {
        switch result {
        case .executed(let executed, _):
            notebook.provenance = executed.provenance
            settle("the run was broken off")
        case .broken(let diagnostics):
            for index in notebook.cells.indices {
                let cell = notebook.cells[index].cell
                let own = diagnostics.filter { $0.position.map { cell.holds(line: $0.line) } ?? false }
                notebook.cells[index].diagnostics = own
                guard own.contains(where: { $0.severity == .error }) else { continue }
                notebook.cells[index].progress = .settled
                notebook.cells[index].outcome = .skipped(reason: "it does not compile")
                notebook.cells[index].hasOldOutputs = !notebook.cells[index].outputs.isEmpty
            }
            settle("another cell does not compile")
        }
        notebook.duration = notebook.cells.reduce(0) { $0 + ($1.duration ?? 0) }
    }

    /// Ends the wait of cells that are not run after all.
    private mutating func settle(_ reason: String) {
        for index in notebook.cells.indices where notebook.cells[index].progress != .settled {
            notebook.cells[index].progress = .settled
            notebook.cells[index].outcome = .skipped(reason: reason)
        }
    }

    /// Changes the cell that is shown for one of a run, if there is one still.
    private mutating func change(_ cell: Cell, _ body: (inout ExecutedCell) -> Void) -> Change {
        let same = notebook.cells.indices.filter { notebook.cells[$0].cell.source == cell.source }
        guard let index = same.first(where: { notebook.cells[$0].cell.id == cell.id }) ?? same.first else { return .nothing }
        body(&notebook.cells[index])
        return .cell(index)
    }

    private static func carried(_ executed: ExecutedCell, to cell: Cell) -> ExecutedCell {
        let distance = cell.firstLine - executed.cell.firstLine
        let diagnostics = executed.diagnostics.map { diagnostic in
            var moved = diagnostic
            moved.position?.line += distance
            return moved
        }
        return executed.moved(to: cell, diagnostics: diagnostics)
    }
}

extension Cell {
    /// Whether a line of the notebook is one of the cell's, its fence included.
    fileprivate func holds(line: Int) -> Bool {
        (firstLine - 1...firstLine + max(1, source.utf8.count { $0 == UInt8(ascii: "\n") })).contains(line)
    }
}

extension [Output] {
    /// Adds an output; printed text goes on in what was printed before it.
    fileprivate mutating func join(_ output: Output) {
        if case .stream(let stream, let text) = output, case .stream(stream, let before)? = last {
            self[count - 1] = .stream(stream, text: before + text)
        } else {
            append(output)
        }
    }
}
