import CellCompiler
import Notebook

/// Checks notebooks: compiles all of their cells and runs nothing.
public struct NotebookChecker: Sendable {
    private let toolchain: Toolchain
    private let cache: CellCache
    private let progress: @Sendable (String) -> Void

    public init(toolchain: Toolchain, cache: CellCache, progress: @escaping @Sendable (String) -> Void = { _ in }) {
        self.toolchain = toolchain
        self.cache = cache
        self.progress = progress
    }

    /// Checks notebooks side by side, each to its end whatever is wrong with the others.
    /// - Parameters:
    ///   - paths: in the order in which they are reported.
    ///   - read: reads and parses one of them; throws a `NotebookError`.
    ///   - report: told of each, in the order of `paths`, as soon as those before it are told.
    public func check(
        _ paths: [String], reading read: @escaping @Sendable (String) throws -> NotebookDocument,
        report: (CheckedNotebook) -> Void
    ) async {
        // Compilers are few and shared; a notebook that waits for its own cells lets another's go first.
        let slots = JobSlots()
        await withTaskGroup(of: (Int, CheckedNotebook).self) { group in
            var done: [Int: CheckedNotebook] = [:]
            var next = 0, reported = 0
            while reported < paths.count {
                while next < paths.count, next < reported + Self.notebooksAtOnce {
                    let index = next
                    group.addTask { (index, await self.check(paths[index], reading: read, slots: slots)) }
                    next += 1
                }
                guard let (index, notebook) = await group.next() else { return }
                done[index] = notebook
                while let ready = done.removeValue(forKey: reported) {
                    report(ready)
                    reported += 1
                }
            }
        }
    }

    /// Enough for the compilers to have work while one notebook is parsed or waits for itself.
    private static let notebooksAtOnce = 8

    private func check(_ path: String, reading read: @Sendable (String) throws -> NotebookDocument, slots: JobSlots) async -> CheckedNotebook {
        do {
            return try await check(try read(path), slots: slots)
        } catch let error as NotebookError {
            return CheckedNotebook(
                path: path, outcome: error.kind == .noNotebook ? .unreadable : .checked, findings: error.diagnostics.map { .init($0) })
        } catch {
            return CheckedNotebook(path: path, outcome: .fault(String(describing: error)))
        }
    }

    /// Checks one notebook.
    /// - Throws: a `NotebookError` where its settings are wrong; else a fault of the machine.
    public func check(_ document: NotebookDocument, slots: JobSlots = JobSlots()) async throws -> CheckedNotebook {
        let build = try await KernelBuilder(toolchain: toolchain, cache: cache, progress: progress).build(for: document)
        let compiler = CellCompiler(toolchain: toolchain, libraries: build.imports, cache: cache, optimize: document.frontMatter.optimize)
        let cells = document.cells.filter(\.options.eval)
        let (results, cache) = try await compiler.compileNotebook(cells, path: document.path, slots: slots)
        let compilations = Dictionary(uniqueKeysWithValues: zip(cells.map(\.id), results))

        var checked = CheckedNotebook(path: document.path, outcome: .checked, graph: CellGraph(cells))
        checked.cache = cache
        checked.brokenCells = Set(compilations.compactMap { if case .broken = $0.value { $0.key } else { nil } })
        let remarks = Dictionary(grouping: unusedCells(checked, in: document), by: { $0.cell ?? "" })
        checked.findings = NotebookDiagnostics.byCell(compilations, of: document).flatMap { cell, diagnostics in
            diagnostics.map { .init($0, cell: cell.id) } + (remarks[cell.id] ?? [])
        }
        return checked
    }

    /// Remarks about cells that could go. In an assignment nothing is said: what a student declares there is for
    /// the grader to read. Nor is it where cells are broken, for a name may be meant and mistyped.
    private func unusedCells(_ checked: CheckedNotebook, in document: NotebookDocument) -> [CheckedNotebook.Finding] {
        guard document.frontMatter.assignment == nil, checked.brokenCells.isEmpty else { return [] }
        return checked.graph?.nodes.filter(\.isUnused).map { node in
            let names = node.declares.map { "'\($0)'" }.joined(separator: ", ")
            let message = "no other cell uses what this one declares" + (names.isEmpty ? "" : " (\(names))")
            return .init(Diagnostic(.note, path: document.path, position: node.position, message: message), cell: node.cell)
        } ?? []
    }
}
