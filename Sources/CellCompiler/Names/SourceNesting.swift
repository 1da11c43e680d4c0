import Foundation
import SwiftParser
import SwiftSyntax

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
    public static func areBounded(_ codes: [String]) -> [Bool] {
        let suspects = codes.filter { $0.utf8.count >= harmless && $0.utf8.count <= longest }
        guard !suspects.isEmpty else { return codes.map { $0.utf8.count < harmless } }
        let found = Found(), done = DispatchSemaphore(value: 0)
        let thread = Thread {
            found.bounded = Set(suspects.filter { depth(of: Parser.parse(source: $0)) <= deepest })
            done.signal()
        }
        thread.stackSize = stack
        thread.start()
        done.wait()
        return codes.map { $0.utf8.count < harmless || found.bounded.contains($0) }
    }

    /// Written by one thread before the other reads.
    private final class Found: @unchecked Sendable { var bounded: Set<String> = [] }

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
