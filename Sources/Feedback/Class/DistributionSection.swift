import Assignments
import Report

/// How many submissions earned how much, drawn and as a table.
struct DistributionSection {
    private static let bins = 10
    private let counts: [Int]

    init(_ submissions: [MarkedSubmission]) {
        var counts = Array(repeating: 0, count: Self.bins)
        // All points belong to the last bin, and what is out of bounds to the one at its end.
        for submission in submissions { counts[min(max(Int((submission.share * Double(Self.bins) + 1e-9).rounded(.down)), 0), Self.bins - 1)] += 1 }
        self.counts = counts
    }

    var html: HTML {
        """
        <section aria-labelledby="distribution">
        <h2 id="distribution">Distribution</h2>
        \(drawing)
        \(table)
        </section>
        """
    }

    private func label(_ bin: Int) -> String { bin == Self.bins - 1 ? "90–100 %" : "\(bin * 10)–\(bin * 10 + 9) %" }

    private var drawing: HTML {
        let most = max(1, counts.max() ?? 1)
        let bars = counts.enumerated().map { bin, count -> HTML in
            let height = 120 * count / most, x = 8 + bin * 62
            let number: HTML? = count == 0 ? nil : #"<text x="\#(x + 27)" y="\#(134 - height)" text-anchor="middle">\#(count)</text>"#
            return """
                <rect class="bar" x="\(x)" y="\(140 - height)" width="54" height="\(height)" rx="2"/>\(number)\
                <text x="\(x + 27)" y="158" text-anchor="middle">\(bin * 10)–\(bin == Self.bins - 1 ? 100 : bin * 10 + 9)</text>
                """
        }
        return """
            <svg class="bars" viewBox="0 0 636 180" role="img" aria-label="Submissions by the share of the points that they earned; the table below has the numbers">
            \(bars.joined(separator: "\n"))
            <line class="axis" x1="4" y1="140.5" x2="632" y2="140.5"/>
            <text x="318" y="176" text-anchor="middle">percent of the points</text>
            </svg>
            """
    }

    private var table: HTML {
        let rows = counts.enumerated().map { bin, count -> HTML in "<tr><th scope=\"row\">\(label(bin))</th><td class=\"right\">\(count)</td></tr>" }
        return """
            <details class="data"><summary>The same as a table</summary>
            <table><caption>Submissions by share of the points</caption>
            <thead><tr><th scope="col">Share</th><th scope="col" class="right">Submissions</th></tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody></table></details>
            """
    }
}
