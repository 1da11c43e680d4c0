import Assignments

extension GradedSubmission {
    /// The same with U+FFFD in the place of NUL, at which SQLite's texts end.
    var storable: GradedSubmission {
        var stored = self
        stored.student = student.withoutNUL
        stored.assignment = assignment.withoutNUL
        stored.digest = digest.withoutNUL
        stored.checks = checks.map { check in
            var check = check
            (check.id, check.question, check.explanation) = (check.id.withoutNUL, check.question.withoutNUL, check.explanation.withoutNUL)
            (check.observed, check.said, check.message) = (check.observed?.withoutNUL, check.said?.withoutNUL, check.message?.withoutNUL)
            return check
        }
        stored.texts = texts.map { text in
            var text = text
            (text.id, text.markdown) = (text.id.withoutNUL, text.markdown.withoutNUL)
            return text
        }
        stored.remarks = remarks.map { Remark($0.kind, cell: $0.cell?.withoutNUL, text: $0.text.withoutNUL) }
        return stored
    }
}

extension String {
    /// For what is stored as text.
    var withoutNUL: String { utf8.contains(0) ? replacing("\0", with: "\u{FFFD}") : self }
}
