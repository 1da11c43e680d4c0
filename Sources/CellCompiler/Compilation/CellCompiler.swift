import Foundation
import Notebook

/// Compiles a notebook's cells: all of them before any runs, several at a time, each only once.
public struct CellCompiler: Sendable {
    let invocation: CompilerInvocation

    /// - Parameters:
    ///   - launch: how the tools are started.
    ///   - macros: whether cells may use the standard library's macros, which are programs that the compiler loads.
    ///     Cells compiled without have other names, and are other entries of the cache.
    ///   - assertions: whether `assert` looks at its condition where cells are not optimised. Where they are, it never does.
    ///   - blamesCells: a compiler that crashes, says too much or reaches a limit makes its cell a broken one. Else that is
    ///     thrown, as a fault of the machine.
    public init(
        toolchain: Toolchain, libraries: LibraryImports, cache: CellCache, optimize: Bool = true, launch: ProgramLaunch = .plain, macros: Bool = true,
        assertions: Bool = true, blamesCells: Bool = false
    ) {
        invocation = CompilerInvocation(
            toolchain: toolchain, libraries: libraries, cache: cache, optimize: optimize, launch: launch, macros: macros, assertions: assertions,
            blamesCells: blamesCells)
    }

    /// Compiles cells that are to be run in order.
    /// - Parameters:
    ///   - earlier: the cells of a session that ran before them, oldest first, which they can see.
    ///   - names: names for the modules of cells one of which is to take the place of another, by the cell's id. They are
    ///     compiled whatever the shared cache has under that name.
    ///   - slots: shared by notebooks that are compiled side by side.
    /// - Returns: one compilation a cell, in the order of `cells`.
    /// - Throws: faults of the machine (a full disk, a missing tool); what is wrong with a cell is in its
    ///   compilation.
    public func compile(
        _ cells: [Cell], after earlier: [CompiledCell] = [], naming names: [String: String] = [:], path: String, slots: JobSlots = JobSlots()
    ) async throws -> [CellCompilation] {
        let plans = CellPlan.plans(for: cells, after: earlier.map(\.module), given: names, fingerprint: invocation.fingerprint)
        return try await compile(plans, after: earlier, path: path, slots: slots)
    }

    /// Compiles all cells of a notebook that are to be run, and tells why.
    /// - Parameter apart: cells that no others see; see `CellPlan.plans`.
    public func compileNotebook(
        _ cells: [Cell], apart: Set<String> = [], path: String, slots: JobSlots = JobSlots()
    ) async throws -> (compilations: [CellCompilation], findings: [CacheFinding]) {
        let plans = CellPlan.plans(for: cells, apart: apart, fingerprint: invocation.fingerprint)
        let compilations = try await compile(plans, after: [], path: path, slots: slots)
        let store = PlanRecordStore(cache: invocation.cache)
        let record = PlanRecord(plans, setting: invocation.setting), old = store.read(path)
        let outcomes = compilations.map { compilation -> CacheExplanation.Outcome in
            guard case .compiled(let cell) = compilation else { return .broken }
            return cell.wasCached ? .cached : .compiled
        }
        if record != old { store.write(record, of: path) }
        return (compilations, CacheExplanation.findings(record, outcomes: outcomes, after: old))
    }

    private func compile(_ plans: [CellPlan], after earlier: [CompiledCell], path: String, slots: JobSlots) async throws -> [CellCompilation] {
        let batch = CompilationBatch(plans: plans, after: earlier, path: path, invocation: invocation, slots: slots)
        let compilations = try await batch.run()
        // Something new came in: a good time to see that the cache does not grow for ever.
        let isNew = compilations.contains { if case .compiled(let cell) = $0 { !cell.wasCached } else { false } }
        if isNew { invocation.cache.prune() }
        return compilations
    }
}

/// The cells of one notebook on their way through the compiler. A cell waits for those that it imports.
private actor CompilationBatch {
    private let plans: [CellPlan]
    private let plansByModule: [String: CellPlan]
    private let path: String
    private let invocation: CompilerInvocation
    private let slots: JobSlots
    private var results: [String: CellCompilation]
    private var swiftModules: [String: URL]
    /// Folders of modules that are good for checking others only.
    private var temporaries: [CellCache.Entry] = []

    init(plans: [CellPlan], after earlier: [CompiledCell], path: String, invocation: CompilerInvocation, slots: JobSlots) {
        self.slots = slots
        self.plans = plans
        self.path = path
        self.invocation = invocation
        let named = (earlier.map(\.plan) + plans).map { ($0.module.name, $0) }
        plansByModule = Dictionary(named) { $1 }
        results = Dictionary(earlier.map { ($0.module.name, .compiled($0)) }) { $1 }
        swiftModules = Dictionary(earlier.map { ($0.module.name, $0.swiftModule) }) { $1 }
    }

    func run() async throws -> [CellCompilation] {
        defer { temporaries.forEach(invocation.cache.discard) }
        var waiting = plans
        try await withThrowingTaskGroup(of: Void.self) { group in
            var running = 0
            while !waiting.isEmpty || running > 0 {
                while let next = waiting.firstIndex(where: isReady) {
                    let plan = waiting.remove(at: next)
                    group.addTask { try await self.compile(plan) }
                    running += 1
                }
                try await group.next()
                running -= 1
            }
        }
        return plans.compactMap { results[$0.module.name] }
    }

    private func isReady(_ plan: CellPlan) -> Bool {
        plan.imports.dependencies.allSatisfy { results[$0] != nil }
    }

    private func compile(_ plan: CellPlan) async throws {
        let name = plan.module.name, cache = invocation.cache
        let broken = plans.filter { plan.imports.dependencies.contains($0.module.name) && isBroken($0.module.name) }.map(\.cell.id)
        if broken.isEmpty, plan.refusals.isEmpty, let entry = plan.isNamed ? cache.ownEntry(name) : cache.found(name) {
            cache.noteUse(of: entry)
            let messages = PlainFile.read(entry.messages).map { String(decoding: $0, as: UTF8.self) } ?? ""
            finish(plan, entry, messages: messages, wasCached: true)
            return
        }
        let temporary = try cache.temporaryEntry(name)
        let imported = swiftModules.filter { plan.imports.dependencies.contains($0.key) }
        temporaries.append(temporary)
        var messages: String?
        if broken.isEmpty, plan.refusals.isEmpty {
            let compilation = try await compileWhole(plan, into: temporary, importing: imported)
            if compilation.succeeded {
                finish(plan, try cache.publish(temporary), messages: compilation.messages, wasCached: false)
                return
            }
            // The check below finds type errors only; this one found all that there are.
            messages = compilation.messages
        }
        let checkMessages = try await slots.run { [invocation] in try await invocation.check(plan, into: temporary, importing: imported) }
        swiftModules[name] = temporary.swiftModule
        // What the compiler says of a refused cell follows from what is refused.
        let parser = parser(of: plan)
        if let importer = parser.failedImporter(in: messages ?? checkMessages) {
            results[name] = .broken(diagnostics: [], needs: broken + [importer])
            return
        }
        let diagnostics = plan.refusals.isEmpty ? parser.diagnostics(in: messages ?? checkMessages) : parser.refusals
        if broken.isEmpty, !diagnostics.contains(where: { $0.severity == .error }) {
            guard invocation.blamesCells else { throw CompilerError.crashed(cell: plan.cell.id, messages: messages ?? checkMessages) }
            results[name] = .broken(diagnostics: diagnostics + [Self.didNotFinish(plan, path: path)], needs: [])
            return
        }
        results[name] = .broken(diagnostics: diagnostics, needs: broken)
    }

    /// Compiles and links a cell. Where cells are to blame, one that cannot be linked does not compile.
    private func compileWhole(
        _ plan: CellPlan, into entry: CellCache.Entry, importing modules: [String: URL]
    ) async throws -> (messages: String, succeeded: Bool) {
        do {
            return try await slots.run { [invocation] in try await invocation.compile(plan, into: entry, importing: modules) }
        } catch is CompilerError where invocation.blamesCells {
            return ("", false)
        }
    }

    private static func didNotFinish(_ plan: CellPlan, path: String) -> Diagnostic {
        Diagnostic(
            .error, path: path, position: plan.cell.position(line: 1, column: 1),
            message: "the compiler came to no end with this cell: it took too long, needed too much memory, or crashed; make the cell simpler")
    }

    private func finish(_ plan: CellPlan, _ entry: CellCache.Entry, messages: String, wasCached: Bool) {
        swiftModules[plan.module.name] = entry.swiftModule
        results[plan.module.name] = .compiled(
            CompiledCell(
                plan: plan, library: entry.library, swiftModule: entry.swiftModule,
                diagnostics: parse(messages, of: plan), wasCached: wasCached))
    }

    private func parse(_ messages: String, of plan: CellPlan) -> [Diagnostic] {
        parser(of: plan).diagnostics(in: messages)
    }

    private func parser(of plan: CellPlan) -> DiagnosticParser {
        DiagnosticParser(path: path, plan: plan, plans: plansByModule, libraries: MissingLibrary(named: invocation.libraries.names))
    }

    private func isBroken(_ module: String) -> Bool {
        if case .broken? = results[module] { true } else { false }
    }
}
