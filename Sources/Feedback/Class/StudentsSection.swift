import Assignments
import Report

/// Every student in a line.
struct StudentsSection {
    let entries: [ClassPage.Entry]

    var html: HTML {
        let rows = entries.map { entry -> HTML in
            let submission = entry.submission
            let name = ShownName.html(submission.graded.student)
            let link: HTML = entry.page.map { "<a href=\"\($0)\">\(name)</a>" } ?? name
            let waiting = submission.ungraded.count
            return """
                <tr><th scope="row">\(link)</th><td class="right">\(PointsText.text(submission.earned))</td><td class="right">\(PointsText.text(submission.points))</td>\
                <td class="right">\(waiting == 0 ? "" : "\(waiting)")</td><td class="right">\(submission.lateDays == 0 ? "" : "\(submission.lateDays)")</td>\
                <td>\(submission.graded.remarks.summary)</td></tr>
                """
        }
        let table: HTML = """
            <table><caption>Points by student</caption>
            <thead><tr><th scope="col">Student</th><th scope="col" class="right">Points</th><th scope="col" class="right">of</th>\
            <th scope="col" class="right">To be graded</th><th scope="col" class="right">Days late</th><th scope="col">Remarks</th></tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody></table>
            """
        return """
            <section aria-labelledby="students">
            <h2 id="students">Students</h2>
            \(ScrollBox.region(table, style: "table", label: "Points by student"))
            </section>
            """
    }
}
