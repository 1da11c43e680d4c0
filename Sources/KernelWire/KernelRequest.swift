/// What the host asks of the kernel.
public enum KernelRequest: Sendable, Equatable {
    /// Load a compiled cell and run it to its end on a thread of its own.
    /// - Parameters:
    ///   - run: this run's number, which every reply about it repeats.
    ///   - library: the path of the cell's shared library.
    ///   - entryPoint: the symbol of the cell's top-level code.
    ///   - part: which of its parts is meant, where a library holds several cells; see `CellRuntime.part`.
    case run(run: UInt32, library: String, entryPoint: String, part: UInt32 = 0)
    /// Stop a run: where that is safe, or, if `isForced`, wherever it is.
    case interrupt(run: UInt32, isForced: Bool)

    public var frame: [UInt8] {
        var writer = WireWriter()
        switch self {
        case .run(let run, let library, let entryPoint, let part):
            writer.write(UInt8(1))
            writer.write(run)
            writer.write(library)
            writer.write(entryPoint)
            writer.write(part)
        case .interrupt(let run, let isForced):
            writer.write(UInt8(2))
            writer.write(run)
            writer.write(UInt8(isForced ? 1 : 0))
        }
        return Frame.wrap(writer.bytes)
    }

    public init(payload: [UInt8]) throws(WireError) {
        var reader = WireReader(payload)
        switch try reader.integer(UInt8.self) {
        case 1:
            self = .run(run: try reader.integer(), library: try reader.string(), entryPoint: try reader.string(), part: try reader.integer())
        case 2:
            self = .interrupt(run: try reader.integer(), isForced: try reader.integer(UInt8.self) != 0)
        case let tag: throw .unknownTag(tag)
        }
        try reader.end()
    }
}
