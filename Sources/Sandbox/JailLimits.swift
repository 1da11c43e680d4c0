/// The bounds of a jail; see `Jail`.
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

    public init() {}
}
