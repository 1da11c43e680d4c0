import Glibc

/// The filter of system calls that a jail's program runs under: threads, files and memory are its own business, and
/// most else is refused. What is refused fails as if the system did not have it, or did not permit it, for programs are
/// written for both.
struct CallFilter {
    let instructions: [FilterInstruction]

    /// As bubblewrap takes it.
    var bytes: [UInt8] { instructions.flatMap(\.bytes) }

    init(_ architecture: ProcessorArchitecture) {
        var program: [FilterInstruction] = [
            // A call by another processor's numbers means something else.
            .load(.architecture), .init(code: FilterInstruction.jumpIfEqual, overIfTrue: 1, operand: architecture.identifier), .verdict(.killProcess),
            .load(.number),
        ]
        if let foreign = architecture.firstForeignNumber { program += [.unless(atLeast: foreign, over: 1), .verdict(.killProcess)] }
        for call in DeniedCalls.all {
            guard let number = call.number(architecture) else { continue }
            program += [.unless(equal: number, over: 1), .verdict(.fail(EPERM))]
        }
        let numbers = Numbers(architecture)
        // Its flags lie in memory, where no filter sees them; the C library then uses `clone`.
        program += [.unless(equal: numbers.clone3, over: 1), .verdict(.fail(ENOSYS))]
        program += Self.clone(numbers.clone)
        program += Self.argument(1, of: numbers.ioctl, isNoneOf: Self.terminalRequests)
        program += Self.descriptorCommands(numbers.fcntl)
        instructions = program + [.verdict(.allow)]
    }

    private struct Numbers {
        let clone, clone3, ioctl, fcntl: UInt32
        init(_ architecture: ProcessorArchitecture) {
            switch architecture {
            case .x86_64: (clone, clone3, ioctl, fcntl) = (56, 435, 16, 72)
            case .aarch64: (clone, clone3, ioctl, fcntl) = (220, 435, 29, 25)
            }
        }
    }

    /// Putting words into the mouth of whoever has the terminal (TIOCSTI, TIOCLINUX), and changing what it is (TIOCSETD).
    static let terminalRequests: [UInt32] = [0x5412, 0x541C, 0x5423]
    /// What `fcntl` may do, for most else is about the file, which others read too: its locks, leases, notices and hints tell
    /// one jail of another. And a pipe's buffer can be made larger than all that is counted.
    /// F_DUPFD, GETFD, SETFD, GETFL, SETFL, DUPFD_CLOEXEC, GETPIPE_SZ.
    static let harmlessCommands: [UInt32] = [0, 1, 2, 3, 4, 1030, 1032]
    /// Locks, which libraries take before they read (F_SETLK, SETLKW, and those of open files): nobody else can write to what
    /// a jail sees, so they are told that they have them, and none is made.
    static let lockCommands: [UInt32] = [6, 7, 37, 38]
    /// CLONE_THREAD.
    static let thread: UInt32 = 0x0001_0000
    /// CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET, NEWTIME.
    static let newNamespaces: UInt32 = 0x0002_0000 | 0x0200_0000 | 0x0400_0000 | 0x0800_0000 | 0x1000_0000 | 0x2000_0000 | 0x4000_0000 | 0x80

    /// Threads, and no processes.
    private static func clone(_ number: UInt32) -> [FilterInstruction] {
        let body: [FilterInstruction] = [
            .load(.argument(0)),
            // NEWTIME lies in the byte that is the signal of a process's end; a thread has none.
            .unless(anyOf: newNamespaces, over: 1), .verdict(.fail(EPERM)),
            .unless(anyOf: thread, over: 1), .verdict(.allow),
            .verdict(.fail(EPERM)),
        ]
        return [.unless(equal: number, over: UInt8(body.count))] + body
    }

    private static func descriptorCommands(_ number: UInt32) -> [FilterInstruction] {
        let body: [FilterInstruction] = [.load(.argument(1))] + harmlessCommands.flatMap { [.unless(equal: $0, over: 1), .verdict(.allow)] }
            + lockCommands.flatMap { [.unless(equal: $0, over: 1), .verdict(.fail(0))] } + [.verdict(.fail(EPERM))]
        return [.unless(equal: number, over: UInt8(body.count))] + body
    }

    /// Refuses a call for some values of an argument; leaves the number to be compared on.
    private static func argument(_ index: UInt32, of number: UInt32, isNoneOf values: [UInt32]) -> [FilterInstruction] {
        let comparisons = values.flatMap { [FilterInstruction.unless(equal: $0, over: 1), .verdict(.fail(EPERM))] }
        let body = [.load(.argument(index))] + comparisons + [.verdict(.allow)]
        return [.unless(equal: number, over: UInt8(body.count))] + body
    }
}
