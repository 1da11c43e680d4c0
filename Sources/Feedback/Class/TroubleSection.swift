import Assignments
import Foundation
import Report

/// What took long, hit a limit, or could not be read.
struct TroubleSection {
    let entries: [ClassPage.Entry]

    /// How many of the slowest are listed.
    private static let most = 10

    var html: HTML {
        """
        <section aria-labelledby="trouble">
        <h2 id="trouble">Slow, stopped or unreadable</h2>
        \(slowest)
        \(failures)
        </section>
        """
    }

    private var slowest: HTML {
        let timed = entries.enumerated().compactMap { index, entry in entry.seconds.map { (index: index, seconds: $0) } }
        guard !timed.isEmpty else { return "<p>No durations were kept.</p>" }
        let rows = timed.sorted { ($1.seconds, $0.index) < ($0.seconds, $1.index) }.prefix(Self.most).map { index, seconds -> HTML in
            let text = String(format: "%.1f s", seconds)
            return "<tr><th scope=\"row\">\(ShownName.html(entries[index].submission.graded.student))</th><td class=\"right\">\(text)</td></tr>"
        }
        return """
            <table><caption>Slowest</caption>
            <thead><tr><th scope="col">Student</th><th scope="col" class="right">Time</th></tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody></table>
            """
    }

    private var failures: HTML {
        let items = entries.compactMap { entry -> HTML? in
            let graded = entry.submission.graded
            var words = graded.remarks.filter { $0.kind == .limit || $0.kind == .unreadable }.map { BoundedText.text($0.text, most: 300) }
            if words.isEmpty, !graded.checks.isEmpty, graded.checks.allSatisfy({ $0.outcome == .notObserved }) { words = ["No check observed anything."] }
            return words.isEmpty ? nil : "<li><strong>\(ShownName.html(graded.student))</strong>: \(CodeWords.html(words.joined(separator: " ")))</li>"
        }
        guard !items.isEmpty else { return "<p>No submission hit a limit, and all could be read.</p>" }
        return "<h3>Limits and failures</h3>\n<ul class=\"remarks\">\n\(items.joined(separator: "\n"))\n</ul>"
    }
}
