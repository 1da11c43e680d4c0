import CellCompiler
import KernelHost

/// From nothing to a kernel that waits for cells.
struct KernelStart: Benchmark {
    let name = "kernel-start"
    let summary = "start a kernel until it says that it is ready, with and without LandUseKit"

    func measure(in bench: Workbench) async throws -> BenchmarkResult {
        var result = BenchmarkResult(name)
        for libraries in [[], ["LandUseKit"]] {
            let build = try await bench.kernel(libraries, cache: .standard())
            var seconds: [Double] = []
            // The first start reads the program from the disk.
            for run in 0...(bench.runs ?? 20) {
                let (time, session) = try await bench.time { try await Self.start(build, bench) }
                session.stop()
                if run > 0 { seconds.append(time) }
            }
            result.series.append(Series(libraries.isEmpty ? "no libraries" : libraries.joined(separator: ", "), seconds: seconds))
        }
        return result
    }

    /// A session whose kernel is ready.
    static func start(_ build: KernelBuild, _ bench: Workbench) async throws -> KernelSession {
        let session = try await KernelSession.start(
            build, toolchain: bench.toolchain, notebook: bench.walkthrough.path, environment: KernelEnvironment(seed: 1))
        guard await session.waitUntilReady() else { throw BenchmarkError.kernelSilent }
        return session
    }
}
