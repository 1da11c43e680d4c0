import CellCompiler
import Foundation
import Notebook
import Sandbox

@testable import KernelHost

/// A folder for sessions in jails, which goes with it: caches, what kernels load, and the jails' own.
final class JailedNotebook: Sendable {
    let folder = FileManager.default.temporaryDirectory.appending(path: "landuse-jailed-\(UUID().uuidString)")
    let station: JailStation

    init() throws {
        try FileManager.default.createDirectory(at: folder.appending(path: "loads"), withIntermediateDirectories: true)
        station = try SandboxAvailability.require(in: folder.appending(path: "jails"))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// What is compiled in jails stays in a cache of its own.
    var cache: CellCache { CellCache(root: folder.appending(path: "cache"), shared: NotebookFixture.cache.root) }

    /// Puts kernel and compiler of a document's session into jails.
    func confine(
        _ document: NotebookDocument, _ options: inout NotebookRunner.Options, files: [Jail.File] = [], limits: JailLimits = JailLimits()
    ) async throws {
        let toolchain = try await Toolchain.find(cache: NotebookFixture.cache.root)
        let build = try await KernelBuilder(toolchain: toolchain, cache: cache.trusted).build(for: document)
        options.macros = false
        options.environment = [:]
        try await CellCompiler(
            toolchain: toolchain, libraries: build.imports, cache: cache, optimize: document.frontMatter.optimize, macros: false).prepareModules()
        let jail = Jail(station: station), loads = folder.appending(path: "loads")
        options.launches = .init(
            kernel: jail.kernel(program: build.program, toolchain: toolchain, libraries: loads, files: files, limits: limits),
            compiler: jail.compiler(toolchain: toolchain), libraries: loads)
    }
}
