import Foundation
import KernelHost
import Sandbox

/// How many submissions of a class are graded at once, and how many compilers work for all of them together: as many as there
/// are cores for, as long as what all their jails may take at most is free. So none is ever ended for what another took.
public struct MachineShare: Sendable, Equatable {
    public let jobs: Int
    public let compilers: Int
    /// Whether there are cores for more.
    public let isBoundByMemory: Bool

    /// - Parameters:
    ///   - asked: the number of submissions that somebody insists on.
    ///   - free: bytes; `nil` where the system does not tell.
    ///   - kernel: bytes that a submission's kernel may take at most.
    ///   - compiler: bytes that a compiler may.
    init(asked: Int?, cores: Int, free: UInt64?, kernel: UInt64, compiler: UInt64) {
        precondition(kernel > 0 && compiler > 0, "a jail takes something")
        let cores = max(1, cores)
        guard asked == nil, let free else {
            (jobs, compilers, isBoundByMemory) = (max(1, asked ?? cores), cores, false)
            return
        }
        // One is graded whatever there is.
        jobs = max(1, min(cores, Int(clamping: free / (kernel + compiler))))
        let left = free - min(free, UInt64(jobs) * kernel)
        compilers = max(1, min(cores, Int(clamping: left / compiler)))
        isBoundByMemory = jobs < cores
    }

    /// What there is now, on this machine.
    public init(_ options: GradingOptions) {
        self.init(
            asked: options.jobs, cores: ProcessInfo.processInfo.activeProcessorCount, free: MachineMemory()?.free,
            kernel: options.kernelLimits.mostMemory, compiler: JailLimits.compiler.mostMemory)
    }
}

extension GradingOptions {
    /// The bounds of the jail of a submission's kernel.
    public var kernelLimits: JailLimits {
        var limits = JailLimits()
        limits.memory = memory
        // All processors may be busy all the time; it is the clock that ends a submission. This ends what no clock does.
        let seconds = UInt64(clamping: Int(min(timeLimit, 1e9).rounded(.up)))
        limits.processorTime = 2 * seconds * UInt64(max(1, ProcessInfo.processInfo.activeProcessorCount))
        return limits
    }
}
