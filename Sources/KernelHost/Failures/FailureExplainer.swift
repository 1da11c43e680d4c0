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

    /// - Parameter errorTail: the end of what was printed to standard error.
    /// - Returns: the failure, and whether it left a lazy initialiser unfinished, which nobody can read any more: the
    ///   compiler's name for such a function ends in `WZ`.
    func explain(_ ending: KernelReply.Ending, errorTail: String) async -> (failure: CellFailure, leftInitializer: Bool)? {
        guard ending.cause != .completed else { return nil }
        // The innermost place may lie in a library of the notebook's, which is part of the kernel's program.
        let libraries = Set(cells.values.map(\.library.path)).union(ending.frames.prefix(1).map(\.library).filter { $0.hasSuffix("/landuse-kernel") })
        let locations = await symbolizer.locations(of: ending.frames, in: libraries)
        let (name, reason) = words(for: ending, trapReason: trapReason(locations.first ?? []), errorTail: errorTail)
        let failure = CellFailure(name: name, reason: names.present(reason), frames: await frames(locations))
        return (failure, locations.joined().contains { $0.function.hasPrefix("$s") && $0.function.hasSuffix("WZ") })
    }

    /// The compiler names the check that failed as if it were an inlined function.
    private func trapReason(_ innermost: [Symbolizer.Location]) -> String? {
        let prefix = "Swift runtime failure: "
        guard let check = innermost.lazy.map(\.function).first(where: { $0.hasPrefix(prefix) })?.dropFirst(prefix.count) else { return nil }
        if check == "precondition failure", let place = innermost.last(where: { cells[$0.file] != nil && $0.line > 0 }),
            let message = cells[place.file]?.preconditionMessage(onLine: place.line) {
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
        case .signal: break
        }
        let elsewhere = ending.isOnCellThread ? "" : " (on a thread that the cell started)"
        if ending.isStackOverflow {
            let depth = ending.frames.count + Int(ending.framesOmitted)
            return ("StackOverflow", "the stack overflowed: calls are nested \(Self.rounded(depth)) deep, so a function probably calls itself without end\(elsewhere)")
        }
        switch ending.signal {
        case SIGILL, SIGTRAP:
            let said = Self.fatalError(in: errorTail)
            let reason = said ?? trapReason ?? "a runtime check failed"
            return ("Trap", reason + elsewhere)
        case SIGSEGV, SIGBUS:
            // The first page is never mapped: an address in it is a null pointer's field.
            if ending.faultAddress < 4096 { return ("BadAccess", "a null pointer was dereferenced\(elsewhere)") }
            return ("BadAccess", "memory at 0x\(String(ending.faultAddress, radix: 16)) is not the program's: a wild pointer was used\(elsewhere)")
        case SIGFPE: return ("ArithmeticError", "an arithmetic operation has no result (division by zero in C code)\(elsewhere)")
        case SIGABRT:
            if let cast = Self.failedCast(in: errorTail) { return ("Trap", cast + elsewhere) }
            return ("Abort", (Self.fatalError(in: errorTail) ?? "abort() was called") + elsewhere)
        default: return ("Signal", "signal \(ending.signal) (\(String(cString: strsignal(ending.signal))))\(elsewhere)")
        }
    }

    /// A closure at a cell's top level has no name but the cell's; a specialised function has its plain name.
    private static func short(_ name: String) -> String {
        if name.hasPrefix("closure #") { return name.firstRange(of: " in ").map { String(name[$0.upperBound...]) }.flatMap { $0.isEmpty ? nil : "a closure in \($0)" } ?? "a closure" }
        return name.firstRange(of: "specialized ").map { String(name[$0.upperBound...]) } ?? name
    }

    /// A count to two digits: how deep exactly depends on the machine.
    private static func rounded(_ count: Int) -> String {
        guard count >= 1000 else { return String(count) }
        return count < 1_000_000 ? "about \(count / 1000) thousand" : "about \(String(format: "%.1f", Double(count) / 1e6)) million"
    }

    /// What the runtime printed last: "Fatal error: …", without the place before it.
    private static func fatalError(in text: String) -> String? {
        guard let line = text.split(separator: "\n").last(where: { $0.contains("Fatal error") || $0.contains("Fatal access conflict") }),
            let start = line.firstRange(of: "Fatal error")?.lowerBound ?? line.firstRange(of: "Fatal access")?.lowerBound
        else { return nil }
        let message = line[start...]
        return message.hasPrefix("Fatal error: ") ? String(message.dropFirst("Fatal error: ".count)) : String(message)
    }

    /// "Could not cast value of type 'String' (0x…) to 'Int' (0x…).", without the addresses.
    private static func failedCast(in text: String) -> String? {
        text.split(separator: "\n").last { $0.hasPrefix("Could not cast value of type") }.map { String($0.replacing(#/ \(0x[0-9a-f]+\)/#, with: "")) }
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
            // Optimised code says the same place several times, with columns that differ.
            if let last = frames.last, last.function == frame.function, last.cell == frame.cell, last.position.line == frame.position.line { continue }
            frames.append(frame)
        }
        return Array(frames.prefix(20))
    }
}
