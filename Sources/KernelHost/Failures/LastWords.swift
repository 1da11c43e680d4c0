import Foundation
import KernelWire

/// What the Swift runtime, the C library and C++ print to standard error before they end a program: a reason,
/// and lines that a reader need not see beside it.
struct LastWords: Sendable, Equatable {
    /// The reason as a sentence; `nil` where nothing of the kind was printed.
    let reason: String?
    /// What was printed before.
    let textBefore: String
    /// Whether the heap cannot be trusted any more.
    let isHeapBroken: Bool

    init(in text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for index in lines.indices.suffix(Self.searchedLines).reversed() {
            guard let (reason, above, isHeapBroken) = Self.read(lines[index], after: lines[..<index]) else { continue }
            self.reason = reason
            self.isHeapBroken = isHeapBroken
            let before = lines[..<(index - above)].joined(separator: "\n")
            textBefore = before.isEmpty ? "" : before + "\n"
            return
        }
        (reason, textBefore, isHeapBroken) = (nil, text, false)
    }

    /// Last words come last, but for what destructors and other threads may add.
    private static let searchedLines = 40

    /// A line's reason, how many lines above belong to it, and whether it is about the heap.
    private static func read(_ line: Substring, after lines: ArraySlice<Substring>) -> (String, above: Int, isHeapBroken: Bool)? {
        if let start = line.firstRange(of: "Fatal error") {
            let message = line[start.upperBound...].drop { $0 == ":" || $0 == " " }
            return (withoutAddresses(message.isEmpty ? "Fatal error" : message), 0, false)
        }
        if line.hasPrefix("Could not cast value of type") { return (withoutAddresses(line), 0, false) }
        if line.hasPrefix("Fatal access conflict detected") { return accessConflict(lines) }
        if let match = line.wholeMatch(of: #/.*?([^/\s]+:[0-9]+): .*: Assertion `(.*)' failed\./#) {
            return ("assertion failed: \(match.2) (\(match.1))", 0, false)
        }
        if let match = line.wholeMatch(of: /terminate called after throwing an instance of '(.*)'/) {
            return ("a C++ exception was not caught: \(match.1)", 0, false)
        }
        if let match = line.wholeMatch(of: /\ \ what\(\):\ \ (.*)/), let (reason, above, _) = lines.last.flatMap({ read($0, after: lines.dropLast()) }),
            reason.hasPrefix("a C++ exception") {
            return ("\(reason): \(match.1)", above + 1, false)
        }
        if let match = line.wholeMatch(of: /libc\+\+abi: terminating due to uncaught exception of type (.*)/) {
            return ("a C++ exception was not caught: \(match.1)", 0, false)
        }
        if line.wholeMatch(of: /\*\*\* (stack smashing|buffer overflow) detected \*\*\*: terminated/) != nil {
            return ("memory was written past the end of a buffer", 0, true)
        }
        if heapWords.contains(where: { line.hasPrefix($0) }), line.count < 100 {
            return ("the heap is corrupted, memory was freed twice or written past its end: \(line)", 0, true)
        }
        return nil
    }

    /// How the C library's complaints about its heap begin.
    private static let heapWords = [
        "free(): ", "malloc(): ", "realloc(): ", "calloc(): ", "double free or corruption", "corrupted size vs. prev_size", "corrupted double-linked list",
        "munmap_chunk(): ", "mremap_chunk(): ", "malloc_consolidate(): ", "tcache_thread_shutdown(): ",
    ]

    /// The conflict's two sides stand above, each with what it does.
    private static func accessConflict(_ lines: ArraySlice<Substring>) -> (String, above: Int, isHeapBroken: Bool) {
        let above = lines.reversed().firstIndex { $0.hasPrefix("Simultaneous accesses to ") }.map { lines.reversed().distance(from: lines.reversed().startIndex, to: $0) + 1 } ?? 0
        func kind(_ prefix: String) -> String {
            lines.suffix(above).firstNonNil { $0.hasPrefix(prefix) ? $0.firstMatch(of: /\((.+?)\)/).map { String($0.1) } : nil } ?? "an access"
        }
        let earlier = kind("Previous access"), later = kind("Current access")
        return ("overlapping accesses to one variable: \(later) began before \(earlier == later ? "another one" : earlier) had ended", above, false)
    }

    /// They differ from run to run.
    private static func withoutAddresses(_ text: Substring) -> String {
        String(text.replacing(#/ \(0x[0-9a-f]+\)/#, with: "").replacing(#/ 0x[0-9a-f]+/#, with: ""))
    }
}

extension Sequence {
    fileprivate func firstNonNil<Value>(_ transform: (Element) -> Value?) -> Value? {
        for element in self { if let value = transform(element) { return value } }
        return nil
    }
}
