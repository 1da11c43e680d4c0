import SwiftParser
import SwiftSyntax

extension CompiledCell {
    /// The message of the `precondition` or `preconditionFailure` call on a line of the cell, counted from 1.
    ///
    /// Optimised code drops it, and the source still has it. Interpolations stand in it
    /// as they are written: their values are gone.
    public func preconditionMessage(onLine line: Int) -> String? {
        let tree = SourceTree.of(cell.source)
        let finder = PreconditionFinder(line: line, converter: SourceLocationConverter(fileName: "", tree: tree))
        finder.walk(tree)
        return finder.message
    }
}

private final class PreconditionFinder: SyntaxVisitor {
    private let line: Int
    private let converter: SourceLocationConverter
    private(set) var message: String?

    init(line: Int, converter: SourceLocationConverter) {
        self.line = line
        self.converter = converter
        super.init(viewMode: .sourceAccurate)
    }

    override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
        let name = node.calledExpression.as(DeclReferenceExprSyntax.self)?.baseName.text
        let position = name == "precondition" ? 1 : name == "preconditionFailure" ? 0 : nil
        let first = node.startLocation(converter: converter).line, last = node.endLocation(converter: converter).line
        if let position, (first...last).contains(line), node.arguments.count > position {
            let argument = node.arguments[node.arguments.index(node.arguments.startIndex, offsetBy: position)]
            let literal = argument.expression.as(StringLiteralExprSyntax.self)
            message = literal?.representedLiteralValue ?? literal?.segments.description
        }
        return .visitChildren
    }
}
