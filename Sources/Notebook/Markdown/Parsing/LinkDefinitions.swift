/// The document's link definitions, `[name]: address`. libcmark keeps them to itself, but no node covers
/// their lines.
enum LinkDefinitions {
    /// Far more than anyone writes; every table is parsed together with them.
    private static let largestSize = 1 << 16

    static func text(in lines: [Substring], below root: CommonMarkNode) -> String {
        guard lines.contains(where: { $0.contains("]:") }) else { return "" }
        var covered = [Bool](repeating: false, count: lines.count)
        var pending = [root]
        while let node = pending.popLast() {
            switch node.kind {
            case .document, .quote, .list, .item: pending += node.children
            default:
                let first = max(node.startLine - 1, 0), end = min(node.endLine, lines.count)
                if first < end { for line in first..<end { covered[line] = true } }
            }
        }
        var text = ""
        for (line, isCovered) in zip(lines, covered) where !isCovered && text.utf8.count < largestSize {
            let content = line.drop { " \t>".contains($0) }
            if !content.isEmpty { text += content + "\n" }
        }
        return text
    }
}
