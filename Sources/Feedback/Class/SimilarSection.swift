import Report

/// Pairs of submissions that resemble each other, side by side.
struct SimilarSection {
    let entries: [ClassPage.Entry]
    let pairs: [SimilarPair]

    var html: HTML {
        let list = pairs.isEmpty ? "<p>None.</p>" : pairs.map(html).joined(separator: "\n")
        return """
            <section aria-labelledby="similar">
            <h2 id="similar">Similar submissions</h2>
            <p>Pairs to look at, those with the most in common first; layout, comments, literals and the students’ own names do not \
            count, nor does what was given out or what many have. Likeness is no proof: short exercises have few solutions.</p>
            \(list)
            </section>
            """
    }

    private func html(_ pair: SimilarPair) -> HTML {
        let names = [pair.first, pair.second].map { entries.indices.contains($0) ? entries[$0].submission.graded.student : "?" }
        return """
            <div class="pair">
            <h3>\(ShownName.html(names[0])) and \(ShownName.html(names[1]))</h3>
            <p>\(pair.shared) fingerprints in common, \(Percent.text(pair.share)) of the smaller submission’s own.</p>
            <div class="sides">
            \(side(pair.excerpts.first, of: names[0]))
            \(side(pair.excerpts.second, of: names[1]))
            </div>
            </div>
            """
    }

    private func side(_ excerpt: SimilarPair.Excerpt, of student: String) -> HTML {
        let label = "\(ShownName.text(student)): \(excerpt.answer), from line \(excerpt.firstLine)"
        return WorkBox.html("<pre class=\"code\"><code>\(BoundedText.text(excerpt.code, most: 6000))</code></pre>", label: label, style: "")
    }
}
