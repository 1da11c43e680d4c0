/// A line of a table, cut at its pipes as GitHub cuts it: a pipe behind a backslash is text, also in a
/// code span, and every other pipe is a border, also in a code span.
enum TableRow {
    /// The cells' Markdown, without the pipes' backslashes.
    static func cells(_ line: Substring) -> [String] {
        var cells: [String] = [], current = ""
        var characters = trimmed(line).unicodeScalars[...]
        if characters.first == "|" { characters.removeFirst() }
        var endsWithPipe = false
        while let scalar = characters.popFirst() {
            endsWithPipe = false
            if scalar == "\\", let next = characters.popFirst() {
                if next != "|" { current.unicodeScalars.append(scalar) }
                current.unicodeScalars.append(next)
            } else if scalar == "|" {
                cells.append(String(trimmed(current[...])))
                current = ""
                endsWithPipe = true
            } else {
                current.unicodeScalars.append(scalar)
            }
        }
        if !endsWithPipe { cells.append(String(trimmed(current[...]))) }
        return cells
    }

    /// The columns' alignments if the line is what stands under a header: `| :--- | ---: |`.
    static func alignments(_ line: Substring) -> [MarkdownTable.Alignment]? {
        guard line.contains("|"), line.contains("-") else { return nil }
        let alignments = cells(line).map { cell -> MarkdownTable.Alignment? in
            var rule = cell[...]
            let left = rule.first == ":", right = rule.count > 1 && rule.last == ":"
            if left { rule.removeFirst() }
            if right { rule.removeLast() }
            guard !rule.isEmpty, rule.allSatisfy({ $0 == "-" }) else { return nil }
            return left && right ? .center : left ? .left : right ? .right : MarkdownTable.Alignment.none
        }
        let known = alignments.compactMap { $0 }
        return known.count == alignments.count ? known : nil
    }

    private static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}
