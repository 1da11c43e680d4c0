/// Makes inlines of libcmark's nodes, and of what GitHub adds to them.
struct InlineBuilder {
    let mask: MathMask

    /// Nobody writes text nested this deep; without a bound, a hostile file would end the program.
    static let deepest = 100

    func inlines(_ nodes: [CommonMarkNode], depth: Int = 0, inLink: Bool = false) -> [MarkdownInline] {
        guard depth < Self.deepest else { return [.text("…")] }
        var result: [MarkdownInline] = []
        var plain = ""
        // libcmark cuts text at every character that might have meant something.
        func flush() {
            if !plain.isEmpty { result += mask.split(plain) }
            plain = ""
        }
        for node in nodes {
            if node.kind == .text {
                plain += node.literal
                continue
            }
            flush()
            let children = { inlines(node.children, depth: depth + 1, inLink: inLink || node.kind == .link) }
            let title = node.title.isEmpty ? nil : mask.unmask(node.title)
            switch node.kind {
            case .softBreak: result.append(.softBreak)
            case .hardBreak: result.append(.hardBreak)
            case .code: result.append(.code(mask.unmask(node.literal)))
            case .html: result.append(.html(mask.unmask(node.literal)))
            case .emphasis: result.append(.emphasis(children()))
            case .strong: result.append(.strong(children()))
            case .link: result.append(.link(destination: mask.unmask(node.url), title: title, children()))
            case .image:
                result.append(.image(source: mask.unmask(node.url), title: title, alternativeText: children().plainText))
            default: break
            }
        }
        flush()
        return Strikethrough.applied(to: inLink ? result : result.flatMap(Autolink.applied))
    }
}
