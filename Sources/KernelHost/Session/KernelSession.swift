import CellCompiler
import Foundation
import KernelWire
import Notebook
import Subprocess

/// A live kernel with the cells that it has run.
///
/// It works on a thread of its own, which waits for the kernel: what a cell prints is handed on as it comes.
public final class KernelSession: @unchecked Sendable {
    /// How a cell's run ended.
    public enum Ending: Sendable, Equatable {
        case finished
        case failed(CellFailure)
        /// The time limit passed; the kernel was ended with the cell.
        case timedOut(CellFailure)
        /// The kernel died.
        case died(CellFailure)
    }

    /// How long a reply waits for its marks in the streams, which normally come with it.
    private static let markPatience = Duration.seconds(2)

    private let process: KernelProcess
    private let queue = DispatchQueue(label: "kernel session")
    private let toolchain: Toolchain
    private let path: String
    private var merger: OutputMerger
    private var frames = FrameScanner()
    private var traceFilter = RuntimeTraceFilter()
    private var cells: [String: CompiledCell] = [:]
    /// What came after the end of the last run.
    private var leftover: [OutputMerger.Event] = []
    private var runs: UInt32 = 0
    /// The cells that show values under a name, so that a later run can replace them.
    private var shown: [String: Cell] = [:]

    /// Starts a kernel for a notebook at `path`; its cells run in the notebook's folder.
    public static func start(_ build: KernelBuild, toolchain: Toolchain, notebook path: String, environment: KernelEnvironment) async throws -> KernelSession {
        let folder = URL(filePath: path).deletingLastPathComponent()
        let process = try await KernelProcess.start(program: build.program, environment: environment, workingDirectory: folder)
        return KernelSession(process: process, toolchain: toolchain, path: path)
    }

    private init(process: KernelProcess, toolchain: Toolchain, path: String) {
        self.process = process
        self.toolchain = toolchain
        self.path = path
        merger = OutputMerger(process.streamMark)
    }

    deinit { process.kill() }

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

    /// Runs a cell to its end.
    /// - Parameters:
    ///   - timeLimit: the most seconds that it may run.
    ///   - report: told of each output as it comes.
    ///   - update: told of each displayed value that takes the place of another, and which cell shows it.
    /// - Returns: how it ended, its outputs, newer values of what earlier cells show, how many of its steps were
    ///   finished, and its seconds.
    public func run(
        _ cell: CompiledCell, timeLimit: Double? = nil, report: @escaping @Sendable (Output) -> Void,
        update: @escaping @Sendable (Cell, MediaBundle) -> Void = { _, _ in }
    ) async -> (ending: Ending, outputs: [Output], earlierUpdates: [MediaBundle], stepsFinished: Int, duration: Double) {
        let attempt = await withCheckedContinuation { continuation in
            queue.async { continuation.resume(returning: self.runOnThread(cell, timeLimit: timeLimit, report: report, update: update)) }
        }
        var recorder = attempt.recorder
        for (cell, bundle) in attempt.unreported { update(cell, bundle) }
        let ending = await explain(attempt, timeLimit: timeLimit)
        if recorder.omittedBytes > 0 { report(.omitted(bytes: recorder.omittedBytes)) }
        switch ending {
        case .finished: recorder.finish(failure: nil)
        case .failed(let failure), .timedOut(let failure), .died(let failure):
            recorder.finish(failure: failure)
            report(.error(failure))
        }
        return (ending, recorder.outputs, recorder.earlierUpdates.sorted { $0.key < $1.key }.map(\.value), Int(attempt.ending?.stepsFinished ?? 0), attempt.duration)
    }

    private struct Attempt: Sendable {
        var recorder: OutputRecorder
        /// `nil` if the kernel was gone before it could tell.
        var ending: KernelReply.Ending?
        var isTimedOut = false
        var duration: Double
        /// Newest values whose updates were not told.
        var unreported: [(Cell, MediaBundle)] = []
    }

    private func runOnThread(
        _ cell: CompiledCell, timeLimit: Double?, report: @Sendable (Output) -> Void, update: @Sendable (Cell, MediaBundle) -> Void
    ) -> Attempt {
        func handle(_ event: OutputMerger.Event, _ recorder: inout OutputRecorder) -> KernelReply.Ending? {
            self.handle(event, cell.cell, &recorder, report, update)
        }
        cells[cell.module.name] = cell
        runs += 1
        let start = ContinuousClock.now
        var attempt = Attempt(recorder: OutputRecorder(), duration: 0)
        let deadline = timeLimit.map { start + .seconds($0) }
        for event in leftover { _ = handle(event, &attempt.recorder) }
        leftover = []
        process.send(.run(run: runs, library: cell.library.path, entryPoint: cell.entryPoint))
        waiting: while true {
            let patience: ContinuousClock.Instant? = merger.isWaitingForMarks ? .now + Self.markPatience : nil
            switch process.nextMessage(until: [deadline, patience].compactMap { $0 }.min()) {
            case .bytes(let channel, let bytes):
                var arrived = events(channel, bytes)[...]
                while let event = arrived.popFirst() {
                    guard let ending = handle(event, &attempt.recorder) else { continue }
                    attempt.ending = ending
                    // What threads of this cell print after its end appears under the next one.
                    leftover = Array(arrived)
                    break waiting
                }
            case .deadlinePassed where merger.isWaitingForMarks:
                for event in merger.finish() { attempt.ending = handle(event, &attempt.recorder) ?? attempt.ending }
                if attempt.ending != nil { break waiting }
            case .deadlinePassed:
                attempt.isTimedOut = true
                process.kill()
                break waiting
            case .closed:
                for event in merger.finish() { attempt.ending = handle(event, &attempt.recorder) ?? attempt.ending }
                break waiting
            }
        }
        attempt.unreported = attempt.recorder.unreported.sorted { $0.key < $1.key }.compactMap { id, bundle in shown[id].map { ($0, bundle) } }
        attempt.duration = (ContinuousClock.now - start).seconds
        return attempt
    }

    private func events(_ channel: KernelProcess.Channel, _ bytes: [UInt8]) -> [OutputMerger.Event] {
        switch channel {
        case .output: return merger.receive(bytes, on: .stdout)
        case .errors: return merger.receive(bytes, on: .stderr)
        case .replies:
            // Bytes that are no frames come from a broken kernel, or from a cell that writes where it should not.
            guard let payloads = try? frames.append(bytes) else {
                process.kill()
                return []
            }
            return payloads.compactMap { try? KernelReply(payload: $0) }.flatMap { merger.receive($0) }
        }
    }

    /// Records an event; gives the ending if it is this run's.
    private func handle(
        _ event: OutputMerger.Event, _ cell: Cell, _ recorder: inout OutputRecorder, _ report: (Output) -> Void, _ update: (Cell, MediaBundle) -> Void
    ) -> KernelReply.Ending? {
        let names = CellNamePresenter(path: path, cells: cells)
        switch event {
        case .text(let stream, let text):
            let shown = stream == .stderr ? traceFilter.filter(text) : text
            let kept = recorder.add(names.present(shown), on: stream)
            if !kept.isEmpty { report(.stream(stream, text: kept)) }
        case .reply(.ready): break
        case .reply(.display(_, let isResult, let bundle)):
            let media = MediaBundle(bundle, names: names), place = media.displayID.flatMap { shown[$0] }
            switch recorder.show(media, isResult: isResult, isShownEarlier: place != nil) {
            case .added(let output)?:
                if let id = media.displayID { shown[id] = cell }
                report(output)
            case .updated(let media)?: update(place ?? cell, media)
            case nil: break
            }
        case .reply(.finished(_, let run, let ending)):
            return run == runs ? ending : nil
        }
        return nil
    }

    private func explain(_ attempt: Attempt, timeLimit: Double?) async -> Ending {
        if attempt.isTimedOut {
            return .timedOut(CellFailure(name: "TimeLimit", reason: "the cell ran longer than its limit of \(timeLimit ?? 0) s, and was ended"))
        }
        guard let ending = attempt.ending else {
            let status: String
            switch await process.terminationStatus() {
            case .exited(let code)?: status = "it exited with code \(code)"
            case .signaled(let signal)?: status = "signal \(signal), \(String(cString: strsignal(signal)))"
            case nil: status = "unknown"
            }
            return .died(CellFailure(name: "KernelDied", reason: "the kernel ended with the cell (\(status)), and its variables are lost"))
        }
        let explainer = FailureExplainer(
            symbolizer: Symbolizer(toolchain: toolchain), cells: cells, names: CellNamePresenter(path: path, cells: cells))
        guard var failure = await explainer.explain(ending, errorTail: attempt.recorder.errorTail) else { return .finished }
        guard ending.isOnCellThread else {
            // The main thread, or one of the pool that all tasks share: code that needs it would wait for ever.
            failure.reason += "; the session cannot go on without that thread, and has ended"
            process.kill()
            return .died(failure)
        }
        return .failed(failure)
    }
}

extension MediaBundle {
    fileprivate init(_ bundle: KernelReply.Bundle, names: CellNamePresenter) {
        self.init(
            representations: bundle.representations.map { type, bytes in
                let isText = type.hasPrefix("text/") || type.hasSuffix("+json") || type.hasSuffix("+xml")
                guard isText else { return Representation(type: type, bytes: bytes) }
                return Representation(type: type, bytes: Array(names.present(String(decoding: bytes, as: UTF8.self)).utf8))
            },
            alternativeText: bundle.alternativeText.isEmpty ? nil : names.present(bundle.alternativeText),
            displayID: bundle.displayID.isEmpty ? nil : bundle.displayID)
    }
}

extension Duration {
    /// The duration in seconds.
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}
