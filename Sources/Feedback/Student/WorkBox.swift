import Report

/// A box that says that what is in it is the student's, or came of the student's program.
enum WorkBox {
    /// A cell as it ran.
    static func html(_ part: FeedbackSnapshot.Part) -> HTML {
        guard !part.html.isEmpty else { return "" }
        let cell = HTML(stringLiteral: part.html)
        switch part.kind {
        case .studentCell: return html(cell, label: "Student’s code, and what it put out", style: " own")
        default: return html(cell, label: "Teacher’s code, run with the student’s; output of the student’s program", style: "")
        }
    }

    static func html(_ content: HTML, label: String, style: HTML) -> HTML {
        """
        <div class="work\(style)" role="group" aria-label="\(label)">
        <p class="whose" aria-hidden="true">\(label)</p>
        \(content)
        </div>
        """
    }
}
