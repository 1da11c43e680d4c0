/// What a cell declares at its top level, and what it uses: all that the compiler needs to know of a cell
/// to decide which earlier cells it imports. Pure syntax; see `NameCollector` for how it is found.
public struct CellNames: Sendable, Equatable {
    /// In source order.
    public var declarations: [Declaration] = []
    /// Members, conformances and operators that the cell adds to types declared anywhere.
    public var extensions: [TypeExtension] = []
    /// The text of the cell's `import` declarations.
    public var imports: [String] = []
    /// Every identifier and operator that the cell mentions, members' names too.
    public var usedNames: Set<String> = []
    /// The names that stand on their own and that nothing in the cell declares; see `ReferenceFinder`.
    public var references: Set<String> = []
    /// The types and protocols of its inheritance clauses, and the types that its extensions make conform: members of theirs
    /// that an earlier extension has may be what a protocol asks for, and nothing in the cell names them.
    public var conformanceNames: Set<String> = []
    /// Variables bound by a top-level `guard`, which the compiler keeps from other files.
    public var guardBindings: Set<String> = []

    public init() {}

    /// `conformanceNames`, and those of the protocols and types among them, which earlier cells declare.
    /// - Parameter earlier: oldest first.
    func conformanceNames(through earlier: [CellNames]) -> Set<String> {
        guard !conformanceNames.isEmpty else { return [] }
        return earlier.reversed().reduce(into: conformanceNames) { found, other in
            if other.declarations.contains(where: { found.contains($0.name) }) { found.formUnion(other.conformanceNames) }
        }
    }
}

/// A declaration at a cell's top level.
public struct Declaration: Sendable, Equatable {
    public enum Kind: String, Sendable {
        case `var`, `let`, `func`, `struct`, `class`, `enum`, `protocol`, `typealias`
        case actor, `operator`, `precedencegroup`, macro

        var isType: Bool {
            switch self {
            case .struct, .class, .enum, .protocol, .typealias, .actor: true
            case .var, .let, .func, .operator, .precedencegroup, .macro: false
            }
        }

        /// The keyword of a scoped import (`import func M.f`); `nil` where the language has none.
        var importKeyword: String? {
            switch self {
            case .var, .let: "var"
            case .actor: "class"
            case .operator, .precedencegroup, .macro: nil
            case .func, .struct, .class, .enum, .protocol, .typealias: rawValue
            }
        }
    }

    public var kind: Kind
    public var name: String
    /// What makes two declarations the same: the name, and for functions the labels and types too.
    public var key: String
    /// Every name that the declaration mentions, its body's included.
    public var usedNames: Set<String>
    /// The names that it takes from elsewhere in the cell or from earlier ones.
    public var references: Set<String>
    /// For a type: its members' names.
    public var memberNames: Set<String> = []
    /// For a variable: whether it is computed, and so has no value of its own to wait for.
    public var isComputed = false
    /// For a variable: the number of the step that, once finished, leaves it initialised.
    public var step: Int?

    /// What the compiler gets for a variable that it keeps from other files, or takes in a type only.
    var standIn: StandIn?
    /// Whether the type is a property wrapper.
    var isPropertyWrapper = false
    /// For a generic type: how it is written with `Never` for each parameter, where each can be that; see `ConcreteType`.
    var concreteType: String?

    /// The source of an operator's or a precedence group's declaration.
    var operatorText: String?

    /// Operator functions cannot be imported by name, no more than operators themselves.
    var isOperator: Bool { kind == .operator || kind == .precedencegroup || isOperatorFunction }

    var isOperatorFunction: Bool { kind == .func && name.first.map { !$0.isLetter && $0 != "_" && $0 != "`" } == true }
}

/// Stands for a variable outside its own declaration.
struct StandIn: Sendable, Equatable {
    /// `var` or `enum`.
    var keyword: String
    /// The name to import.
    var name: String
    /// What goes before the variable's name where it is used.
    var prefix: String
    /// Whether the cell that declares the variable uses it so, too.
    var isForOwnCell: Bool

    /// A top-level `guard` keeps its constants from other files: a copy is for them.
    static func guarded(_ name: String) -> StandIn {
        StandIn(keyword: "var", name: "CellGuard_\(name)", prefix: "CellGuard_", isForOwnCell: false)
    }

    /// Property wrappers are not for top-level variables: this one is a type's.
    static func wrapped(_ name: String) -> StandIn {
        StandIn(keyword: "enum", name: "CellWrapped_\(name)", prefix: "CellWrapped_\(name).", isForOwnCell: true)
    }
}

/// An extension at a cell's top level.
public struct TypeExtension: Sendable, Equatable {
    /// The extended type's name as written, without generic arguments.
    public var typeName: String
    /// The identifiers of that name: those of `Outer.Inner` are two.
    var typeIdentifiers: Set<String> = []
    /// The identifiers of the protocols that it adds.
    var protocolIdentifiers: Set<String> = []
    /// The members' names.
    public var memberNames: Set<String>
    /// The members, each with its type: what makes two of them the same.
    public var memberKeys: Set<String>
    /// The conformances that it adds to a whole type, not to some of its instances.
    var conformances: [Conformance] = []
    /// Whether the extension adds a conformance.
    public var isConformance: Bool
    /// Whether nothing in a cell that uses the extension needs to name it: a conformance, a subscript, an
    /// initialiser, `callAsFunction`.
    public var isUsedSilently: Bool
    /// Every name that the members mention.
    public var usedNames: Set<String>
    /// The names that the members take from elsewhere.
    public var references: Set<String>
}

/// A type's conformance to a protocol, both as written.
struct Conformance: Sendable, Equatable {
    var type: String, `protocol`: String
    /// Its key among those of the extension's members.
    var key: String
}
