import Sandbox
import Testing

@testable import Grading

struct MachineShareTests {
    struct Case: Sendable {
        var asked: Int? = nil
        var cores: Int, free: UInt64?, jobs: Int, compilers: Int, isBoundByMemory = false
    }

    private static let gigabyte: UInt64 = 1 << 30

    @Test(arguments: [
        Case(cores: 2, free: 21, jobs: 2, compilers: 2),
        Case(cores: 2, free: 12, jobs: 1, compilers: 1, isBoundByMemory: true), Case(cores: 2, free: 15, jobs: 1, compilers: 2, isBoundByMemory: true),
        // Less than one may take: what there is has to do.
        Case(cores: 4, free: 2, jobs: 1, compilers: 1, isBoundByMemory: true), Case(cores: 1, free: 0, jobs: 1, compilers: 1),
        Case(cores: 16, free: 64, jobs: 6, compilers: 8, isBoundByMemory: true), Case(cores: 16, free: 512, jobs: 16, compilers: 16),
        Case(cores: 2, free: nil, jobs: 2, compilers: 2), Case(asked: 5, cores: 2, free: 1, jobs: 5, compilers: 2),
    ])
    func whatFits(_ given: Case) {
        let kernel = JailLimits().mostMemory, compiler = JailLimits.compiler.mostMemory, free = given.free.map { $0 * Self.gigabyte }
        let share = MachineShare(asked: given.asked, cores: given.cores, free: free, kernel: kernel, compiler: compiler)
        #expect(share.jobs == given.jobs && share.compilers == given.compilers && share.isBoundByMemory == given.isBoundByMemory, "\(share)")
        // All of them at their worst together.
        if given.asked == nil, let free, share.jobs > 1 { #expect(UInt64(share.jobs) * kernel + UInt64(share.compilers) * compiler <= free) }
    }

    /// The processor's time is no clock: sixteen busy threads take sixteen seconds of it in one.
    @Test func manyProcessorsHaveMuchTime() {
        var options = GradingOptions()
        options.timeLimit = 100.5
        options.memory = 1 << 30
        #expect(options.kernelLimits.processorTime >= 202 && options.kernelLimits.processorTime % 202 == 0)
        #expect(options.kernelLimits.memory == 1 << 30)
        options.timeLimit = .infinity
        #expect(options.kernelLimits.processorTime > 1_000_000)
    }
}
