/// The bounds of a jail; see `Jail`.
///
/// One process runs in a jail, for it can start no other. So what a jail takes of the machine's memory at most is
/// `memory` (all that the process can map, used or not) and `scratchSize` (what it writes to its temporary folder, which is
/// memory too), with a few megabytes of the system's own for descriptors and names. On disk it takes nothing, but for what
/// the compiler writes: a file's `fileSize` for a cell.
public struct JailLimits: Sendable, Equatable {
    /// Bytes of address space of a process.
    public var memory: UInt64 = 6 << 30
    /// Seconds of processor time of a process.
    public var processorTime: UInt64 = 600
    /// Bytes of a file.
    public var fileSize: UInt64 = 256 << 20
    /// Processes and threads.
    public var processes: UInt64 = 256
    /// Bytes of the private temporary folder.
    public var scratchSize: UInt64 = 256 << 20
    /// Files and folders in it.
    public var scratchFiles: UInt64 = 10_000
    /// Descriptors that are open at the same time.
    public var openFiles: UInt64 = 256

    public init() {}

    /// What a compiler needs for a cell, and no more.
    public static let compiler: JailLimits = {
        var limits = JailLimits()
        limits.memory = 3 << 30
        limits.processorTime = 60
        limits.fileSize = 128 << 20
        limits.scratchSize = 64 << 20
        limits.processes = 64
        return limits
    }()

    /// Bytes that a jail takes of the machine's memory at most.
    public var mostMemory: UInt64 { memory + scratchSize + (16 << 20) }

    /// What a kernel may have in use before it stops its cell, in words that say so. Below the hard bound by what it maps and
    /// does not use: stacks, and the memory pools of threads.
    public var sessionMemory: UInt64 { memory > 4 << 30 ? memory - (2 << 30) : memory / 2 }

    /// As `prlimit` takes them; nothing of them can be raised again.
    var arguments: [String] {
        [
            "--as=\(memory)",
            // The first bound by a signal that says so, the second by one that nobody can refuse.
            "--cpu=\(processorTime):\(processorTime + 2)", "--fsize=\(fileSize)", "--nproc=\(processes)", "--nofile=\(openFiles)", "--core=0",
            "--memlock=65536", "--msgqueue=0", "--sigpending=1024",
        ]
    }
}
