import Notebook

/// A cell's code with the notebook file's line numbers.
struct CodeListing {
    let html: HTML
    let text: String

    /// The option lines are left out, and empty lines around what is left.
    init(_ cell: Cell) {
        let all = cell.source.split(separator: "\n", omittingEmptySubsequences: false)
        let isEmpty = { (line: Substring) in line.allSatisfy(\.isWhitespace) }
        let first = all.firstIndex { !$0.hasPrefix("//|") && !isEmpty($0) } ?? all.count
        let last = all.lastIndex { !isEmpty($0) } ?? -1
        let shown = first <= last ? all[first...last] : []
        text = shown.joined(separator: "\n")
        html = SwiftHighlighter.lines(of: text).enumerated().map { offset, line in
            // The number is no content: it is not copied with the code.
            #"<span class="line" data-line="\#(cell.firstLine + first + offset)">\#(line)</span>"#
        }.joined(separator: "\n")
    }
}
