import CellCompiler
import Foundation
import Grading
import KernelHost
import Sandbox

/// The sandbox in which a class is graded.
enum GradingJails {
    /// - Throws: `SandboxError` where this machine can make no jails, and nobody insists on doing without.
    /// - Returns: `nil` where students' code is to run without one.
    static func find(unsafe: Bool, cache: CellCache, toolchain: Toolchain) throws -> ((KernelBuild) -> GradingBench.Jails)? {
        if unsafe { return nil }
        let station = try SandboxAvailability.require(in: cache.root.appending(path: "jail"))
        return { build in
            { places, options in
                let jail = Jail(station: station, identity: .slot(places.slot))
                let kernel = jail.kernel(
                    program: build.program, toolchain: toolchain, libraries: places.loads, readable: [places.checks],
                    files: places.files.map { Jail.File(name: $0.name, source: $0.source) },
                    environment: places.environment, limits: options.kernelLimits)
                let gauge = JailGauge(station, limits: options.kernelLimits)
                var launches = NotebookRunner.Launches(kernel: kernel, compiler: jail.compiler(toolchain: toolchain), libraries: places.loads)
                launches.afterRun = { process, cell in places.note(gauge.reached(by: process), cell) }
                return launches
            }
        }
    }
}
