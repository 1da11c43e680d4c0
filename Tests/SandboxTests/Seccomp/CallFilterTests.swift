import Foundation
import Testing

@testable import Sandbox

@Suite struct CallFilterTests {
    private static let refused = FilterInstruction.Verdict.fail(EPERM).value, unknown = FilterInstruction.Verdict.fail(ENOSYS).value
    private static let allowed = FilterInstruction.Verdict.allow.value, killed = FilterInstruction.Verdict.killProcess.value

    private func verdict(_ architecture: ProcessorArchitecture, _ number: UInt32, _ arguments: [UInt64] = []) -> UInt32? {
        FilterEvaluation(instructions: CallFilter(architecture).instructions).verdict(
            number: number, architecture: architecture.identifier, arguments: arguments)
    }

    @Test(arguments: ProcessorArchitecture.allCases)
    func `what is denied fails, whatever its arguments`(architecture: ProcessorArchitecture) {
        var count = 0
        for call in DeniedCalls.all {
            guard let number = call.number(architecture) else { continue }
            count += 1
            for argument: UInt64 in [0, 1, 41, .max] {
                #expect(verdict(architecture, number, [argument, argument]) == Self.refused, "\(call.name)")
            }
        }
        #expect(count > 60)
    }

    @Test func `no call stands twice in the table, and none has another's number`() {
        #expect(Set(DeniedCalls.all.map(\.name)).count == DeniedCalls.all.count)
        for architecture in ProcessorArchitecture.allCases {
            let numbers = DeniedCalls.all.compactMap { $0.number(architecture) }
            #expect(Set(numbers).count == numbers.count)
        }
    }

    @Test(arguments: [
        // read, write, openat, mmap, mprotect, futex, execve, exit_group, prlimit64, tgkill: x86-64, ARM64.
        (0, 63), (1, 64), (257, 56), (9, 222), (10, 226), (202, 98), (59, 221), (231, 94), (302, 261), (234, 131),
    ] as [(UInt32, UInt32)])
    func `what every program does is allowed`(x86_64: UInt32, aarch64: UInt32) {
        #expect(verdict(.x86_64, x86_64, [0, 0x5412]) == Self.allowed)
        #expect(verdict(.aarch64, aarch64, [0, 0x5412]) == Self.allowed)
    }

    @Test func `another processor's calls, and those with short pointers, end the process`() {
        let filter = FilterEvaluation(instructions: CallFilter(.x86_64).instructions)
        #expect(filter.verdict(number: 0, architecture: ProcessorArchitecture.aarch64.identifier) == Self.killed)
        // 32-bit x86, by which `socket` has another number.
        #expect(filter.verdict(number: 359, architecture: 0x4000_0003) == Self.killed)
        for number: UInt32 in [0x4000_0000, 0x4000_0029, .max] { #expect(verdict(.x86_64, number) == Self.killed) }
    }

    @Test(arguments: [(ProcessorArchitecture.x86_64, UInt32(56)), (.aarch64, 220)])
    func `threads are made, and nothing else`(architecture: ProcessorArchitecture, clone: UInt32) {
        // What the C library asks for to make a thread.
        let thread: UInt64 = 0x3D_0F00
        #expect(verdict(architecture, clone, [thread]) == Self.allowed)
        // `fork` (SIGCHLD), `vfork` and `posix_spawn`.
        for flags: UInt64 in [0x11, 0x0120_0011, 0x4111, 0] { #expect(verdict(architecture, clone, [flags]) == Self.refused) }
        for flag: UInt64 in [0x80, 0x2_0000, 0x0200_0000, 0x0400_0000, 0x0800_0000, 0x1000_0000, 0x2000_0000, 0x4000_0000] {
            #expect(verdict(architecture, clone, [thread | flag]) == Self.refused)
        }
        #expect(verdict(architecture, 435) == Self.unknown)
    }

    @Test(arguments: [(ProcessorArchitecture.x86_64, UInt32(16), UInt32(72)), (.aarch64, 29, 25)])
    func `a terminal's words and a pipe's size are not the program's`(architecture: ProcessorArchitecture, ioctl: UInt32, fcntl: UInt32) {
        for request: UInt64 in [0x5412, 0x541C, 0x5423, 0x1_0000_5412] { #expect(verdict(architecture, ioctl, [0, request]) == Self.refused) }
        for request: UInt64 in [0x5401, 0x5413, 0x541B] { #expect(verdict(architecture, ioctl, [0, request]) == Self.allowed) }
        #expect(verdict(architecture, fcntl, [3, 1031]) == Self.refused)
    }

    @Test(arguments: [(ProcessorArchitecture.x86_64, UInt32(72)), (.aarch64, 25)])
    func `of a descriptor only what is the program's own can be changed`(architecture: ProcessorArchitecture, fcntl: UInt32) {
        for command: UInt64 in [0, 1, 2, 3, 4, 1030, 1032, 0x1_0000_0001] { #expect(verdict(architecture, fcntl, [3, command]) == Self.allowed, "\(command)") }
        // A lock seems to be taken, and none is.
        let granted = FilterInstruction.Verdict.fail(0).value
        for command: UInt64 in [6, 7, 37, 38] { #expect(verdict(architecture, fcntl, [3, command]) == granted, "\(command)") }
        // Whether others have locks; signals; leases, notices, hints; what later systems will have.
        for command: UInt64 in [5, 8, 9, 10, 12, 13, 14, 15, 16, 36, 1024, 1025, 1026, 1027, 1029, 1031, 1033, 1035, 1036, 1037, 1038, 0xFFFF_FFFF] {
            #expect(verdict(architecture, fcntl, [3, command]) == Self.refused, "\(command)")
        }
    }

    @Test(arguments: ProcessorArchitecture.allCases)
    func `the bytes are what the system reads`(architecture: ProcessorArchitecture) {
        let filter = CallFilter(architecture)
        #expect(filter.bytes.count == 8 * filter.instructions.count)
        // The system takes no more.
        #expect(filter.instructions.count < 4096)
        #expect(Array(filter.bytes.prefix(8)) == [0x20, 0, 0, 0, 4, 0, 0, 0])
        #expect(Array(filter.bytes.suffix(8)) == [6, 0, 0, 0, 0, 0, 0xFF, 0x7F])
    }
}
