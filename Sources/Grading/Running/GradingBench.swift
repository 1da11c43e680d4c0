import CellCompiler
import Foundation
import KernelHost
import Notebook
import Sandbox

/// What all the runs of a class stand on: the toolchain, the kernel, what the teacher's cells were compiled to, and the
/// jails in which students' code is compiled and run.
public struct GradingBench: Sendable {
    /// What a run's jails are made for.
    public struct Places: Sendable {
        /// The number of the run among those that stand side by side.
        public var slot: Int
        /// Where compiled cells are put when they are run.
        public var loads: URL
        /// What cells find in the folder in which they run.
        public var files: [PlacedFile]
        /// What the judge gives them to read; empty until the drawn phase.
        public var checks: URL
        /// The variables of the kernel's environment.
        public var environment: [String: String]
        /// Told which bounds the kernel's jail has reached when a cell, by its id, has run.
        public var note: @Sendable (_ reached: Set<JailBound>, _ cell: String) -> Void
    }

    /// Makes the jails of a run.
    public typealias Jails = @Sendable (Places, GradingOptions) -> NotebookRunner.Launches

    public let toolchain: Toolchain
    /// The grader's own: what the teacher's cells are compiled to.
    public let cache: CellCache
    public let build: KernelBuild
    /// Looks through what was handed in before anything else does.
    let nesting: NestingReader
    /// How much is done at once.
    let share: MachineShare
    /// The compilers of all submissions together.
    let slots: JobSlots
    /// `nil` where student code runs without a sandbox.
    let jail: Jails?

    /// Builds the kernel that an assignment needs.
    /// - Parameter nesting: for what students hand in, a process of its own.
    public static func prepare(
        for document: NotebookDocument, toolchain: Toolchain, cache: CellCache, jail: ((KernelBuild) -> Jails)?, nesting: NestingReader = .here,
        share: MachineShare = MachineShare(GradingOptions()), progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> GradingBench {
        let builder = KernelBuilder(toolchain: toolchain, cache: cache, progress: progress)
        let build = try await builder.build(libraries: document.frontMatter.libraries, forNotebookAt: URL(filePath: document.path))
        if jail != nil {
            // Jailed compilers only read C modules, of which there are others for cells that are not optimised: those of plain
            // submissions, which are compiled together.
            for optimize in Set([document.frontMatter.optimize, false]) {
                try await CellCompiler(toolchain: toolchain, libraries: build.imports, cache: cache, optimize: optimize, macros: false).prepareModules()
            }
        }
        return GradingBench(toolchain: toolchain, cache: cache, build: build, nesting: nesting, share: share, slots: JobSlots(share.compilers), jail: jail?(build))
    }

    /// The variables of a kernel's environment: none of the user's, and the same for all.
    func environment(checks: URL) -> [String: String] {
        ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC", "LANDUSE_CHECKS": checks.path, "OPENBLAS_NUM_THREADS": "1"]
    }
}
