import Glibc

/// A line on a terminal that tells how far something has come: `ucmerced: 40 of 332 MB, 12 %, 3.1 MB/s, 95 s left`.
/// On what is no terminal, nothing: progress is for people.
public final class ProgressLine {
    public enum Unit: Sendable {
        case bytes, pictures

        func text(_ count: Int) -> String { self == .bytes ? ByteCount.text(count) : "\(count) pictures" }
    }

    private let what: String
    private let unit: Unit
    private let isShown: Bool
    private var total: Int?
    private var begun = 0.0, last = 0.0
    private var first: Int?
    private var width = 0

    /// - Parameters:
    ///   - what: "ucmerced".
    ///   - total: bytes or pictures; `nil` where nobody knows.
    public init(_ what: String, total: Int?, unit: Unit = .bytes, isShown: Bool = isatty(STDERR_FILENO) == 1) {
        self.what = what
        self.total = total
        self.unit = unit
        self.isShown = isShown
    }

    /// So many bytes are done.
    public func update(_ done: Int) {
        guard isShown else { return }
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        let now = Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
        if first == nil { (first, begun) = (done, now) }
        guard now - last >= 0.1 || done == total else { return }
        last = now
        show(Self.text(what, unit, done: done, total: total, gained: done - (first ?? done), seconds: now - begun))
    }

    /// Leaves the line as it is, and goes to the next.
    public func end() {
        if width > 0 { Self.write("\n") }
        width = 0
    }

    private func show(_ text: String) {
        // What the line before left of itself is covered.
        let rest = String(repeating: " ", count: max(0, width - text.count))
        width = text.count
        Self.write("\r" + text + rest)
    }

    private static func write(_ text: String) { _ = Glibc.write(STDERR_FILENO, text, text.utf8.count) }

    /// The line's words.
    /// - Parameters:
    ///   - gained: how many of the bytes came in so many `seconds`; the others were there before.
    static func text(_ what: String, _ unit: Unit = .bytes, done: Int, total: Int?, gained: Int, seconds: Double) -> String {
        var parts = [total.map { "\(unit.text(done)) of \(unit.text($0))" } ?? unit.text(done)]
        if let total, total > 0 { parts.append("\(min(done * 100 / total, 100)) %") }
        if seconds > 0.5, gained > 0 {
            let rate = Double(gained) / seconds
            parts.append("\(unit.text(Int(rate)))/s")
            if let total, done < total { parts.append("\(Int((Double(total - done) / rate).rounded(.up))) s left") }
        }
        return "\(what): " + parts.joined(separator: ", ")
    }
}
