import Foundation
import Notebook

/// What it takes to make the report again.
enum ProvenanceList {
    static func html(_ notebook: ExecutedNotebook) -> HTML {
        let started = Date(timeIntervalSince1970: notebook.startedAt).formatted(.iso8601)
        let rows = notebook.provenance.map { item -> HTML in "<div><dt>\(item.label)</dt><dd>\(HTML.keepingOptions(item.value))</dd></div>" }
        let record: HTML? = notebook.record.flatMap(RecordAttribute.value).map { #" data-record="\#($0)""# }
        let command: HTML? = notebook.record.map { "<div><dt>Command</dt><dd><code>\(ShellText.words($0.invocation.command))</code></dd></div>\n" }
        return """
            <h2>How this report was made</h2>
            <dl\(record)>
            <div><dt>Notebook</dt><dd>\(notebook.document.path)</dd></div>
            <div><dt>Run at</dt><dd><time datetime="\(started)">\(started)</time></dd></div>
            \(command)\(rows.joined(separator: "\n"))
            </dl>
            """
    }
}
