import Foundation

/// A line on the terminal that tells how many of a number of things are done: `graded [##    ] 12 of 200, 9 min left`.
/// On what is no terminal, nothing.
final class CountLine {
    private let verb: String
    private let total: Int
    private let start = ContinuousClock.now
    private let columns = TerminalStream.standardError.columns
    private var isShown = false

    init(_ verb: String, of total: Int) {
        self.verb = verb
        self.total = total
    }

    func update(_ done: Int) {
        guard let columns else { return }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        let text = Self.text(verb, done: done, total: total, seconds: seconds, columns: columns)
        TerminalStream.standardError.write("\r\u{1B}[K" + text)
        isShown = true
    }

    /// Takes the line away, for another to be written.
    func clear() {
        if isShown { TerminalStream.standardError.write("\r\u{1B}[K") }
        isShown = false
    }

    static func text(_ verb: String, done: Int, total: Int, seconds: Double, columns: Int) -> String {
        let width = 20, filled = total == 0 ? width : done * width / total
        var text = "\(verb) [\(String(repeating: "#", count: filled))\(String(repeating: " ", count: width - filled))] \(done) of \(total)"
        if done > 0, done < total, seconds > 1 {
            let left = seconds / Double(done) * Double(total - done)
            text += left < 90 ? ", \(Int(left.rounded(.up))) s left" : ", \(Int((left / 60).rounded(.up))) min left"
        }
        return String(text.prefix(max(0, columns - 1)))
    }
}
