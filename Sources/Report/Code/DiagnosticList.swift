import Notebook

/// The compiler's remarks about a cell, each with the line it is about.
enum DiagnosticList {
    static func html(_ diagnostics: [Diagnostic], lines: NotebookLines) -> HTML? {
        guard !diagnostics.isEmpty else { return nil }
        let items = diagnostics.map { diagnostic -> HTML in
            let place: HTML? = diagnostic.position.map { #"<span class="place">line \#($0.line), column \#($0.column)</span>"# }
            let word: HTML
            switch diagnostic.severity {
            case .error: word = #"<strong class="error-word">error:</strong>"#
            case .warning: word = #"<strong class="warning-word">warning:</strong>"#
            case .note: word = #"<strong>note:</strong>"#
            }
            let excerpt = diagnostic.position.flatMap { SourceExcerpt.html($0, in: lines) }
            return "<li><p>\(word) \(diagnostic.message) \(place)</p>\(excerpt)</li>"
        }
        let hasErrors = diagnostics.contains { $0.severity == .error }
        let style: HTML = hasErrors ? "diagnostics errors" : "diagnostics"
        return #"<ul class="\#(style)" aria-label="Compiler messages">\#(items.joined())</ul>"#
    }
}
