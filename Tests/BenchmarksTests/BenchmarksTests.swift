import CellCompiler
import Foundation
import KernelHost
import Testing

@testable import Benchmarks

/// That the cheap benchmarks run. How fast is for `landuse bench` to say, never for a test.
@Suite(.serialized) struct BenchmarksTests {
    @Test func `each is listed, and found by its name`() {
        #expect(Benchmarks.list.split(separator: "\n").count == Benchmarks.all.count)
        #expect(Benchmarks.all.allSatisfy { Benchmarks.named($0.name)?.name == $0.name })
        #expect(Set(Benchmarks.all.map(\.name)).count == Benchmarks.all.count)
        #expect(Benchmarks.named("nope") == nil)
    }

    @Test(arguments: ["kernel-start", "cell"])
    func `a benchmark that needs no program of ours runs`(name: String) async throws {
        let home = try PackageFolder.runner().folder
        let bench = Workbench(
            toolchain: try await Toolchain.find(cache: CellCache.standard().root), home: home, program: URL(filePath: "/unused"),
            python: .missing(reason: "unused"), runs: 1)
        let result = try await #require(Benchmarks.named(name)).measure(in: bench)
        #expect(result.name == name)
        #expect(!result.series.isEmpty)
        #expect(result.series.allSatisfy { $0.seconds.count == 1 && $0.minimum > 0 })
    }

    @Test func `the programs that are measured are there`() throws {
        let home = try PackageFolder.runner().folder
        for name in ["networks.md", "networks.py", "loading.md", "loading.py", "walkthrough.md", "transfer_learning.py"] {
            #expect(FileManager.default.fileExists(atPath: home.appending(path: "Sources/Benchmarks/Programs/\(name)").path))
        }
        let peer = try String(contentsOf: home.appending(path: "Sources/Benchmarks/Programs/transfer_learning.py"), encoding: .utf8)
        #expect(PercentScript(peer).cells.count > 10)
    }

    @Test func `a scratch cache begins without cells and is taken away`() throws {
        let scratch = try ScratchCache()
        let cells = scratch.cache.root.appending(path: "cells")
        _ = FileManager.default.createFile(atPath: cells.appending(path: "one").path, contents: nil)
        try scratch.emptyCells()
        #expect(try FileManager.default.contentsOfDirectory(atPath: cells.path).isEmpty)
        scratch.remove()
        #expect(!FileManager.default.fileExists(atPath: scratch.home.path))
    }
}
