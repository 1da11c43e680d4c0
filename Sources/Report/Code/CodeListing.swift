import Notebook

/// A cell's code, highlighted. It depends on the cell's source alone, so that it can be kept while the cell moves.
struct CodeListing {
    let text: String
    private let lines: [HTML]
    /// How many lines of the source come before the first.
    private let skipped: Int

    /// The option lines are left out, and empty lines around what is left.
    init(_ cell: Cell) {
        let all = cell.source.split(separator: "\n", omittingEmptySubsequences: false)
        let isEmpty = { (line: Substring) in line.allSatisfy(\.isWhitespace) }
        let first = all.firstIndex { !$0.hasPrefix("//|") && !isEmpty($0) } ?? all.count
        let last = all.lastIndex { !isEmpty($0) } ?? -1
        let shown = first <= last ? all[first...last] : []
        text = shown.joined(separator: "\n")
        lines = SwiftHighlighter.lines(of: text)
        skipped = first
    }

    /// The code with the notebook file's line numbers, where the source begins on line `firstLine`.
    func html(firstLine: Int) -> HTML {
        lines.enumerated().map { offset, line in
            // The number is no content: it is not copied with the code.
            #"<span class="line" data-line="\#(firstLine + skipped + offset)">\#(line)</span>"#
        }.joined(separator: "\n")
    }
}
