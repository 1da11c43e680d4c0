/// A name to which the generated source gives a prefix, for it stands for something under another name.
struct Qualification {
    let reference: ReferenceFinder.Reference
    let prefix: String

    var insertion: GeneratedSource.Insertion? {
        switch reference.kind {
        case .expression: .init(reference.offset, prefix)
        case .shorthand: .init(reference.offset + reference.length, " = \(prefix)\(reference.name)")
        case .type: nil
        }
    }

    /// What a reader is told where the name may be a member's.
    var ambiguity: String {
        "'\(reference.name)' may be a member of the type here, or the notebook's variable of that name, which a cell cannot tell apart;"
            + " for the member write 'self.\(reference.name)'; for the variable write 'let other = \(reference.name)' before the type, and 'other' in it"
    }
}

extension SourceGenerator {
    /// Before a variable's declaration, and in it, the name stands for what an earlier cell declares. To the
    /// compiler it is the variable, without a value yet. And where something stands in for a variable, that is named.
    var qualifications: [Qualification] {
        let variables = Set(names.declarations.filter { $0.kind == .let || $0.kind == .var }.map(\.name))
        let wrapped = standIns(forOwnCell: true)
        return guardedInBodies + ReferenceFinder.references(in: tree, free: Set(wrapped.keys)).compactMap { reference in
            if let standIn = wrapped[reference.name] { return Qualification(reference: reference, prefix: standIn.prefix) }
            guard let (module, declaration) = scope.newestDeclaration(of: reference.name),
                variables.contains(reference.name) || declaration.standIn != nil
            else { return nil }
            return Qualification(reference: reference, prefix: "\(module).\(declaration.standIn?.prefix ?? "")")
        }
    }

    /// Functions of the cell use the copy of what a `guard` binds: the compiler cannot keep them in a module otherwise.
    private var guardedInBodies: [Qualification] {
        let guarded = standIns(forOwnCell: false)
        if guarded.isEmpty { return [] }
        return ReferenceFinder.references(in: tree, free: Set(guarded.keys)).compactMap { reference in
            guard reference.isInBody, let standIn = guarded[reference.name] else { return nil }
            return Qualification(reference: reference, prefix: standIn.prefix)
        }
    }

    /// A member's name, where the type has it, goes before a variable's; with a prefix it would be the variable's in silence.
    var ambiguities: [Qualification] { qualifications.filter { $0.reference.mayBeMember && $0.insertion != nil } }

    /// The cell's own variables for which something stands in, by name; the last of a name.
    private func standIns(forOwnCell: Bool) -> [String: StandIn] {
        let pairs = names.declarations.compactMap { name in name.standIn.flatMap { $0.isForOwnCell == forOwnCell ? (name.name, $0) : nil } }
        return Dictionary(pairs) { $1 }
    }
}
