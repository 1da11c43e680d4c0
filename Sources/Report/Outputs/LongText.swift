/// Text of any length: a long one shows its beginning and its end, and the middle on demand.
package enum LongText {
    private static let most = 40
    private static let head = 20
    private static let tail = 10

    /// `style` names the text's kind for the style sheet; `label` names it for those who hear the page.
    package static func html(_ text: String, style: HTML, label: String) -> HTML {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
        func pre(_ lines: ArraySlice<Substring>, _ label: String) -> HTML {
            let text = lines.joined(separator: "\n")
            return ScrollBox.pre(HTML(text: text), text: text, style: style, label: label)
        }
        guard lines.count > most else { return pre(lines[...], label) }
        let middle = lines[head..<(lines.count - tail)]
        return """
            <div class="long">\(pre(lines[..<head], label))
            <details><summary>\(middle.count) more lines</summary>\(pre(middle, "\(label), continued"))</details>
            \(pre(lines[(lines.count - tail)...], "\(label), end"))</div>
            """
    }
}
