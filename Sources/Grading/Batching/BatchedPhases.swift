import CellCompiler
import KernelHost
import Notebook

/// The two phases of a submission whose cells are compiled together.
struct BatchedPhases {
    let run: BatchedRun
    let cells: BatchedRun.Compiled
    let kernel: KernelSession

    func run(draw: @Sendable () throws -> Void) async throws -> TwoPhaseRun.Result {
        let start = ContinuousClock.now
        var executed: [String: ExecutedCell] = [:], names: Set<String> = []
        func add(_ cell: Cell, _ result: ExecutedCell) {
            executed[cell.id] = result
            for case .displayData(let bundle) in result.outputs { if let name = bundle.displayID { names.insert(name) } }
        }
        for (cell, compiled) in zip(run.batch.given, cells.given) {
            let result = try await execute(cell, compiled, timeLimit: limit(cell), shownEarlier: names)
            guard result.outcome == .finished, !cell.options.expectsError else { throw BatchedRun.Unusual() }
            add(cell, result)
        }
        try await executeAnswers().forEach { add($0.cell, $0) }
        for (part, cell) in (run.batch.publicChecks?.parts ?? []).enumerated() { add(cell, try await check(cell, cells.publicChecks, part, shownEarlier: names)) }
        let all = run.document.cells.map { executed[$0.id] ?? ExecutedCell(cell: $0, outcome: .notEvaluated) }
        let notebook = ExecutedNotebook(document: run.document, cells: all, startedAt: 0, duration: (ContinuousClock.now - start) / .seconds(1), provenance: [])
        guard !run.drawn.isEmpty else { return .init(executed: notebook, drawn: [], isLate: false) }
        try draw()
        var drawn: [ExecutedCell] = []
        for id in run.drawn {
            if let part = run.batch.publicChecks?.parts.firstIndex(where: { $0.id == id }), let cell = run.batch.publicChecks?.parts[part] {
                drawn.append(try await check(cell, cells.publicChecks, part, shownEarlier: names))
            } else if let part = run.batch.hiddenChecks?.parts.firstIndex(where: { $0.id == id }), let cell = run.batch.hiddenChecks?.parts[part] {
                drawn.append(try await check(cell, cells.hiddenChecks, part, shownEarlier: names))
            }
        }
        return .init(executed: notebook, drawn: drawn, isLate: false)
    }

    /// Answers declare, and put nothing out.
    private func executeAnswers() async throws -> [ExecutedCell] {
        let answers = run.batch.answers.parts
        let result = await kernel.run(cells.answers, timeLimit: answers.compactMap(limit).reduce(Self.patience, min)) { _ in }
        guard result.ending == .finished, result.outputs.isEmpty, result.earlierUpdates.isEmpty, result.isKernelAlive else { throw BatchedRun.Unusual() }
        return answers.map { ExecutedCell(cell: $0, outcome: .finished, diagnostics: cells.diagnostics[$0.id] ?? [], duration: result.duration) }
    }

    private func check(_ cell: Cell, _ compiled: CompiledCell?, _ part: Int, shownEarlier: Set<String>) async throws -> ExecutedCell {
        guard let compiled else { throw BatchedRun.Unusual() }
        return try await execute(cell, compiled, part: UInt32(part), timeLimit: min(limit(cell) ?? Self.patience, Self.patience), shownEarlier: shownEarlier)
    }

    /// Seconds after which something that is not optimised is worth optimising.
    private static let patience = 2.0

    /// Bytes that the outputs of each cell may take, so that all of them stay within what they may together.
    private var room: Int? { run.options.outputLimit.map { $0 / max(1, run.document.cells.count) } }

    private func limit(_ cell: Cell) -> Double? { cell.options.timeout ?? run.document.frontMatter.timeout ?? run.options.timeLimit }

    private func execute(
        _ cell: Cell, _ compiled: CompiledCell, part: UInt32 = 0, timeLimit: Double?, shownEarlier: Set<String>
    ) async throws -> ExecutedCell {
        let result = await kernel.run(compiled, part: part, timeLimit: timeLimit, room: room, shownEarlier: shownEarlier) { _ in }
        guard result.isKernelAlive, result.earlierUpdates.isEmpty, !result.outputs.contains(where: \.isOmission) else { throw BatchedRun.Unusual() }
        var executed = ExecutedCell(cell: cell, outcome: .finished, outputs: result.outputs, diagnostics: cells.diagnostics[cell.id] ?? [], duration: result.duration)
        switch result.ending {
        case .finished: break
        case .failed(let failure) where failure.isNotDone:
            executed.outcome = .failed
            let placed = try placed(failure)
            executed.outputs = executed.outputs.map { $0 == .error(failure) ? .error(placed) : $0 }
        case .failed, .interrupted, .timedOut, .died: throw BatchedRun.Unusual()
        }
        return executed
    }

    /// A failure whose places are those of the document's own cells. Only where it is sure that the compiler made nothing
    /// else of them than it does of a cell by itself: at a check's top level, and within one answer.
    private func placed(_ failure: CellFailure) throws(BatchedRun.Unusual) -> CellFailure {
        var placed = failure, answers: Set<String> = []
        if failure.frames.isEmpty { throw BatchedRun.Unusual() }
        for (index, frame) in failure.frames.enumerated() {
            if frame.cell == run.batch.answers.cell.id {
                guard let owner = run.batch.answers.owner(ofLine: frame.position.line) else { throw BatchedRun.Unusual() }
                answers.insert(owner.id)
                placed.frames[index].cell = owner.id
            } else if let check = try place(ofCheck: frame.cell, line: frame.position.line) {
                if frame.function != nil { throw BatchedRun.Unusual() }
                placed.frames[index].cell = check.cell.id
                placed.frames[index].position.line = check.line
            }
        }
        if answers.count > 1 { throw BatchedRun.Unusual() }
        return placed
    }

    /// The check that a line of compiled ones belongs to, and its line in the document; `nil` for what is no check's. Those
    /// that submissions share tell lines of the teacher's file.
    private func place(ofCheck id: String, line: Int) throws(BatchedRun.Unusual) -> (cell: Cell, line: Int)? {
        let compiled = run.shared?.batch ?? run.batch
        for (theirs, own) in [(compiled.publicChecks, run.batch.publicChecks), (compiled.hiddenChecks, run.batch.hiddenChecks)] {
            guard let theirs, let own, theirs.cell.id == id else { continue }
            guard let part = theirs.parts.firstIndex(where: { $0.fileLines.contains(line) }) else { throw BatchedRun.Unusual() }
            return (own.parts[part], line - theirs.parts[part].firstLine + own.parts[part].firstLine)
        }
        return nil
    }
}

extension Output {
    /// Whether it says that something was left out.
    fileprivate var isOmission: Bool { if case .omitted = self { true } else { false } }
}
