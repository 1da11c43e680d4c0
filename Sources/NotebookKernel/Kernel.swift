import CKernelRuntime
import Glibc
import KernelWire
import NotebookDisplay

/// The process in which cells run: takes requests, runs each cell on a thread of its own, and reports.
final class Kernel: @unchecked Sendable {
    /// The kernel of this process, set once at its start.
    nonisolated(unsafe) static private(set) var current: Kernel?
    /// Why the running cell stops; written by the thread that ends it, read after it has ended.
    nonisolated(unsafe) private static var stopReason = ""

    /// The module of the running cell.
    nonisolated(unsafe) static private(set) var runningModule: String?

    private let channel: HostChannel
    private let streamMark: StreamMark
    /// The ends of standard output's and standard error's pipes that the marks go to: copies, for a cell may
    /// close or redirect its own.
    private let streams: [Int32]
    /// Bytes of memory that the process may take; 0 for no limit.
    private let memoryLimit: UInt64
    /// Bytes that cells which ended early hold for ever, as far as can be seen; the runs' thread's own.
    private var heldMemory: UInt64 = 0
    /// The number of the last reply; guarded by the channel's lock.
    private var mark: UInt32 = 0

    private init(channel: HostChannel, streamMark: StreamMark) {
        self.channel = channel
        self.streamMark = streamMark
        memoryLimit = (getenv("LANDUSE_MEMORY_LIMIT").flatMap { UInt64(String(cString: $0)) } ?? 0) << 20
        streams = [STDOUT_FILENO, STDERR_FILENO].map { fcntl($0, F_DUPFD_CLOEXEC, 64) }
    }

    /// Serves the host until it goes away.
    static func serve(streamMark: StreamMark) -> Never {
        guard let channel = HostChannel() else {
            HostChannel.writeAll(Array("landuse-kernel: no socket to the host on standard input\n".utf8), to: STDERR_FILENO)
            exit(70)
        }
        let kernel = Kernel(channel: channel, streamMark: streamMark)
        current = kernel
        DisplaySink.current = { kernel.display($0, isResult: false, id: $1 ?? "") }
        CancellationHook.current = { cell_stop_if_asked() }
        CancellationHook.request = { cell_must_stop() }
        FailureHook.current = { message, _, _ in stopCell(message) }
        cell_runtime_install { error in
            guard let error else { return }
            Kernel.stopReason = Kernel.describe(Unmanaged<AnyObject>.fromOpaque(error))
        }
        cell_limit_memory(kernel.memoryLimit)
        channel.send { .ready }
        // Cells run beside this thread, which hears meanwhile that one of them should stop.
        let runs = WorkQueue()
        while let request = channel.nextRequest() {
            switch request {
            case .run(let run, let library, let entryPoint, let part):
                runs.add {
                    CellRuntime.part = part
                    kernel.finish(run, with: kernel.run(run, library: library, entryPoint: entryPoint))
                }
            case .interrupt(let run, let isForced): cell_interrupt(run, isForced)
            }
        }
        // The host has gone, and with it all who could want anything of this process.
        cell_process_end(0)
    }

    /// Ends the running cell with a reason, from within.
    static func stopCell(_ reason: String) -> Never {
        stopReason = reason
        cell_stop()
    }

    /// Shows a value, in order with what was printed before it.
    func display(_ bundle: MIMEBundle, isResult: Bool, id: String = "") {
        cell_flush_stdout()
        channel.send {
            mark += 1
            writeMarks()
            return .display(
                mark: mark, isResult: isResult,
                bundle: KernelReply.Bundle(
                    representations: Self.representations(of: bundle),
                    alternativeText: bundle.alternativeText ?? "", displayID: String(id.prefix(Self.longestName))))
        }
    }

    /// Characters of a name under which a value is shown that count.
    private static let longestName = 1000

    /// Bytes that one displayed value may take; a frame has to hold them.
    private static let largestDisplay = 48 << 20

    /// A value's representations; where they are too large to send, the beginning of its text and a remark.
    private static func representations(of bundle: MIMEBundle) -> [(type: String, bytes: [UInt8])] {
        let size = bundle.representations.reduce(0) { $0 + $1.bytes.count }
        guard size > largestDisplay else { return bundle.representations.map { (type: $0.type.rawValue, bytes: $0.bytes) } }
        let head = (bundle[.plainText] ?? []).prefix(1 << 20)
        let text = String(decoding: head, as: UTF8.self) + "\n[the rest of this value is left out: it takes \(size) bytes]"
        return [(type: MIMEType.plainText.rawValue, bytes: Array(text.utf8))]
    }

    private func finish(_ run: UInt32, with ending: KernelReply.Ending) {
        channel.send {
            mark += 1
            writeMarks()
            return .finished(mark: mark, run: run, ending: ending)
        }
        // Only now: a thread that was stopped may hold what sending needs.
        cell_settled()
    }

    private func writeMarks() {
        for stream in streams { HostChannel.writeAll(streamMark.bytes(mark), to: stream) }
    }

    private func run(_ run: UInt32, library: String, entryPoint: String) -> KernelReply.Ending {
        Kernel.stopReason = ""
        Kernel.runningModule = entryPoint.hasSuffix("_main") ? String(entryPoint.dropLast("_main".count)) : nil
        DisplaySink.run += 1
        let cell = LoadedCell(library: library, entryPoint: entryPoint)
        let memory = cell_memory()
        var ending = cell_ending()
        let error = withExtendedLifetime(cell) {
            cell_run(
                run,
                { context in
                    guard let context else { return }
                    Unmanaged<LoadedCell>.fromOpaque(context).takeUnretainedValue().loadAndRun()
                }, Unmanaged.passUnretained(cell).toOpaque(), CellThread.stackSize, &ending)
        }
        if error != 0 {
            return KernelReply.Ending(cause: .notLoaded, message: "no thread could be started (error \(error))")
        }
        if let reason = cell.loadFailure { return KernelReply.Ending(cause: .notLoaded, message: reason) }
        if ending.cause == CELL_COMPLETED {
            cell_flush_stdout()
            DisplaySink.flush()
            return KernelReply.Ending(ending, message: "", defect: "", heldMemory: 0)
        }
        // The lock of stdout's buffer may be held, for ever.
        cell_renew_stdout()
        // A stop at a safe place leaves threads that the cell had started, on the main actor perhaps.
        let mayHaveHarmed = ending.is_parked || ending.cause == CELL_INTERRUPTED || ending.cause == CELL_MEMORY_LIMIT
        var defect = mayHaveHarmed ? Soundness.defect() : nil
        if ending.cause == CELL_EXITED { Kernel.stopReason = "exit(\(ending.exit_code)) was called, which ends the cell" }
        if ending.cause == CELL_MEMORY_LIMIT {
            Kernel.stopReason = "the session took more than \(memoryLimit >> 20) MiB of memory (LANDUSE_MEMORY_LIMIT sets another bound, in MiB)"
            if cell_memory() > memoryLimit / 10 * 9 { defect = "its memory is used up" }
        }
        if defect == nil { DisplaySink.flush() }
        let now = cell_memory(), held = now > memory ? now - memory : 0
        heldMemory += held
        if memoryLimit > 0, heldMemory > memoryLimit / 2 { defect = defect ?? "cells that ended early hold \(heldMemory >> 20) MiB of its memory" }
        return KernelReply.Ending(ending, message: Kernel.stopReason, defect: defect ?? "", heldMemory: held)
    }

    private static func describe(_ box: Unmanaged<AnyObject>) -> String {
        // A Swift error is a reference to a box; seen as `any Error` it tells its own type and text.
        let error = unsafeBitCast(box.toOpaque(), to: (any Error).self)
        let text = String(describing: error), type = String(describing: Swift.type(of: error))
        // Not to be released: the box stays with the frames that the cell's end jumps over.
        _ = Unmanaged<AnyObject>.fromOpaque(box.toOpaque()).retain()
        // `DataError(message: "bad")` says its type itself; `bad`, or a sentence, does not.
        return text.hasPrefix(type) ? text : "\(type): \(text)"
    }
}
