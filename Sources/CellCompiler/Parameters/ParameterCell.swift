import Notebook
import SwiftParser
import SwiftSyntax

/// What a cell with `//| parameters: true` declares: its top-level variables whose initial values are literals.
struct ParameterCell {
    struct Declaration {
        var name: String
        var type: ParameterType
        /// The initialiser as written.
        var value: String
        /// Where the initialiser stands in the cell's `code`, in bytes of UTF-8.
        var offset: Int, length: Int
        var position: SourcePosition
    }

    /// In source order.
    private(set) var declarations: [Declaration] = []
    /// Variables that cannot be set, and why.
    private(set) var refusals: [String: String] = [:]

    init(_ cell: Cell) {
        let tree = Parser.parse(source: cell.code)
        let places = SourceLocationConverter(fileName: "", tree: tree)
        for item in tree.statements {
            guard case .decl(let declaration) = item.item, let variable = declaration.as(VariableDeclSyntax.self) else { continue }
            for binding in variable.bindings {
                guard let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier else { continue }
                let annotated = binding.typeAnnotation.map { ParameterType(annotation: $0.type) }
                if case .some(nil) = annotated, let written = binding.typeAnnotation?.type.trimmedDescription {
                    refusals[name.identifierText] = "its type, \(written), takes no value from outside"
                    continue
                }
                guard let value = binding.initializer?.value, ParameterType.isLiteral(value) else {
                    refusals[name.identifierText] = "the cell computes it; a parameter's initial value is a number, a text, true, false, or a list of those"
                    continue
                }
                guard let type = annotated ?? ParameterType(literal: value) else {
                    refusals[name.identifierText] = "its type is not plain; declare it, as in [Int]"
                    continue
                }
                let place = places.location(for: name.positionAfterSkippingLeadingTrivia)
                declarations.append(
                    .init(
                        name: name.identifierText, type: type, value: value.trimmedDescription,
                        offset: value.positionAfterSkippingLeadingTrivia.utf8Offset, length: value.trimmedLength.utf8Length,
                        position: cell.position(line: place.line, column: Self.characters(before: place, in: cell) + 1)))
            }
        }
    }

    private static func characters(before place: SourceLocation, in cell: Cell) -> Int {
        let lines = cell.code.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(place.line - 1) else { return place.column - 1 }
        return String(decoding: lines[place.line - 1].utf8.prefix(place.column - 1), as: UTF8.self).count
    }
}
