import CellCompiler
import Foundation
import KernelWire
import Notebook
import Subprocess
import Synchronization

/// A live kernel with the cells that it has run.
///
/// It works on a thread of its own, which waits for the kernel: what a cell prints is handed on as it comes.
public final class KernelSession: @unchecked Sendable {
    /// How long a reply waits for its marks in the streams, which normally come with it.
    private static let markPatience = Duration.seconds(2)

    private let process: KernelProcess
    private let queue = DispatchQueue(label: "kernel session")
    private let toolchain: Toolchain
    private let tools: ProgramLaunch
    private let afterRun: (@Sendable (Int32, String) -> Void)?
    private let wasKilled: @Sendable () -> Void
    private let loading: LoadingFolder
    private let path: String
    private var merger: OutputMerger
    private var frames = FrameScanner()
    private var traceFilter = RuntimeTraceFilter()
    private var cells: [String: CompiledCell] = [:]
    /// The types that the last cell sees.
    private var types = CellTypeNames()
    /// What came after the end of the last run.
    private var leftover: [OutputMerger.Event] = []
    private var runs: UInt32 = 0
    /// How often an interrupt was asked for since that was last looked at; `nil` while no cell runs.
    private let interrupts = Mutex<Int?>(nil)

    /// Starts a kernel for a notebook at `path`.
    /// - Parameters:
    ///   - folder: where its cells run; `nil` for the notebook's own folder.
    ///   - launches: how the kernel is started, and the tools that read what was compiled to tell where a cell stopped.
    public static func start(
        _ build: KernelBuild, toolchain: Toolchain, notebook path: String, in folder: URL? = nil, environment: KernelEnvironment,
        launches: NotebookRunner.Launches = .init()
    ) async throws -> KernelSession {
        let folder = folder ?? URL(filePath: path).deletingLastPathComponent()
        let process = try await KernelProcess.start(program: build.program, environment: environment, workingDirectory: folder, launch: launches.kernel)
        return KernelSession(process: process, toolchain: toolchain, path: path, launches: launches)
    }

    private init(process: KernelProcess, toolchain: Toolchain, path: String, launches: NotebookRunner.Launches) {
        loading = LoadingFolder(folder: launches.libraries)
        tools = launches.compiler ?? .plain
        afterRun = launches.afterRun
        wasKilled = launches.kernel.wasKilled
        self.process = process
        self.toolchain = toolchain
        self.path = path
        merger = OutputMerger(process.streamMark)
    }

    deinit { process.kill() }

    /// Whether the kernel died by itself.
    var isGone: Bool { process.isGone }

    /// The kernel's process.
    public var processIdentifier: Int32 { process.processIdentifier }

    /// Ends the kernel.
    public func stop() { process.kill() }

    /// Waits until the kernel says that it is ready for cells, before the first of them; running one need not
    /// wait for it. Gives false if the kernel ended instead.
    public func waitUntilReady() async -> Bool {
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.waitOnThread()) }
        }
    }

    private func waitOnThread() -> Bool {
        while case .bytes(let channel, let bytes) = process.nextMessage(until: nil) {
            let isReady = events(channel, bytes).contains { if case .reply(.ready) = $0 { true } else { false } }
            if isReady { return true }
        }
        return false
    }

    /// Stops the running cell: where that is safe, or, asked a second time, wherever it is. Can be called from
    /// any thread.
    public func interrupt() {
        interrupts.withLock { $0? += 1 }
        process.wake()
    }

    /// Runs a cell to its end.
    /// - Parameters:
    ///   - part: which part of it, where it was put together of several; see `CellRuntime.part`.
    ///   - timeLimit: the most seconds that it may run.
    ///   - room: bytes that its outputs may take, if that is less than any cell's.
    ///   - shownEarlier: the names under which earlier cells show values, which this one may replace.
    ///   - report: told of each output as it comes.
    public func run(
        _ cell: CompiledCell, part: UInt32 = 0, timeLimit: Double? = nil, room: Int? = nil, shownEarlier: Set<String> = [],
        report: @escaping @Sendable (OutputChange) -> Void
    ) async -> Run {
        let begun = Attempt(module: cell.module.name, recorder: OutputRecorder(limits: .init(room: room), shownEarlier: shownEarlier))
        interrupts.withLock { $0 = 0 }
        var attempt = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.runOnThread(cell, part, begun, timeLimit: timeLimit, report: report)) }
        }
        interrupts.withLock { $0 = nil }
        // The C library has found out by chance what may break anything later.
        if attempt.ending?.signal == SIGABRT, attempt.ending?.defect == "", LastWords(in: attempt.recorder.errorTail).isHeapBroken {
            attempt.ending?.defect = "its memory cannot be trusted"
        }
        if attempt.ending == nil, await process.wasKilled() { wasKilled() }
        var recorder = attempt.recorder
        for bundle in recorder.unreported.sorted(by: { $0.key < $1.key }) { report(.updated(bundle.value)) }
        let explanation = RunExplanation(cells: cells, types: cell.types, path: path, toolchain: toolchain, tools: tools)
        let (ending, isAlive) = await explanation.ending(of: attempt, status: attempt.ending == nil ? process.terminationStatus() : nil)
        if recorder.omittedBytes > 0 { report(.added(.omitted(bytes: recorder.omittedBytes))) }
        recorder.finish(failure: ending.failure)
        if let failure = ending.failure { report(.added(.error(failure))) }
        if !isAlive { process.kill() }
        return Run(
            ending: ending, outputs: recorder.outputs, earlierUpdates: recorder.earlierUpdates.sorted { $0.key < $1.key }.map(\.value),
            stepsFinished: Int(attempt.ending?.stepsFinished ?? 0),
            duration: attempt.duration, isKernelAlive: isAlive, outputBytes: recorder.keptBytes)
    }

    /// A run as the kernel told it, before it is put into words.
    struct Attempt: Sendable {
        /// The cell's module.
        let module: String
        var recorder: OutputRecorder
        /// `nil` if the kernel was gone before it could tell.
        var ending: KernelReply.Ending?
        /// Why the host asked the cell to stop; `nil` if it did not.
        var stop: StopRequest?
        var duration = 0.0
    }

    private func runOnThread(
        _ cell: CompiledCell, _ part: UInt32, _ begun: Attempt, timeLimit: Double?, report: @Sendable (OutputChange) -> Void
    ) -> Attempt {
        cells[cell.module.name] = cell
        types = cell.types
        runs += 1
        let start = ContinuousClock.now
        var attempt = begun
        let limit = timeLimit.map { start + .seconds($0) }
        for event in leftover { _ = handle(event, &attempt.recorder, report) }
        leftover = []
        process.send(.run(run: runs, library: loading.place(cell), entryPoint: cell.entryPoint, part: part))
        waiting: while true {
            let patience: ContinuousClock.Instant? = merger.isWaitingForMarks ? .now + Self.markPatience : nil
            let deadline = attempt.stop?.deadline ?? limit
            switch process.nextMessage(until: [deadline, patience].compactMap { $0 }.min()) {
            case .bytes(let channel, let bytes):
                var arrived = events(channel, bytes)[...]
                while let event = arrived.popFirst() {
                    guard let ending = handle(event, &attempt.recorder, report) else { continue }
                    attempt.ending = ending
                    // What threads of this cell print after its end appears under the next one.
                    leftover = Array(arrived)
                    break waiting
                }
            case .woken:
                let isAsked = interrupts.withLock { count in
                    defer { count = count.map { _ in 0 } }
                    return count ?? 0 > 0
                }
                if isAsked { stop(&attempt, .interrupted) }
            case .deadlinePassed where deadline.map { ContinuousClock.now >= $0 } ?? false:
                stop(&attempt, .timeLimit(timeLimit ?? 0))
            case .deadlinePassed:
                for event in merger.finish() { attempt.ending = handle(event, &attempt.recorder, report) ?? attempt.ending }
                if attempt.ending != nil { break waiting }
            case .closed:
                for event in merger.finish() { attempt.ending = handle(event, &attempt.recorder, report) ?? attempt.ending }
                break waiting
            }
        }
        attempt.duration = (ContinuousClock.now - start) / .seconds(1)
        if attempt.ending != nil { afterRun?(process.processIdentifier, cell.cell.id) }
        return attempt
    }

    /// Asks the kernel to stop the cell; asks again by force; ends a kernel that does neither.
    private func stop(_ attempt: inout Attempt, _ reason: StopRequest.Reason) {
        let request = attempt.stop?.next ?? StopRequest(reason: reason)
        attempt.stop = request
        switch request.urgency {
        case .whereSafe: process.send(.interrupt(run: runs, isForced: false))
        case .anywhere: process.send(.interrupt(run: runs, isForced: true))
        case .kernel:
            if let cell = cells[attempt.module]?.cell.id { afterRun?(process.processIdentifier, cell) }
            process.kill()
        }
    }

    private func events(_ channel: KernelProcess.Channel, _ bytes: [UInt8]) -> [OutputMerger.Event] {
        switch channel {
        case .output: return checked(merger.receive(bytes, on: .stdout))
        case .errors: return checked(merger.receive(bytes, on: .stderr))
        case .replies:
            // Bytes that are no frames come from a broken kernel, or from a cell that writes where it should not.
            guard let payloads = try? frames.append(bytes) else {
                process.kill()
                return []
            }
            return checked(payloads.compactMap { try? KernelReply(payload: $0) }.flatMap { merger.receive($0) })
        }
    }

    /// A kernel whose replies and marks do not fit together is ended before what waits for them fills this process.
    private func checked(_ events: [OutputMerger.Event]) -> [OutputMerger.Event] {
        if merger.isFlooded { process.kill() }
        return merger.isFlooded ? events + merger.finish() : events
    }

    /// Records an event; gives the ending if it is this run's.
    private func handle(_ event: OutputMerger.Event, _ recorder: inout OutputRecorder, _ report: (OutputChange) -> Void) -> KernelReply.Ending? {
        let names = CellNamePresenter(path: path, cells: cells, types: types)
        switch event {
        case .text(let stream, let text):
            let shown = stream == .stderr ? traceFilter.filter(text) : text
            let kept = recorder.add(names.present(shown), on: stream)
            if !kept.isEmpty { report(.added(.stream(stream, text: kept))) }
        case .reply(.ready): break
        case .reply(.display(_, let isResult, let bundle)):
            if let change = recorder.show(MediaBundle(bundle, names: names), isResult: isResult) { report(change) }
        case .reply(.finished(_, let run, let ending)):
            return run == runs ? loading.unplaced(ending.bounded, cells.values) : nil
        }
        return nil
    }
}

extension KernelReply.Ending {
    /// Words of no more than a reader would read.
    fileprivate var bounded: KernelReply.Ending {
        var ending = self
        ending.message = Self.beginning(of: message)
        ending.defect = Self.beginning(of: defect)
        return ending
    }

    private static let longest = 16 << 10

    private static func beginning(of text: String) -> String {
        text.utf8.count <= longest ? text : String(decoding: text.utf8.prefix(longest), as: UTF8.self) + " …"
    }
}

extension MediaBundle {
    fileprivate init(_ bundle: KernelReply.Bundle, names: CellNamePresenter) {
        self.init(
            representations: bundle.representations.map { type, bytes in
                let isText = type.hasPrefix("text/") || type.hasSuffix("+json") || type.hasSuffix("+xml")
                // What is too long to be kept, or nearly so, is not gone through for names.
                guard isText, bytes.count <= 4 << 20 else { return Representation(type: type, bytes: bytes) }
                return Representation(type: type, bytes: Array(names.present(String(decoding: bytes, as: UTF8.self)).utf8))
            },
            alternativeText: bundle.alternativeText.isEmpty ? nil : names.present(String(bundle.alternativeText.unicodeScalars.prefix(10_000))),
            displayID: bundle.displayID.isEmpty ? nil : bundle.displayID)
    }
}
