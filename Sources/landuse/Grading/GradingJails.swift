import ArgumentParser
import Grading
import KernelHost

/// The sandbox in which a class is graded.
enum GradingJails {
    /// - Returns: `nil` where students' code is to run without one.
    static func find(unsafe: Bool) throws -> ((KernelBuild) -> GradingBench.Jails)? {
        if unsafe { return nil }
        standardError("landuse: error: there is no sandbox yet; --unsafe-no-sandbox grades without one\n")
        throw ExitCode.grader
    }
}
