import Assignments
import Report

/// What a student gets back: the notebook as it ran, with each check's points and a person's words where they belong, and
/// the mark at the top. One HTML file that runs no script and makes no request.
///
/// All that a student wrote, and all that a student's process put out, stands inside boxes that say so. What is the
/// grader's stands outside of them, where nothing of a student's can come. The same work gives the same bytes.
public struct FeedbackPage: Sendable {
    /// The whole file.
    public let html: String

    /// - Parameter isOutdated: whether other work was handed in since, which is not graded yet.
    public init(_ snapshot: FeedbackSnapshot, _ submission: MarkedSubmission, isOutdated: Bool = false) {
        let marks = Marks(submission: submission, snapshot: snapshot)
        let body = snapshot.parts.map { marks.html($0) }.joined(separator: "\n")
        let head = PageHead(
            title: "\(snapshot.title): handed in as \(ShownName.text(submission.graded.student))", hasFrames: body.markup.contains("<iframe "), moreStyle: FeedbackStyle.css)
        let header: HTML = """
            <header class="page">
            <p class="kind">Graded report</p>
            <h1>\(HTML(stringLiteral: snapshot.heading))</h1>
            <p class="student"><span class="by">Handed in as</span> \(ShownName.html(submission.graded.student))</p>
            \(MarkSummary(submission: submission, isOutdated: isOutdated).html)
            </header>
            """
        let footer: HTML = """
            <footer>
            <h2>How to read this report</h2>
            <p>Points and comments stand outside the boxes with a dashed border. What stands inside such a box is the student’s, \
            or was put out by the student’s program, whatever it says. The table at the top is the mark.</p>
            </footer>
            """
        html = PageShell(
            language: snapshot.language, head: head, skip: "Skip to the notebook", header: header, contents: HTML(stringLiteral: snapshot.contents),
            main: "\(body)\n\(marks.rest)", footer: footer
        ).html.markup
    }

    /// Puts the marks where they belong.
    private struct Marks {
        let submission: MarkedSubmission
        /// Checks by the part behind which they stand.
        private let checks: [Int: [CheckMark]]
        /// What has no place in the notebook, because it has changed since.
        private let homeless: [CheckMark]
        private let homelessTexts: [GradedSubmission.Text]
        private let index: [Key: Int]

        init(submission: MarkedSubmission, snapshot: FeedbackSnapshot) {
            self.submission = submission
            var checks: [Int: [CheckMark]] = [:], homeless: [CheckMark] = [], last: [String: Int] = [:]
            let cells = snapshot.parts.indices.filter { snapshot.parts[$0].kind != .prose }
            let index = Dictionary(cells.map { (snapshot.parts[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
            for check in submission.graded.checks {
                // A hidden check has no cell on the page: it stands behind the answer's last check.
                guard let place = check.isHidden ? last[check.question] ?? index[check.question] : index[check.id] else {
                    homeless.append(check)
                    continue
                }
                last[check.question] = place
                checks[place, default: []].append(check)
            }
            self.checks = checks
            self.homeless = homeless
            homelessTexts = submission.graded.texts.filter { index[$0.id] == nil }
            self.index = Dictionary(snapshot.parts.enumerated().map { (Key($0.element), $0.offset) }, uniquingKeysWith: { first, _ in first })
        }

        private struct Key: Hashable {
            var kind: FeedbackSnapshot.Part.Kind
            var id: String

            init(_ part: FeedbackSnapshot.Part) {
                kind = part.kind
                id = part.id
            }
        }

        func html(_ part: FeedbackSnapshot.Part) -> HTML {
            switch part.kind {
            case .prose: return HTML(stringLiteral: part.html)
            case .textAnswer:
                guard let text = submission.graded.texts.first(where: { $0.id == part.id }) else { return "" }
                return TextAnswerBox.html(text, in: submission) + boxes(part)
            case .cell, .studentCell: return WorkBox.html(part) + boxes(part)
            }
        }

        private func boxes(_ part: FeedbackSnapshot.Part) -> HTML {
            let own = index[Key(part)].flatMap { checks[$0] } ?? []
            return own.map { "\n" + CheckBox.html($0, in: submission) }.joined()
        }

        /// What stands at the end.
        var rest: HTML {
            let boxes = homeless.map { CheckBox.html($0, in: submission) } + homelessTexts.map { TextAnswerBox.html($0, in: submission) }
            return boxes.isEmpty ? "" : "<h2>Further checks and answers</h2>\n" + boxes.joined(separator: "\n")
        }
    }
}
