import Assignments
import Report

/// The mark at the top of a student's page, and all that it is made of.
struct MarkSummary {
    let submission: MarkedSubmission
    /// Whether other work was handed in since, which is not graded yet.
    var isOutdated = false

    var html: HTML {
        """
        <section class="mark" aria-labelledby="mark.title">
        <h2 id="mark.title">Mark: \(PointsText.text(submission.earned)) of \(PointsText.words(submission.points))\(waiting)</h2>
        \(isOutdated ? "<p><strong>What was handed in last is not graded yet: this mark is of the work before it.</strong></p>\n" : "" as HTML)<p>\(sums.joined(separator: " "))</p>
        \(table)\(remarks)
        </section>
        """
    }

    private var waiting: HTML? {
        let points = submission.ungraded.reduce(0) { $0 + $1.points }
        return submission.ungraded.isEmpty ? nil : " <span class=\"so-far\">so far: \(PointsText.words(points)) to be graded</span>"
    }

    private var sums: [HTML] {
        var sums: [HTML] = []
        let graded = submission.graded
        if !graded.checks.isEmpty {
            let earned = graded.checks.reduce(0) { $0 + submission.earned($1) }
            sums.append("Checks: \(PointsText.text(earned)) of \(PointsText.text(graded.checkPoints)).")
        }
        if !graded.texts.isEmpty {
            let earned = graded.texts.reduce(0) { $0 + (submission.earned($1) ?? 0) }
            let rest: HTML? = submission.ungraded.isEmpty ? nil : ", \(submission.ungraded.count == 1 ? "one" : "\(submission.ungraded.count)") to be graded"
            sums.append("Text answers: \(PointsText.text(earned)) of \(PointsText.text(graded.textPoints))\(rest).")
        }
        if submission.lateDays > 0 { sums.append("Handed in \(submission.lateDays == 1 ? "1 day" : "\(submission.lateDays) days") late.") }
        return sums
    }

    private var table: HTML {
        let rows = submission.graded.checks.map(row) + submission.graded.texts.map(row)
        guard !rows.isEmpty else { return "" }
        let table: HTML = """
            <table class="marks">
            <caption>What the points are made of</caption>
            <thead>
            <tr><th scope="col">Question</th><th scope="col">Graded by</th><th scope="col">Result</th><th scope="col" class="right">Points</th><th scope="col" class="right">of</th></tr>
            </thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody>
            <tfoot>
            <tr><th scope="row" colspan="3">Total\(submission.ungraded.isEmpty ? "" : " so far")</th><td class="right">\(PointsText.text(submission.earned))</td>\
            <td class="right">\(PointsText.text(submission.points))</td></tr>
            </tfoot>
            </table>
            """
        return ScrollBox.region(table, style: "marks", label: "What the points are made of")
    }

    private func row(_ check: CheckMark) -> HTML {
        let given = submission.given(for: check.id)
        let result = given == nil ? check.outcome.words : "\(check.outcome.words); changed by a person"
        return row(
            question: check.question, item: check.id, kind: check.isHidden ? "hidden check" : "check", result: result, earned: submission.earned(check), points: check.points)
    }

    private func row(_ text: GradedSubmission.Text) -> HTML {
        let earned = submission.earned(text)
        let result = earned == nil ? "to be graded" : submission.given(for: text.id) == nil ? "not written" : "graded"
        return row(question: text.id, item: text.id, kind: "a person", result: result, earned: earned, points: text.points)
    }

    private func row(question: String, item: String, kind: String, result: String, earned: Double?, points: Double) -> HTML {
        let status = earned.map { Status(earned: $0, of: points) } ?? .pending
        let name: HTML = ##"<a href="#check.\##(item)">\##(kind)\##(kind == "a person" ? "" : " \(item)")</a>"##
        return """
            <tr class="\(status.style)"><th scope="row">\(question)</th><td>\(name)</td><td><span class="status"><span aria-hidden="true">\(status.mark) </span>\(result)</span></td>\
            <td class="right">\(earned.map(PointsText.text) ?? "–")</td><td class="right">\(PointsText.text(points))</td></tr>
            """
    }

    private var remarks: HTML? {
        guard !submission.graded.remarks.isEmpty else { return nil }
        let items = submission.graded.remarks.map { remark -> HTML in
            let weight: HTML = remark.kind == .limit || remark.kind == .unreadable ? "<strong>\(Self.word(remark.kind)):</strong> " : ""
            return "<li>\(weight)\(CodeWords.html(BoundedText.text(remark.text, most: 500)))</li>"
        }
        return "\n<h3>Remarks</h3>\n<ul class=\"remarks\">\n\(items.joined(separator: "\n"))\n</ul>"
    }

    private static func word(_ kind: GradedSubmission.Remark.Kind) -> String { kind == .limit ? "Limit" : "Not readable" }
}
