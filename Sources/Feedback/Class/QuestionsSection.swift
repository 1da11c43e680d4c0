import Assignments
import Report

/// How a class did at each question, and at each check.
struct QuestionsSection {
    private struct Question {
        var id: String
        var shares: [Double] = []
        var waiting = 0
        var points = 0.0
    }

    private struct Check {
        var id: String
        var question: String
        var points: Double
        var isHidden: Bool
        var counts: [CheckMark.Outcome: Int] = [:]
        var byHand = 0
    }

    private var questions: [Question] = []
    private var checks: [Check] = []

    init(_ submissions: [MarkedSubmission]) {
        for submission in submissions {
            for question in submission.questions {
                let index = questions.firstIndex { $0.id == question.id } ?? { questions.append(Question(id: question.id)); return questions.count - 1 }()
                questions[index].points = question.points
                if let earned = question.earned { questions[index].shares.append(question.points > 0 ? earned / question.points : 0) } else { questions[index].waiting += 1 }
            }
            for mark in submission.graded.checks {
                let index =
                    checks.firstIndex { $0.id == mark.id }
                    ?? { checks.append(Check(id: mark.id, question: mark.question, points: mark.points, isHidden: mark.isHidden)); return checks.count - 1 }()
                checks[index].counts[mark.outcome, default: 0] += 1
                if submission.given(for: mark.id) != nil { checks[index].byHand += 1 }
            }
        }
    }

    var html: HTML {
        """
        <section aria-labelledby="questions">
        <h2 id="questions">Question by question</h2>
        \(questionTable)
        \(checkTable)
        </section>
        """
    }

    private var questionTable: HTML {
        let rows = questions.map { question -> HTML in
            let mean = question.shares.isEmpty ? "–" : Percent.text(question.shares.reduce(0, +) / Double(question.shares.count))
            return """
                <tr><th scope="row">\(question.id)</th><td class="right">\(PointsText.text(question.points))</td><td class="right">\(mean)</td>\
                <td class="right">\(question.shares.count)</td><td class="right">\(question.waiting)</td></tr>
                """
        }
        let table: HTML = """
            <table><caption>Mean share of the points</caption>
            <thead><tr><th scope="col">Question</th><th scope="col" class="right">Points</th><th scope="col" class="right">Mean share</th>\
            <th scope="col" class="right">Graded</th><th scope="col" class="right">To be graded</th></tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody></table>
            """
        return ScrollBox.region(table, style: "table", label: "Mean share of the points by question")
    }

    private var checkTable: HTML {
        guard !checks.isEmpty else { return "" }
        let rows = checks.map { check -> HTML in
            let numbers = [check.counts[.passed], check.counts[.failed], check.counts[.notObserved], check.byHand].map { count -> HTML in #"<td class="right">\#(count ?? 0)</td>"# }
            return """
                <tr><th scope="row">\(check.id)</th><td>\(check.question)</td><td>\(check.isHidden ? "hidden" : "public")</td>\
                <td class="right">\(PointsText.text(check.points))</td>\(numbers.joined())</tr>
                """
        }
        let table: HTML = """
            <table><caption>How many passed each check</caption>
            <thead><tr><th scope="col">Check</th><th scope="col">Question</th><th scope="col">Kind</th><th scope="col" class="right">Points</th>\
            <th scope="col" class="right">Passed</th><th scope="col" class="right">Not as expected</th><th scope="col" class="right">Nothing to check</th>\
            <th scope="col" class="right">Changed by hand</th></tr></thead>
            <tbody>
            \(rows.joined(separator: "\n"))
            </tbody></table>
            """
        return ScrollBox.region(table, style: "table", label: "How many passed each check")
    }
}
