import CellCompiler
import Foundation
import KernelWire
import Notebook
import Subprocess

/// Puts into words how a run ended.
struct RunExplanation: Sendable {
    /// All cells that were loaded, by module.
    let cells: [String: CompiledCell]
    let types: CellTypeNames
    let path: String
    let toolchain: Toolchain
    let tools: ProgramLaunch

    /// - Parameter status: how the kernel's process ended, where it did.
    /// - Returns: the ending, and whether the kernel can go on.
    func ending(of attempt: KernelSession.Attempt, status: TerminationStatus?) async -> (ending: KernelSession.Ending, isKernelSound: Bool) {
        guard let ending = attempt.ending else { return (died(attempt, status), false) }
        let explainer = FailureExplainer(
            symbolizer: Symbolizer(toolchain: toolchain, launch: tools), cells: cells, names: CellNamePresenter(path: path, cells: cells, types: types))
        guard var failure = await explainer.explain(ending, of: attempt.module, errorTail: attempt.recorder.errorTail) else { return (.finished, true) }
        if ending.cause == .interrupted, case .timeLimit(let seconds)? = attempt.stop?.reason {
            failure.name = "TimeLimit"
            failure.reason = "the cell ran longer than its limit of \(Self.text(seconds)) s, and was stopped"
        }
        if ending.heldMemory >= Self.worthMentioning, ending.defect.isEmpty {
            failure.reason += "; what it held stays taken: \(ending.heldMemory >> 20) MiB"
        }
        let defect = ending.defect.isEmpty ? nil : ending.defect
        if let defect { failure.reason += "; the kernel cannot go on after that (\(defect)), and its variables are lost" }
        if case .timeLimit? = attempt.stop?.reason { return (.timedOut(failure), defect == nil) }
        if ending.cause == .interrupted { return (.interrupted(failure), defect == nil) }
        return (defect == nil ? .failed(failure) : .died(failure), defect == nil)
    }

    /// Bytes.
    private static let worthMentioning: UInt64 = 64 << 20

    private func died(_ attempt: KernelSession.Attempt, _ status: TerminationStatus?) -> KernelSession.Ending {
        switch attempt.stop?.reason {
        case .timeLimit(let seconds)?:
            return .timedOut(CellFailure(
                name: "TimeLimit",
                reason: "the cell ran longer than its limit of \(Self.text(seconds)) s and could not be stopped; the kernel was ended with it, and its variables are lost"))
        case .interrupted?:
            return .interrupted(CellFailure(name: "Interrupted", reason: "the cell could not be stopped; the kernel was ended with it, and its variables are lost"))
        case nil: break
        }
        let signal = Self.signal(status)
        let words = switch status {
        case _ where signal == SIGXFSZ: "a file grew larger than it may"
        case _ where signal == SIGXCPU: "it took more of the processors' time than it may"
        case .exited(KernelExit.unsound)?: "the heap or another part of the process that all code shares was left broken"
        case .exited(let code)?: "it exited with code \(code)"
        case .signaled(SIGKILL)?: "signal 9, Killed: by somebody, or by the system for want of memory"
        case .signaled(let signal)?: "signal \(signal), \(String(cString: strsignal(signal)))"
        case nil: "unknown"
        }
        let said = LastWords(in: attempt.recorder.errorTail).reason.map { "\($0); " } ?? ""
        let name = switch signal {
        case SIGXFSZ: "FileSizeLimit"
        case SIGXCPU: "ProcessorTimeLimit"
        default: "KernelDied"
        }
        return .died(CellFailure(name: name, reason: "\(said)the kernel ended with the cell (\(words)), and its variables are lost"))
    }

    /// The signal that a process was ended by. What runs in a jail tells another's by 128 and its number.
    private static func signal(_ status: TerminationStatus?) -> Int32? {
        switch status {
        case .signaled(let signal)?: signal
        case .exited(let code)? where code > 128: code - 128
        default: nil
        }
    }

    private static func text(_ seconds: Double) -> String {
        seconds == seconds.rounded() && seconds < 1e9 ? String(Int(seconds)) : String(format: "%.3g", seconds)
    }
}
