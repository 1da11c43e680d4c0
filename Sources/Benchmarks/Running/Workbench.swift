import CellCompiler
import Foundation
import KernelHost

/// What benchmarks are run with.
public struct Workbench: Sendable {
    public let toolchain: Toolchain
    /// The package that the running `landuse` belongs to.
    public let home: URL
    /// The running `landuse`, to be measured as a process of its own.
    public let program: URL
    /// The peer, where there is one with all that it needs.
    public let python: PythonPeer
    /// The Python that was asked for, whether or not it has all of that.
    public let pythonProgram: String
    /// How often each thing is measured; `nil` leaves it to the benchmark.
    public let runs: Int?
    /// Told what is being done.
    public let progress: @Sendable (String) -> Void

    public init(
        toolchain: Toolchain, home: URL, program: URL, python: PythonPeer, pythonProgram: String = "python3", runs: Int? = nil,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.toolchain = toolchain
        self.home = home
        self.program = program
        self.python = python
        self.pythonProgram = pythonProgram
        self.runs = runs
        self.progress = progress
    }

    /// A program that is measured, or a peer: a file beside these sources.
    func source(_ name: String) -> URL { home.appending(path: "Sources/Benchmarks/Programs/\(name)") }

    /// The course's walkthrough of ResNet-18 without training: every part of a notebook, and no work that would hide its cost.
    var walkthrough: URL { source("walkthrough.md") }

    /// The kernel with `libraries`, built before anything is measured.
    func kernel(_ libraries: [String], cache: CellCache) async throws -> KernelBuild {
        try await KernelBuilder(toolchain: toolchain, cache: cache, progress: progress).build(libraries: libraries, forNotebookAt: walkthrough)
    }

    /// The seconds that `body` takes.
    func time<T>(_ body: () async throws -> T) async rethrows -> (seconds: Double, value: T) {
        let start = ContinuousClock.now
        let value = try await body()
        return ((ContinuousClock.now - start) / .seconds(1), value)
    }
}
