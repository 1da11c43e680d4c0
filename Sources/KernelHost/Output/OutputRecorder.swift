import Notebook

/// Collects a cell's outputs, within bounds.
struct OutputRecorder {
    /// What a cell may put out before the rest is left out.
    struct Limits: Sendable {
        /// Bytes of printed text.
        var text = 512 << 10
        /// Bytes of displayed values.
        var displays = 32 << 20
        /// Bytes of one displayed value's text.
        static let plainText = 64 << 10
        /// What each displayed value counts for beside its bytes: many small ones fill a report too.
        static let displayOverhead = 1 << 10
    }

    private let limits: Limits
    private(set) var outputs: [Output] = []
    /// What was printed to standard error last, where the runtime says why it traps.
    private(set) var errorTail = ""
    private var textBytes = 0
    private var displayBytes = 0
    private(set) var omittedBytes = 0

    init(limits: Limits = Limits()) { self.limits = limits }

    /// Takes printed text, and gives the part of it that is kept.
    mutating func add(_ text: String, on stream: Output.Stream) -> String {
        if stream == .stderr { errorTail = String((errorTail + text).suffix(4096)) }
        let room = limits.text - textBytes
        textBytes += text.utf8.count
        var kept = text
        if text.utf8.count > room {
            let head = String(text[..<end(of: text, within: max(0, room))])
            // Whole lines, where there are any.
            kept = head.lastIndex(of: "\n").map { String(head[...$0]) } ?? head
            omittedBytes += text.utf8.count - kept.utf8.count
        }
        guard !kept.isEmpty else { return "" }
        if case .stream(stream, let before)? = outputs.last {
            outputs[outputs.count - 1] = .stream(stream, text: before + kept)
        } else {
            outputs.append(.stream(stream, text: kept))
        }
        return kept
    }

    /// Where the last whole character that fits into so many bytes ends.
    private func end(of text: String, within bytes: Int) -> String.Index {
        var end = text.utf8.index(text.startIndex, offsetBy: bytes)
        while end.samePosition(in: text) == nil { end = text.utf8.index(before: end) }
        return end
    }

    /// A displayed value with no more text than a person reads; what is cut off is counted as left out.
    mutating func bounded(_ bundle: MediaBundle) -> MediaBundle {
        var bundle = bundle
        for (index, representation) in bundle.representations.enumerated()
        where representation.type == "text/plain" && representation.bytes.count > Limits.plainText {
            let head = String(String(decoding: representation.bytes.prefix(Limits.plainText), as: UTF8.self).dropLast())
            omittedBytes += representation.bytes.count - head.utf8.count
            bundle.representations[index].bytes = Array((head + " …").utf8)
        }
        return bundle
    }

    /// Takes a displayed value, and tells whether it is kept.
    mutating func add(_ bundle: MediaBundle, isResult: Bool) -> Bool {
        let size = bundle.representations.reduce(0) { $0 + $1.bytes.count }
        let cost = size + Limits.displayOverhead
        guard displayBytes + cost <= limits.displays else {
            omittedBytes += size
            return false
        }
        displayBytes += cost
        outputs.append(isResult ? .executeResult(bundle) : .displayData(bundle))
        return true
    }

    /// Ends the cell; a failure is its last output. What the runtime printed of it, "…: Fatal error: reason", is
    /// taken back: the failure says it once, and better.
    mutating func finish(failure: CellFailure?) {
        if let failure, case .stream(.stderr, let text)? = outputs.last,
            let end = text.lastIndex(where: { $0 != "\n" }), let last = text[...end].split(separator: "\n").last,
            last.hasSuffix("Fatal error: \(failure.reason)") || (last.hasPrefix("Could not cast") && failure.reason.hasPrefix("Could not cast"))
        {
            let lines = text[...end].lastIndex(of: "\n").map { String(text[...$0]) } ?? ""
            outputs.removeLast()
            if !lines.isEmpty { outputs.append(.stream(.stderr, text: lines)) }
        }
        if omittedBytes > 0 { outputs.append(.omitted(bytes: omittedBytes)) }
        if let failure { outputs.append(.error(failure)) }
    }
}
