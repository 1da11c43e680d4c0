/// A tree as indented text, one node a line: what tests compare.
public enum MarkdownDump {
    public static func text(_ blocks: [MarkdownBlock]) -> String {
        blocks.flatMap { lines($0) }.map { $0 + "\n" }.joined()
    }

    private static func lines(_ block: MarkdownBlock) -> [String] {
        switch block {
        case .heading(let level, let inlines): node("heading \(level)", inlines.flatMap(lines))
        case .paragraph(let inlines): node("paragraph", inlines.flatMap(lines))
        case .quote(let blocks): node("quote", blocks.flatMap(lines))
        case .code(let language, let text): node("code \(language ?? "-") \(text.debugDescription)", [])
        case .thematicBreak: ["thematicBreak"]
        case .html(let html): node("html \(html.debugDescription)", [])
        case .list(let list): lines(list)
        case .table(let table): lines(table)
        }
    }

    private static func lines(_ list: MarkdownList) -> [String] {
        let name = "list" + (list.start.map { " from \($0)" } ?? "") + (list.isTight ? " tight" : "")
        return node(
            name,
            list.items.flatMap { item in
                let task = item.isDone.map { $0 ? " done" : " to do" } ?? ""
                return node("item" + task + (item.isContinuation ? " continued" : ""), item.blocks.flatMap(lines))
            })
    }

    private static func lines(_ table: MarkdownTable) -> [String] {
        func row(_ name: String, _ cells: [[MarkdownInline]]) -> [String] {
            node(name, cells.flatMap { node("cell", $0.flatMap(lines)) })
        }
        let alignments = table.alignments.map { "\($0)" }.joined(separator: " ")
        return node("table \(alignments)", row("header", table.header) + table.rows.flatMap { row("row", $0) })
    }

    private static func lines(_ inline: MarkdownInline) -> [String] {
        switch inline {
        case .text(let text): ["text \(text.debugDescription)"]
        case .code(let text): ["code \(text.debugDescription)"]
        case .math(let text, let display): ["math\(display ? " display" : "") \(text.debugDescription)"]
        case .html(let html): ["html \(html.debugDescription)"]
        case .softBreak: ["softBreak"]
        case .hardBreak: ["hardBreak"]
        case .emphasis(let inlines): node("emphasis", inlines.flatMap(lines))
        case .strong(let inlines): node("strong", inlines.flatMap(lines))
        case .strikethrough(let inlines): node("strikethrough", inlines.flatMap(lines))
        case .link(let destination, let title, let inlines):
            node("link \(destination.debugDescription)\(suffix(title))", inlines.flatMap(lines))
        case .image(let source, let title, let text):
            ["image \(source.debugDescription) \(text.debugDescription)\(suffix(title))"]
        }
    }

    private static func suffix(_ title: String?) -> String { title.map { " \($0.debugDescription)" } ?? "" }

    private static func node(_ name: String, _ children: [String]) -> [String] {
        [name] + children.map { "  " + $0 }
    }
}
