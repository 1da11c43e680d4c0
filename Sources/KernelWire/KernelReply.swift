/// What the kernel tells the host.
///
/// Every reply about a run's output is numbered, and the kernel writes a mark with the same number into
/// standard output and standard error (see `StreamMark`), so that the host can put what was printed and
/// what was displayed into one order.
public enum KernelReply: Sendable, Equatable {
    /// The kernel has started and waits for requests.
    case ready
    /// A value to show: `isResult` for the value of a cell's trailing expression.
    case display(mark: UInt32, isResult: Bool, bundle: Bundle)
    /// The run is over.
    case finished(mark: UInt32, run: UInt32, ending: Ending)

    /// A displayed value's representations.
    public struct Bundle: Sendable, Equatable {
        public var representations: [(type: String, bytes: [UInt8])]
        /// More forms than this no value has.
        static let mostRepresentations = 64
        /// Empty where there is none.
        public var alternativeText: String
        /// Under which name the value is shown: one with the same name takes its place. Empty for none.
        public var displayID: String

        public init(representations: [(type: String, bytes: [UInt8])], alternativeText: String, displayID: String = "") {
            self.representations = representations
            self.alternativeText = alternativeText
            self.displayID = displayID
        }

        public static func == (a: Bundle, b: Bundle) -> Bool {
            a.alternativeText == b.alternativeText && a.displayID == b.displayID && a.representations.elementsEqual(b.representations) { $0 == $1 }
        }
    }

    /// How a run ended.
    public struct Ending: Sendable, Equatable {
        public enum Cause: UInt8, Sendable {
            /// At the end of the cell.
            case completed = 0
            /// The library could not be loaded, or has no such entry point.
            case notLoaded = 1
            /// An error was thrown and nothing caught it.
            case uncaughtError = 2
            /// A signal: a trap, a wild pointer, an overflow of the stack.
            case signal = 3
            /// The library told the kernel why it stopped: a wrong shape, say.
            case stopped = 4
            /// The host asked for it.
            case interrupted = 5
            /// The process took more memory than it may.
            case memoryLimit = 6
            /// It called `exit`.
            case exited = 7
        }

        public var cause: Cause
        /// Words that the kernel knows: the loader's, the error's description, the library's message.
        public var message: String
        /// How many of the cell's numbered steps (see `CellRuntime.reached`) were finished.
        public var stepsFinished: UInt32
        /// The signal's number, 0 for none.
        public var signal: Int32
        /// What kind of it, in the system's numbers (`si_code`).
        public var signalCode: Int32
        /// The address whose use raised the signal.
        public var faultAddress: UInt64
        /// Whether that address lies below the thread's stack.
        public var isStackOverflow: Bool
        /// Whether the cell's own thread was hit, and not one that it had started.
        public var isOnCellThread: Bool
        /// What does not work in this process any more ("printing"), so that it should not be used; empty if it is sound.
        public var defect: String
        /// Bytes by which the process grew during a run that ended early: what its frames held stays.
        public var heldMemory: UInt64
        /// Where, innermost first.
        public var frames: [CodeAddress]
        /// How many frames were left out between the innermost and the outermost ones.
        public var framesOmitted: UInt32
        /// More than this no kernel tells.
        static let mostFrames = 4096

        public init(
            cause: Cause, message: String = "", stepsFinished: UInt32 = 0, signal: Int32 = 0, signalCode: Int32 = 0, faultAddress: UInt64 = 0,
            isStackOverflow: Bool = false, isOnCellThread: Bool = true, defect: String = "", heldMemory: UInt64 = 0,
            frames: [CodeAddress] = [], framesOmitted: UInt32 = 0
        ) {
            self.cause = cause
            self.message = message
            self.stepsFinished = stepsFinished
            self.signal = signal
            self.signalCode = signalCode
            self.faultAddress = faultAddress
            self.isStackOverflow = isStackOverflow
            self.isOnCellThread = isOnCellThread
            self.defect = defect
            self.heldMemory = heldMemory
            self.frames = frames
            self.framesOmitted = framesOmitted
        }
    }

    /// A place in machine code that another process can look up: the library, and the offset in it.
    public struct CodeAddress: Sendable, Equatable {
        public var library: String
        public var offset: UInt64
        public init(library: String, offset: UInt64) {
            self.library = library
            self.offset = offset
        }
    }

    public var frame: [UInt8] {
        var writer = WireWriter()
        switch self {
        case .ready:
            writer.write(UInt8(1))
        case .display(let mark, let isResult, let bundle):
            writer.write(UInt8(2))
            writer.write(mark)
            writer.write(UInt8(isResult ? 1 : 0))
            writer.write(bundle.alternativeText)
            writer.write(bundle.displayID)
            writer.write(bundle.representations) { writer, representation in
                writer.write(representation.type)
                writer.write(representation.bytes)
            }
        case .finished(let mark, let run, let ending):
            writer.write(UInt8(3))
            writer.write(mark)
            writer.write(run)
            writer.write(ending.cause.rawValue)
            writer.write(ending.message)
            writer.write(ending.stepsFinished)
            writer.write(ending.signal)
            writer.write(ending.signalCode)
            writer.write(ending.faultAddress)
            writer.write(UInt8(ending.isStackOverflow ? 1 : 0))
            writer.write(UInt8(ending.isOnCellThread ? 1 : 0))
            writer.write(ending.defect)
            writer.write(ending.heldMemory)
            writer.write(ending.frames) { writer, address in
                writer.write(address.library)
                writer.write(address.offset)
            }
            writer.write(ending.framesOmitted)
        }
        return Frame.wrap(writer.bytes)
    }

    public init(payload: [UInt8]) throws(WireError) {
        var reader = WireReader(payload)
        switch try reader.integer(UInt8.self) {
        case 1: self = .ready
        case 2:
            let mark = try reader.integer(UInt32.self)
            let isResult = try reader.integer(UInt8.self) != 0
            let alternativeText = try reader.string()
            let displayID = try reader.string()
            let representations = try reader.list(most: Bundle.mostRepresentations) { reader throws(WireError) in
                (type: try reader.string(), bytes: try reader.bytes())
            }
            self = .display(
                mark: mark, isResult: isResult,
                bundle: Bundle(representations: representations, alternativeText: alternativeText, displayID: displayID))
        case 3:
            let mark = try reader.integer(UInt32.self)
            let run = try reader.integer(UInt32.self)
            let tag = try reader.integer(UInt8.self)
            guard let cause = Ending.Cause(rawValue: tag) else { throw .unknownTag(tag) }
            var ending = Ending(cause: cause)
            ending.message = try reader.string()
            ending.stepsFinished = try reader.integer()
            ending.signal = try reader.integer()
            ending.signalCode = try reader.integer()
            ending.faultAddress = try reader.integer()
            ending.isStackOverflow = try reader.integer(UInt8.self) != 0
            ending.isOnCellThread = try reader.integer(UInt8.self) != 0
            ending.defect = try reader.string()
            ending.heldMemory = try reader.integer()
            ending.frames = try reader.list(most: Ending.mostFrames) { reader throws(WireError) in
                CodeAddress(library: try reader.string(), offset: try reader.integer())
            }
            ending.framesOmitted = try reader.integer()
            self = .finished(mark: mark, run: run, ending: ending)
        case let tag: throw .unknownTag(tag)
        }
        try reader.end()
    }
}
