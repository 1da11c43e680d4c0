import CellCompiler
import Foundation
import KernelHost
import Notebook

/// Runs a submission whose cells were put together (see `SubmissionBatch`), in the same two phases as `TwoPhaseRun`, with
/// what comes of it told cell by cell.
///
/// It goes on only as long as nothing happens but what a submission of the plain kind does: each cell comes to its end, and
/// soon, or to a `todo()`. With all else it gives up, and whoever asked has the submission run cell by cell, from the
/// beginning and in a kernel of its own. What is compiled together is therefore not optimised: neither what a trap says nor
/// how long a loop takes is ever told of it.
struct BatchedRun: Sendable {
    let bench: GradingBench
    let document: NotebookDocument
    let batch: SubmissionBatch
    /// Checks that are compiled already; `nil` where these are not the submission's.
    let shared: SharedChecks?
    /// The cells of the drawn phase, in order.
    let drawn: [String]
    let options: NotebookRunner.Options
    let cache: CellCache
    /// The most seconds for all of it, compilation included.
    let timeLimit: Double

    /// Something happened for which each cell has to stand by itself.
    struct Unusual: Error {}

    /// - Returns: `nil` where the submission has to be run cell by cell.
    /// - Throws: faults of the machine.
    func run(draw: @escaping @Sendable () throws -> Void) async throws -> TwoPhaseRun.Result? {
        // It gets ready while the cells compile.
        let kernel = try await KernelSession.start(
            bench.build, toolchain: bench.toolchain, notebook: document.path, in: options.workingFolder,
            environment: KernelEnvironment(user: options.environment ?? [:], seed: document.frontMatter.seed, memoryLimit: options.memoryLimit),
            launches: options.launches)
        defer { kernel.stop() }
        let work = Task { try await BatchedPhases(run: self, cells: try await compiled(), kernel: kernel).run(draw: draw) }
        let watch = Task {
            try await Task.sleep(for: .seconds(timeLimit))
            work.cancel()
            kernel.stop()
        }
        defer { watch.cancel() }
        let result = await withTaskCancellationHandler { await work.result } onCancel: {
            work.cancel()
            kernel.stop()
        }
        try Task.checkCancellation()
        switch result {
        case .success(let result): return result
        case .failure(let error) where error is Unusual || work.isCancelled: return nil
        case .failure(let error): throw error
        }
    }

    /// The cells as they are compiled, and what the compiler remarks on each of the document's, by its id.
    struct Compiled: Sendable {
        var given: [CompiledCell] = []
        var answers: CompiledCell
        var publicChecks: CompiledCell?, hiddenChecks: CompiledCell?
        var diagnostics: [String: [Diagnostic]] = [:]
    }

    private func compiler(optimize: Bool, assertions: Bool) -> CellCompiler {
        CellCompiler(
            toolchain: bench.toolchain, libraries: bench.build.imports, cache: cache, optimize: optimize, launch: options.launches.compiler ?? .plain,
            macros: options.macros, assertions: assertions, blamesCells: options.launches.compiler != nil)
    }

    private func whole(_ compilations: [CellCompilation]) throws(Unusual) -> [CompiledCell] {
        var cells: [CompiledCell] = []
        for compilation in compilations {
            guard case .compiled(let cell) = compilation else { throw Unusual() }
            cells.append(cell)
        }
        return cells
    }

    private func compiled() async throws -> Compiled {
        let slots = options.slots ?? JobSlots()
        let given = try whole(await compiler(optimize: document.frontMatter.optimize, assertions: true).compile(batch.given, path: document.path, slots: slots))
        // Optimising takes four times as long as all the rest, and what students write for a check runs for milliseconds.
        let quick = compiler(optimize: false, assertions: !document.frontMatter.optimize)
        let merged = [batch.answers.cell] + (shared == nil ? [batch.publicChecks, batch.hiddenChecks].compactMap { $0?.cell } : [])
        let names = shared.map { [batch.answers.cell.id: $0.module] } ?? [:]
        var rest = try whole(await quick.compile(merged, after: given, naming: names, path: document.path, slots: slots))[...]
        guard let answers = rest.popFirst() else { throw Unusual() }
        var compiled = Compiled(given: given, answers: answers, publicChecks: shared?.publicChecks, hiddenChecks: shared?.hiddenChecks)
        if shared == nil {
            if batch.publicChecks != nil { compiled.publicChecks = rest.popFirst() }
            compiled.hiddenChecks = rest.popFirst()
        }
        for cell in compiled.given { compiled.diagnostics[cell.cell.id] = cell.diagnostics }
        try add(answers.diagnostics, of: batch.answers, to: &compiled.diagnostics)
        if let checks = compiled.publicChecks, let parts = batch.publicChecks {
            try add(checks.diagnostics.filter { !batch.isAboutScope($0) }, of: parts, to: &compiled.diagnostics)
        }
        return compiled
    }

    /// A note goes with what it follows.
    private func add(_ diagnostics: [Diagnostic], of merged: MergedCell, to owners: inout [String: [Diagnostic]]) throws(Unusual) {
        var owner: Cell?
        for diagnostic in diagnostics {
            if diagnostic.severity != .note { owner = diagnostic.position.flatMap { merged.owner(ofLine: $0.line) } }
            guard let owner else { throw Unusual() }
            owners[owner.id, default: []].append(diagnostic)
        }
    }
}
