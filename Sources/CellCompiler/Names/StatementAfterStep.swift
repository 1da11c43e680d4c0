import SwiftParser
import SwiftSyntax

extension CompiledCell {
    /// Where the first statement begins, in lines and columns of the cell counted from 1, that was not finished
    /// when so many of the cell's steps were: what failed stands there, or further down.
    public func statement(afterStep step: Int) -> (line: Int, column: Int)? {
        let tree = SourceTree.of(cell.code)
        let steps = StepFinder.statements(in: tree)
        let finished = step > 0 && steps.indices.contains(step - 1) ? steps[step - 1].endPosition : tree.position
        let next = tree.statements.first { item in item.endPosition > finished && item.position >= finished && Self.runs(item) }
        guard let next else { return nil }
        let place = SourceLocationConverter(fileName: "", tree: tree).location(for: next.positionAfterSkippingLeadingTrivia)
        let position = source.position(line: place.line, byteColumn: place.column)
        return (position.line, position.column)
    }

    /// Whether there is anything to execute.
    private static func runs(_ item: CodeBlockItemSyntax) -> Bool {
        guard case .decl(let declaration) = item.item else { return true }
        return declaration.as(VariableDeclSyntax.self)?.isStoredWithInitializer ?? false || declaration.is(IfConfigDeclSyntax.self)
    }
}
