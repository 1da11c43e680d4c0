import CellCompiler
import Digest
import Foundation
import Notebook

/// An assignment's checks, compiled once for all submissions whose answers look to them like the teacher's own.
///
/// They are compiled against a stand-in: the teacher's answers, under a module's name that each submission's answers get
/// too. Of the answers nothing but names and types goes into the checks' libraries, so a library is as good for one
/// submission as for the next; and no student's code was near when it was made.
struct SharedChecks: Sendable {
    /// The teacher's own work as a submission.
    let batch: SubmissionBatch
    /// The name of the module that has the answers.
    let module: String
    let publicChecks: CompiledCell?, hiddenChecks: CompiledCell?
    private let interface: CellInterface
    /// All names that checks mention.
    private let mentioned: Set<String>

    /// Changes with how answers are compiled: libraries of checks that are kept were compiled against them.
    private static let version = "1"

    /// - Parameters:
    ///   - document: the teacher's notebook as a student with the same answers would hand it in.
    ///   - students: the ids of its answers.
    /// - Returns: `nil` where the checks cannot be shared.
    /// - Throws: faults of the machine.
    static func compiled(_ document: NotebookDocument, plan: GradingPlan, students: Set<String>, bench: GradingBench) async throws -> SharedChecks? {
        guard let batch = SubmissionBatch(document, hidden: plan.deferred, answers: plan.answers, students: students, known: plan.shapes) else { return nil }
        let folder = FileManager.default.temporaryDirectory.appending(path: "landuse-checks-\(UUID().uuidString)")
        // The teacher's answers will lie there.
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        defer { try? FileManager.default.removeItem(at: folder) }
        func compiler(_ cache: CellCache, optimize: Bool, assertions: Bool) -> CellCompiler {
            CellCompiler(toolchain: bench.toolchain, libraries: bench.build.imports, cache: cache, optimize: optimize, macros: false, assertions: assertions)
        }
        let optimize = document.frontMatter.optimize
        let given = try await compiler(bench.cache, optimize: optimize, assertions: true).compile(batch.given, path: document.path, slots: bench.slots)
        guard let given = whole(given) else { return nil }
        let content = [bench.toolchain.version, bench.build.imports.digest, "\(optimize)"] + given.map(\.module.name) + [batch.answers.cell.code]
        let module = "Cell_" + SHA256.hex(of: (["answers", version] + content).joined(separator: "\n").utf8).prefix(20)
        // Gone before any submission is compiled: no student may be given the teacher's answers for his own.
        let standIn = try await compiler(CellCache(root: folder, shared: bench.cache.root), optimize: false, assertions: !optimize)
            .compile([batch.answers.cell], after: given, naming: [batch.answers.cell.id: module], path: document.path, slots: bench.slots)
        guard let standIn = whole(standIn) else { return nil }
        let checks = [batch.publicChecks, batch.hiddenChecks].compactMap { $0?.cell }
        let compiled = try await compiler(bench.cache, optimize: false, assertions: !optimize)
            .compile(checks, after: given + standIn, path: document.path, slots: bench.slots)
        guard let compiled = whole(compiled) else { return nil }
        let publicChecks = batch.publicChecks == nil ? nil : compiled.first
        // What the compiler remarks on them is told to students with the lines of their own files.
        guard publicChecks?.diagnostics.allSatisfy(batch.isAboutScope) ?? true else { return nil }
        return SharedChecks(
            batch: batch, module: module, publicChecks: publicChecks, hiddenChecks: batch.hiddenChecks == nil ? nil : compiled.last, interface: CellInterface(batch.answers.cell),
            mentioned: Set((checks.map { CellShape($0).mentions }).joined()))
    }

    private static func whole(_ compilations: [CellCompilation]) -> [CompiledCell]? {
        let cells = compilations.compactMap { if case .compiled(let cell) = $0 { cell } else { nil } }
        return cells.count == compilations.count ? cells : nil
    }

    /// Whether a submission's checks are these, and find in its answers what they were compiled against.
    func fit(_ submission: SubmissionBatch) -> Bool {
        func code(_ cells: [Cell]?) -> [String] { cells?.flatMap { [$0.id, $0.code] } ?? [] }
        return code(submission.given) == code(batch.given) && code(submission.publicChecks?.parts) == code(batch.publicChecks?.parts)
            && code(submission.hiddenChecks?.parts) == code(batch.hiddenChecks?.parts)
            && CellInterface(submission.answers.cell).isSame(as: interface, for: mentioned)
    }
}
