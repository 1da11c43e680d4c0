import CellCompiler
import Notebook

/// What a session has run, and what is left of it in the kernel: pure, changed by how cells end.
struct SessionHistory: Sendable {
    struct Run: Sendable {
        let compiled: CompiledCell
        var executed: ExecutedCell
        var trace: Trace
    }

    /// What a cell left in the kernel.
    enum Trace: Sendable, Equatable {
        case finished
        /// It ended early, after so many of its steps.
        case failed(stepsFinished: Int)
        /// It was stopped from outside, after so many of its steps: run again, it might not end.
        case stopped(stepsFinished: Int)
        case skipped
        /// The kernel died with it, or it is not run again in a new one.
        case lost

        /// Whether a new kernel gets the state back by running the cell again.
        var isReplayed: Bool {
            switch self {
            case .finished, .failed: true
            case .stopped, .skipped, .lost: false
            }
        }
    }

    /// Oldest first.
    private(set) var runs: [Run] = []

    var compiled: [CompiledCell] { runs.map(\.compiled) }

    mutating func append(_ run: Run) { runs.append(run) }

    func run(of module: String) -> Run? { runs.last { $0.compiled.module.name == module } }

    /// The cells that show values under a name, but for those of `id`, which runs again.
    func displays(besidesCell id: String) -> [String: Cell] {
        var cells: [String: Cell] = [:]
        for run in runs where run.executed.cell.id != id {
            for case .displayData(let bundle) in run.executed.outputs { if let name = bundle.displayID { cells[name] = run.executed.cell } }
        }
        return cells
    }

    /// Puts values that a cell replaced into the outputs of those that show them.
    mutating func update(with bundles: [MediaBundle]) {
        for index in runs.indices { for bundle in bundles { runs[index].executed.outputs.update(with: bundle) } }
    }

    /// Forgets the cells that are not in the notebook any more.
    mutating func keep(only modules: Set<String>) { runs.removeAll { !modules.contains($0.compiled.module.name) } }

    /// The kernel is gone: what is not run again is lost, with all that a skipped cell lacks already.
    mutating func kernelWasLost() {
        for index in runs.indices where !runs[index].trace.isReplayed && runs[index].trace != .skipped { runs[index].trace = .lost }
    }

    /// How a cell that was run again ended this time.
    mutating func replayed(_ index: Int, _ trace: Trace) { runs[index].trace = trace }

    /// What later cells may read, where `order` says which cells come before, oldest first.
    static func state(of order: [Run]) -> SessionState {
        var state = SessionState()
        for run in order {
            let module = run.compiled.module, cell = run.executed.cell.id
            switch run.trace {
            case .finished: state.finished(module)
            case .failed(let steps), .stopped(let steps): state.failed(module, cell: cell, stepsFinished: steps)
            case .skipped: state.skipped(module, cell: cell)
            case .lost: state.lost(module, cell: cell)
            }
        }
        return state
    }
}
