/// The names of types as readers of a notebook meet them: without the compiler's names of cells' modules, and with a
/// word where a newer type has the same name.
public struct CellTypeNames: Sendable, Equatable {
    /// A type whose name a newer one has.
    struct Older: Hashable {
        var name: String, module: String
    }

    /// The modules that declare a type of a name, oldest first.
    private var modules: [String: [String]] = [:]

    public init() {}

    /// The names with those of one more cell.
    func adding(_ names: CellNames, of module: String) -> CellTypeNames {
        var result = self
        for declaration in names.declarations where declaration.kind.isType { result.modules[declaration.name, default: []].append(module) }
        return result
    }

    /// The text without `Cell_0123….` before names. A type prints as `Kind`, not `Cell_0123….Kind`, and as
    /// `Kind (older)` if it has been declared again.
    public func removed(from text: String) -> String {
        guard text.contains("Cell") else { return text }
        return text.replacing(/CellGuard_|CellWrapped_[^\s.']+\./, with: "").replacing(Self.qualifiedName) { match in
            let name = String(match.name), isOlder = modules[name]?.last.map { $0 != match.module } ?? false
            return isOlder ? "\(name) (older)" : name
        }
        .replacing(/(?:'Cell_[0-9a-f]{20}'|Cell_[0-9a-f]{20})\./, with: "").replacing(/Cell_[0-9a-f]{20}/, with: "this notebook")
    }

    /// The older types that a text names, in its order.
    func older(in text: String) -> [Older] {
        guard text.contains("Cell_") else { return [] }
        var found: [Older] = []
        for match in text.matches(of: Self.qualifiedName) {
            let older = Older(name: String(match.name), module: String(match.module))
            if let owner = modules[older.name]?.last, owner != older.module, !found.contains(older) { found.append(older) }
        }
        return found
    }

    /// The types that a text names without a module and that are declared more than once: it may mean an older one.
    func ambiguous(in text: String) -> [(name: String, older: String, newest: String)] {
        text.matches(of: /'(?<name>[\p{L}_][\p{L}\p{N}_]*)'/).compactMap { match in
            guard let declaring = modules[String(match.name)], let newest = declaring.last, declaring.count > 1 else { return nil }
            return (String(match.name), declaring[declaring.count - 2], newest)
        }
    }

    /// The runtime says `(older)` itself, where the kernel told it.
    nonisolated(unsafe) private static let qualifiedName = /(?<module>Cell_[0-9a-f]{20})\.(?<name>[\p{L}_][\p{L}\p{N}_]*)(?: \(older\))?/
}
