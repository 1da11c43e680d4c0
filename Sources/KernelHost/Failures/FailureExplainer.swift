import CellCompiler
import Foundation
import KernelWire
import Notebook

/// Says in words why a cell ended before its end, and where in the notebook.
struct FailureExplainer: Sendable {
    let symbolizer: Symbolizer
    /// All cells that were loaded, by module.
    let cells: [String: CompiledCell]
    let names: CellNamePresenter

    /// - Parameters:
    ///   - module: the cell that ran.
    ///   - errorTail: the end of what was printed to standard error.
    func explain(_ ending: KernelReply.Ending, of module: String, errorTail: String) async -> CellFailure? {
        guard ending.cause != .completed else { return nil }
        // The innermost place may lie in a library of the notebook's, which is part of the kernel's program. Where that
        // says nothing about the reason it is not asked: it takes a fifth of a second.
        let isReasonThere = ending.cause == .signal
        let innermost = ending.frames.prefix(isReasonThere ? 1 : 0).map(\.library).filter { $0.hasSuffix("/landuse-kernel") }
        let libraries = Set(cells.values.map(\.library.path)).union(innermost)
        let locations = await symbolizer.locations(of: ending.frames, in: libraries)
        let (name, reason) = words(for: ending, trapReason: trapReason(locations.first ?? []), errorTail: errorTail)
        var known = await frames(locations)
        // Optimised code may have no lines left. How far the cell came is known still.
        if known.isEmpty, ending.cause != .notLoaded, let cell = cells[module], let place = cell.statement(afterStep: Int(ending.stepsFinished)) {
            known = [.init(function: nil, cell: cell.cell.id, position: cell.cell.position(line: place.line, column: place.column))]
        }
        return CellFailure(name: name, reason: names.present(reason), frames: known)
    }

    /// The compiler names the check that failed as if it were an inlined function.
    private func trapReason(_ innermost: [Symbolizer.Location]) -> String? {
        let prefix = "Swift runtime failure: "
        guard let check = innermost.lazy.map(\.function).first(where: { $0.hasPrefix(prefix) })?.dropFirst(prefix.count) else { return nil }
        if check == "precondition failure",
            let message = innermost.lazy.compactMap({ place in cells[place.file]?.preconditionMessage(onLine: place.line) }).first {
            return "precondition failed: \(message)"
        }
        return Self.sentence(String(check))
    }

    private func words(for ending: KernelReply.Ending, trapReason: String?, errorTail: String) -> (name: String, reason: String) {
        switch ending.cause {
        case .completed: return ("", "")
        case .notLoaded: return ("LoadError", "the cell could not be loaded: \(ending.message)")
        case .uncaughtError: return ("UncaughtError", ending.message)
        case .stopped: return ("Failure", ending.message)
        case .interrupted: return ("Interrupted", "the cell was interrupted")
        case .memoryLimit: return ("MemoryLimit", ending.message)
        case .exited: return ("Exit", ending.message)
        case .signal: break
        }
        let elsewhere = ending.isOnCellThread ? "" : " (on a thread that this cell or an earlier one started)"
        if ending.isStackOverflow {
            let depth = ending.frames.count + Int(ending.framesOmitted)
            return ("StackOverflow", "the stack overflowed: calls are nested \(Self.rounded(depth)) deep, so a function probably calls itself without end\(elsewhere)")
        }
        let said = LastWords(in: errorTail).reason
        switch ending.signal {
        case SIGILL, SIGTRAP: return ("Trap", (said ?? trapReason ?? Self.failedCheck(in: ending.frames.first?.library ?? "")) + elsewhere)
        case SIGSEGV, SIGBUS: return ("BadAccess", Self.badAccess(ending) + elsewhere)
        case SIGFPE: return ("ArithmeticError", "an arithmetic operation has no result (division by zero in C code)\(elsewhere)")
        case SIGABRT:
            // The runtime aborts where a check of its own fails.
            let isTrap = said != nil && ["Fatal error", "Could not cast", "Fatal access"].contains(where: errorTail.contains)
            return (isTrap ? "Trap" : "Abort", (said ?? "abort() was called") + elsewhere)
        default: return ("Signal", "signal \(ending.signal) (\(String(cString: strsignal(ending.signal))))\(elsewhere)")
        }
    }

    /// Some libraries say nothing when they stop the program.
    private static func failedCheck(in library: String) -> String {
        if library.hasSuffix("/libdispatch.so") {
            return "Dispatch stopped the program: mostly for a 'sync' on the queue that is running the code already, which would wait for itself"
        }
        return "a runtime check failed"
    }

    private static func badAccess(_ ending: KernelReply.Ending) -> String {
        let address = "0x" + String(ending.faultAddress, radix: 16)
        // The processor tells no address that memory cannot have (Linux: SI_KERNEL).
        if ending.signalCode == 128 { return "no memory has such an address: a wild pointer was used" }
        // The first page is never mapped: an address in it is a null pointer's field.
        if ending.faultAddress < 4096 { return "a null pointer was dereferenced" }
        if ending.signal == SIGBUS { return "memory at \(address) is there no more: a file was cut off while it was used, or a wild pointer was used" }
        // SEGV_ACCERR: there is memory, for another purpose.
        if ending.signalCode == 2 { return "memory at \(address) may not be written to, or is no code: a wild pointer was used" }
        return "memory at \(address) is not the program's: a wild pointer was used"
    }

    /// A closure at a cell's top level has no name but the cell's; a specialised function has its plain name.
    private static func short(_ name: String) -> String {
        if let match = name.prefixMatch(of: /(closure #[0-9]+( in |$))+/) {
            let holder = name[match.range.upperBound...]
            return holder.isEmpty ? "a closure" : "a closure in \(holder)"
        }
        if let match = name.wholeMatch(of: /one-time initialization function for (.*)/) { return "the initial value of \(match.1)" }
        return name.firstRange(of: "specialized ").map { String(name[$0.upperBound...]) } ?? name
    }

    /// A count to two digits: how deep exactly depends on the machine.
    private static func rounded(_ count: Int) -> String {
        guard count >= 1000 else { return String(count) }
        return count < 1_000_000 ? "about \(count / 1000) thousand" : "about \(String(format: "%.1f", Double(count) / 1e6)) million"
    }

    /// The compiler's own words for a check, as a sentence a reader can use.
    private static func sentence(_ check: String) -> String {
        switch check {
        case "arithmetic overflow": "arithmetic overflow: the result does not fit into its type"
        case "failed cast": "a cast with 'as!' failed: the value is of another type"
        default: check
        }
    }

    /// The notebook's own frames, innermost first. A run of the same frame is shown once.
    private func frames(_ locations: [[Symbolizer.Location]]) async -> [CellFailure.Frame] {
        var kept: [(location: Symbolizer.Location, cell: CompiledCell)] = []
        for location in locations.joined() where location.line > 0 {
            guard let cell = cells[location.file], !location.function.hasPrefix("Swift runtime failure"),
                kept.last?.location != location
            else { continue }
            kept.append((location, cell))
        }
        let readable = await symbolizer.readable(kept.map(\.location.function))
        var frames: [CellFailure.Frame] = []
        for ((location, cell), name) in zip(kept, readable) {
            let place = cell.source.position(line: location.line, byteColumn: max(location.column, 1))
            let isTopLevel = location.function == cell.entryPoint
            let frame = CellFailure.Frame(
                function: isTopLevel ? nil : Self.short(names.present(name)), cell: cell.cell.id, position: cell.cell.position(line: place.line, column: place.column))
            // What the compiler has put between two functions of the author's.
            let isGlue = ["thunk for ", "@objc "].contains(where: name.hasPrefix) || ["Addressor", "__deallocating_deinit"].contains(where: name.hasSuffix)
            if isGlue, !frames.isEmpty { continue }
            // Optimised code says the same place several times, with columns that differ.
            if let last = frames.last, last.function == frame.function, last.cell == frame.cell, last.position.line == frame.position.line { continue }
            frames.append(frame)
        }
        return Array(frames.prefix(20))
    }
}
