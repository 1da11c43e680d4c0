import SwiftSyntax

/// A fence that opens inside a cell, whose own was not closed.
enum InnerFence {
    /// Its line, counted from 1. What looks like one in a text literal or in a comment is none.
    static func line(in code: String) -> Int? {
        // Nearly every cell has none, and is not parsed for it.
        guard code.hasPrefix("```") || code.contains("\n```") else { return nil }
        let tree = SourceTree.of(code)
        var start = 0
        for (index, line) in code.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if line.hasPrefix("```"), !isText(at: start, of: tree) { return index + 1 }
            start += line.utf8.count + 1
        }
        return nil
    }

    /// Whether a text literal or a comment stands at a place, in bytes.
    private static func isText(at offset: Int, of tree: SourceFileSyntax) -> Bool {
        guard let token = tree.token(at: AbsolutePosition(utf8Offset: offset)) else { return false }
        if case .stringSegment = token.tokenKind { return true }
        return isComment(at: offset, in: token.leadingTrivia, from: token.position.utf8Offset)
            || isComment(at: offset, in: token.trailingTrivia, from: token.endPositionBeforeTrailingTrivia.utf8Offset)
    }

    private static func isComment(at offset: Int, in trivia: Trivia, from start: Int) -> Bool {
        var start = start
        for piece in trivia {
            let end = start + piece.sourceLength.utf8Length
            if start <= offset, offset < end { return piece.isComment }
            start = end
        }
        return false
    }
}
