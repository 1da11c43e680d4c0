import CellCompiler
import Foundation
import KernelHost
import Notebook

/// What all the runs of a class stand on: the toolchain, the kernel, what the teacher's cells were compiled to, and the
/// jails in which students' code is compiled and run.
public struct GradingBench: Sendable {
    /// The folders of a run that its jails are made for.
    public struct Places: Sendable {
        /// Where its compilers write, and what they wrote: the kernel loads it.
        public var cache: URL
        /// Where its cells run; they may write there.
        public var work: URL
        /// What the judge gives it to read; empty until the drawn phase.
        public var checks: URL
        /// The cache that it may read.
        public var shared: URL
    }

    public let toolchain: Toolchain
    /// The grader's own: what the teacher's cells are compiled to.
    public let cache: CellCache
    public let build: KernelBuild
    /// The compilers of all submissions together.
    let slots: JobSlots
    /// `nil` where student code runs without a sandbox.
    let jail: (@Sendable (Places) -> NotebookRunner.Launches)?

    /// Builds the kernel that an assignment needs.
    public static func prepare(
        for document: NotebookDocument, toolchain: Toolchain, cache: CellCache, jail: (@Sendable (KernelBuild, Places) -> NotebookRunner.Launches)?,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> GradingBench {
        let builder = KernelBuilder(toolchain: toolchain, cache: cache, progress: progress)
        let build = try await builder.build(libraries: document.frontMatter.libraries, forNotebookAt: URL(filePath: document.path))
        var own: (@Sendable (Places) -> NotebookRunner.Launches)?
        if let jail { own = { places in jail(build, places) } }
        return GradingBench(toolchain: toolchain, cache: cache, build: build, slots: JobSlots(), jail: own)
    }

    /// The variables of a kernel's environment: none of the user's, and the same for all.
    func environment(checks: URL) -> [String: String] {
        ["PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC", "LANDUSE_CHECKS": checks.path, "OPENBLAS_NUM_THREADS": "1"]
    }
}
