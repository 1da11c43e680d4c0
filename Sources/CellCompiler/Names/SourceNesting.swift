import Foundation
import SwiftParser
import SwiftSyntax
import Synchronization

/// How deeply code nests. All who look through it do so by functions that call themselves, on an ordinary thread's stack:
/// what somebody wrote to exhaust that is found out here, before anyone looks.
public enum SourceNesting {
    /// Levels of the syntax tree; code that people write has tens of them.
    public static let deepest = 1000
    /// Code that is shorter, in bytes, cannot nest deeper.
    private static let harmless = 1500
    /// The stack on which code is read that may exhaust another, in bytes; only what is used of it is memory.
    private static let stack = 1 << 30
    /// Bytes of code for which that stack is enough.
    public static let longest = 64 << 10

    /// For each of some pieces of code, whether it can be looked through.
    /// - Parameter patience: the most seconds that all of them may take. The parser has forms that it needs years for; what
    ///   has not been found good by then is not.
    public static func areBounded(_ codes: [String], patience: Double = 5) -> [Bool] {
        let isHarmless = codes.map { $0.utf8.count < harmless && hasFewBrackets($0, most: harmlessOpen) }
        let suspects = zip(codes, isHarmless).filter { !$1 && $0.utf8.count <= longest && hasFewBrackets($0, most: mostOpen) }.map(\.0)
        guard !suspects.isEmpty else { return isHarmless }
        let bounded = Bounded(), done = DispatchSemaphore(value: 0)
        let thread = Thread {
            for code in suspects where depth(of: Parser.parse(source: code)) <= deepest { bounded.codes.withLock { _ = $0.insert(code) } }
            done.signal()
        }
        thread.stackSize = stack
        thread.start()
        _ = done.wait(timeout: .now() + patience)
        let found = bounded.codes.withLock { $0 }
        return zip(codes, isHarmless).map { $1 || found.contains($0) }
    }

    private final class Bounded: Sendable { let codes = Mutex<Set<String>>([]) }

    /// Whether no more brackets are open at a time than people open, those in texts and comments counted too: with many,
    /// the parser takes longest.
    private static func hasFewBrackets(_ code: String, most: Int) -> Bool {
        var open = 0, angles = 0, last: UInt8 = 0
        for byte in code.utf8 {
            switch byte {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): open = max(0, open - 1)
            // What begins a list of types stands close behind a name.
            case UInt8(ascii: "<"): if last > 0x20, last != UInt8(ascii: "."), last != UInt8(ascii: "<") { angles += 1 }
            case UInt8(ascii: ">"): if last != UInt8(ascii: "-") { angles = max(0, angles - 1) }
            default: break
            }
            if open > most || angles > most { return false }
            last = byte
        }
        return true
    }

    private static let mostOpen = 100
    /// With so many the parser is quick, whatever they stand around.
    private static let harmlessOpen = 12

    /// Goes no further than to a level that is too deep.
    private static func depth(of tree: SourceFileSyntax) -> Int {
        var level: [Syntax] = [Syntax(tree)], depth = 0
        while !level.isEmpty, depth <= deepest {
            depth += 1
            level = level.flatMap { $0.children(viewMode: .all) }
        }
        return depth
    }
}
