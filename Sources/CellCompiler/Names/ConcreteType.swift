import SwiftSyntax

/// A generic type with `Never` for each of its parameters: any of its instances shows a conformance that all of them have.
enum ConcreteType {
    /// The standard library's that people extend.
    private static let standard = [
        "Array": 1, "ArraySlice": 1, "ContiguousArray": 1, "Set": 1, "Optional": 1, "Dictionary": 2, "Range": 1, "ClosedRange": 1, "Result": 2,
        "CollectionOfOne": 1, "EmptyCollection": 1, "ReversedCollection": 1, "Slice": 1,
    ]
    /// What `Never` is.
    private static let conformances: Set = ["Any", "Sendable", "Equatable", "Hashable", "Comparable", "Error", "Identifiable", "Codable", "Encodable", "Decodable"]

    /// `nil` for a type that is not generic, or whose parameters `Never` cannot be.
    static func text(of node: DeclSyntax, named name: String) -> String? {
        guard let generic = node.asProtocol((any WithGenericParametersSyntax).self), let clause = generic.genericParameterClause else { return nil }
        let isFree = clause.parameters.allSatisfy { parameter in
            parameter.specifier == nil && mentionedNames(in: Syntax(parameter)).subtracting([parameter.name.identifierText]).isSubset(of: conformances)
        }
        return isFree && generic.genericWhereClause == nil ? text(name, parameters: clause.parameters.count) : nil
    }

    /// One of the standard library's.
    static func standard(_ name: String) -> String? { standard[name].map { text(name, parameters: $0) } }

    private static func text(_ name: String, parameters: Int) -> String { "\(name)<\(Array(repeating: "Never", count: parameters).joined(separator: ", "))>" }
}
