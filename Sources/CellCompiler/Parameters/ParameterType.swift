import SwiftSyntax

/// A type that a parameter can have, and the values that it takes from outside. Only literals ever come of a
/// value: no text from outside becomes code.
indirect enum ParameterType: Equatable {
    case integer(String, ClosedRange<Int128>)
    case floating(String)
    case boolean
    case string
    case list(ParameterType)

    /// The type as Swift spells it.
    var name: String {
        switch self {
        case .integer(let name, _), .floating(let name): name
        case .boolean: "Bool"
        case .string: "String"
        case .list(let element): "[\(element.name)]"
        }
    }

    /// What it takes, for a person.
    var expectation: String {
        switch self {
        case .integer(_, let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case .floating: "a number, such as 0.1 or 1e-3"
        case .boolean: "true or false"
        case .string: "any text"
        case .list(.string): "a list of texts, such as [a, \"b, c\"]"
        case .list(.boolean): "a list such as [true, false]"
        case .list(.floating): "a list of numbers, such as [0.1, 0.2]"
        case .list(let element): "a list such as [1, 2], each \(element.expectation)"
        }
    }

    private static let integers: [String: ClosedRange<Int128>] = [
        "Int": Int128(Int.min)...Int128(Int.max), "Int8": -128...127, "Int16": -32768...32767,
        "Int32": Int128(Int32.min)...Int128(Int32.max), "Int64": Int128(Int64.min)...Int128(Int64.max),
        "UInt": 0...Int128(UInt.max), "UInt8": 0...255, "UInt16": 0...65535, "UInt32": 0...Int128(UInt32.max), "UInt64": 0...Int128(UInt64.max),
    ]

    /// The type of an annotation; `nil` for one that takes no value from outside.
    init?(annotation type: TypeSyntax) {
        if let array = type.as(ArrayTypeSyntax.self) {
            // A list of lists would need a notation that nobody knows by heart.
            guard let element = ParameterType(annotation: array.element), !element.isList else { return nil }
            self = .list(element)
            return
        }
        switch type.as(IdentifierTypeSyntax.self)?.trimmedDescription {
        case "Bool"?: self = .boolean
        case "String"?: self = .string
        case let name? where ["Double", "Float"].contains(name): self = .floating(name)
        case let name?:
            guard let range = Self.integers[name] else { return nil }
            self = .integer(name, range)
        case nil: return nil
        }
    }

    /// The type that the compiler gives a literal by itself; `nil` for what is no literal, or has none.
    init?(literal expression: ExprSyntax) {
        switch expression.as(ExprSyntaxEnum.self) {
        case .integerLiteralExpr: self = .integer("Int", Int128(Int.min)...Int128(Int.max))
        case .floatLiteralExpr: self = .floating("Double")
        case .booleanLiteralExpr: self = .boolean
        case .stringLiteralExpr(let string) where string.segments.allSatisfy({ $0.is(StringSegmentSyntax.self) }): self = .string
        case .prefixOperatorExpr(let node) where ["-", "+"].contains(node.operator.text):
            guard let type = ParameterType(literal: node.expression), type.isNumber else { return nil }
            self = type
        case .arrayExpr(let array):
            let types = array.elements.map { ParameterType(literal: $0.expression) }
            guard let first = types.first ?? nil, !first.isList else { return nil }
            // Whole numbers among others are others: [1, 0.5].
            let mixed = types.first { $0 == .floating("Double") } ?? first
            guard let element = mixed, types.allSatisfy({ $0 == element || $0?.isNumber == true && element.isNumber }) else { return nil }
            self = .list(element)
        default: return nil
        }
    }

    /// Whether an expression is put together from literals alone, whatever its declared type.
    static func isLiteral(_ expression: ExprSyntax) -> Bool {
        if let array = expression.as(ArrayExprSyntax.self) { return array.elements.allSatisfy { isLiteral($0.expression) } }
        return ParameterType(literal: expression) != nil
    }

    private var isList: Bool { if case .list = self { true } else { false } }

    private var isNumber: Bool {
        switch self {
        case .integer, .floating: true
        case .boolean, .string, .list: false
        }
    }
}
