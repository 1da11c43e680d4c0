/// Renders what is said from outside of the cells.
enum AnnotationBox {
    /// What is said of a cell; empty where nothing is.
    static func html(_ annotations: [Annotation], of cell: String) -> HTML? {
        guard !annotations.isEmpty else { return nil }
        return annotations.map { html($0, label: "\(cell): \($0.title)") }.joined(separator: "\n")
    }

    static func html(_ annotation: Annotation, label: String) -> HTML {
        let mark: HTML? =
            switch annotation.status {
            case .passed: #"<span aria-hidden="true">✓ </span>"#
            case .failed: #"<span aria-hidden="true">✗ </span>"#
            case .pending: nil
            }
        let lines = annotation.lines.map { line -> HTML in "\n<p>\(TerminalText.shown(line))</p>" }
        let hint: HTML? = annotation.hint.map { "\n<details><summary>Hint</summary><p>\(TerminalText.shown($0))</p></details>" }
        return """
            <div class="note \(style(annotation.status))" role="group" aria-label="\(label)">
            <p><strong>\(mark)\(annotation.title)</strong></p>\(lines.joined())\(hint)
            </div>
            """
    }

    private static func style(_ status: Annotation.Status) -> HTML {
        switch status {
        case .passed: "passed"
        case .failed: "failed"
        case .pending: "pending"
        }
    }
}
