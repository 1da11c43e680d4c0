/// GitHub's `[ ]` and `[x]` at the front of a list's item.
enum TaskItem {
    static func item(_ blocks: [MarkdownBlock]) -> MarkdownList.Item {
        guard case .paragraph(var inlines) = blocks.first, case .text(let text) = inlines.first else {
            return MarkdownList.Item(blocks)
        }
        let isDone: Bool
        switch text.prefix(4) {
        case "[ ] ": isDone = false
        case "[x] ", "[X] ": isDone = true
        default: return MarkdownList.Item(blocks)
        }
        inlines[0] = .text(String(text.dropFirst(4)))
        return MarkdownList.Item([.paragraph(inlines)] + blocks.dropFirst(), isDone: isDone)
    }
}
