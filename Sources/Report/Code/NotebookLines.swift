import Notebook

/// The lines of a notebook's file, to quote from.
struct NotebookLines {
    let lines: [Substring]

    init(_ document: NotebookDocument) { self.init(document.source) }

    init(_ source: [UInt8]) {
        let text = String(decoding: source, as: UTF8.self)
        lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isLineEnd)
    }

    /// A line, counted from 1; `nil` where there is none.
    subscript(number: Int) -> Substring? {
        lines.indices.contains(number - 1) ? lines[number - 1] : nil
    }
}
