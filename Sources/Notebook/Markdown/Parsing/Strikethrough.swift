/// GitHub's `~~gone~~`, which may hold other inlines.
enum Strikethrough {
    static func applied(to inlines: [MarkdownInline]) -> [MarkdownInline] {
        let mayHold = inlines.contains { if case .text(let text) = $0 { text.contains("~~") } else { false } }
        guard mayHold else { return inlines }
        var result: [MarkdownInline] = []
        // Where, in `result`, the last `~~` stands that may open.
        var opening: Int?
        for inline in inlines {
            guard case .text(let text) = inline else {
                result.append(inline)
                continue
            }
            for (index, piece) in pieces(text).enumerated() {
                // Every piece but the first stands behind a `~~`.
                if index > 0 {
                    if let start = opening, start + 1 < result.count, !endsInSpace(result.last) {
                        let inner = Array(result[(start + 1)...])
                        result.removeSubrange(start...)
                        result.append(.strikethrough(inner))
                        opening = nil
                    } else {
                        result.append(.text("~~"))
                        if piece.first.map({ !$0.isWhitespace }) ?? true { opening = result.count - 1 }
                    }
                }
                if !piece.isEmpty { result.append(.text(String(piece))) }
            }
        }
        return joined(result)
    }

    /// The text between each `~~`.
    private static func pieces(_ text: String) -> [Substring] {
        var pieces: [Substring] = [], from = text.startIndex
        var index = text.startIndex
        while index < text.endIndex {
            let next = text.index(after: index)
            if text[index] == "~", next < text.endIndex, text[next] == "~" {
                pieces.append(text[from..<index])
                index = text.index(after: next)
                from = index
            } else {
                index = next
            }
        }
        return pieces + [text[from...]]
    }

    private static func endsInSpace(_ inline: MarkdownInline?) -> Bool {
        switch inline {
        case .text(let text): text.last?.isWhitespace ?? true
        case .softBreak, .hardBreak: true
        default: false
        }
    }

    /// Neighbouring texts as one.
    private static func joined(_ inlines: [MarkdownInline]) -> [MarkdownInline] {
        inlines.reduce(into: []) { result, inline in
            if case .text(let next) = inline, case .text(let previous) = result.last {
                result[result.count - 1] = .text(previous + next)
            } else {
                result.append(inline)
            }
        }
    }
}
