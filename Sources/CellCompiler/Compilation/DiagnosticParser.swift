import Foundation
import Notebook

/// Reads what the compiler says in `-diagnostic-style=llvm`, and moves it to the notebook's own lines.
struct DiagnosticParser {
    let path: String
    /// The cell that is being compiled.
    let plan: CellPlan
    /// The cells that it may name in notes, by module.
    let plans: [String: CellPlan]
    var libraries = MissingLibrary(named: [])

    /// Why the cell is not compiled at all. Their places are the cell's own, not the generated source's.
    var refusals: [Diagnostic] {
        if !plan.refusals.isEmpty, let innerFence { return [innerFence] }
        let lines = plan.cell.code.split(separator: "\n", omittingEmptySubsequences: false)
        return plan.refusals.map { refusal in
            let line = lines.indices.contains(refusal.line - 1) ? lines[refusal.line - 1] : ""
            let before = String(decoding: line.utf8.prefix(refusal.byteColumn - 1), as: UTF8.self)
            return Diagnostic(.error, path: path, position: plan.cell.position(line: refusal.line, column: before.count + 1), message: refusal.message)
        }
    }

    /// The cell's own fence was not closed: that is what is wrong, and the rest follows from it.
    private var innerFence: Diagnostic? {
        InnerFence.line(in: plan.cell.code).map { line in
            Diagnostic(
                .error, path: path, position: plan.cell.position(line: line, column: 1),
                message: "a fence opens inside the cell that begins on line \(plan.cell.firstLine); close that cell with ``` before this line")
        }
    }

    /// The diagnostics in the order in which the compiler gave them.
    func diagnostics(in text: String) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        // Notes belong to what they follow, and go with it.
        var isDropping = false
        for line in text.split(separator: "\n") {
            guard let parsed = parse(line) else { continue }
            if parsed.severity != .note { isDropping = isAboutGeneratedCode(parsed.message) }
            if isDropping { continue }
            let message = reworded(plan.types.removed(from: parsed.message))
            let older = plan.types.older(in: parsed.message)
            if let owner = plans[parsed.file] {
                diagnostics.append(Diagnostic(parsed.severity, path: path, position: position(of: owner, parsed.line, parsed.column), message: message))
                diagnostics += older.compactMap(declaration)
                if parsed.severity == .error, older.isEmpty { diagnostics += declaredTwice(parsed.message) }
            } else if parsed.severity == .error {
                // In the generated imports, or without a place: still about this cell.
                diagnostics.append(Diagnostic(.error, path: path, position: plan.cell.position(line: 1, column: 1), message: message))
            }
        }
        if let innerFence, diagnostics.contains(where: { $0.severity == .error }) { return [innerFence] }
        return diagnostics + hints(for: diagnostics)
    }

    /// Says in a notebook's terms what the compiler says in those of modules.
    private func reworded(_ message: String) -> String {
        if let match = message.firstMatch(of: /^conformance of '(.+?)' to protocol '(.+?)' was already stated in the type's module/) {
            return "'\(match.1)' conforms to '\(match.2)' already where it is declared, and keeps to that; to change it, declare '\(match.1)' again"
        }
        if message.hasPrefix("'lazy' cannot be used on an already-lazy global") {
            return "'lazy' is for members of types; a variable of the top level gets its value where it stands"
        }
        if message.hasPrefix("property wrappers are not yet supported in top-level code") {
            return "at the top level a variable can have a property wrapper that a cell declares, and an initial value, or none; put this one into a type, as 'static var'"
        }
        if let match = message.firstMatch(of: /^redundant conformance of '(.+?)' to protocol '(.+?)'/) {
            return "'\(match.1)' conforms to '\(match.2)' already, in an earlier cell that this one needs for something else; change it there, or declare '\(match.1)' again"
        }
        if let match = message.firstMatch(of: /^no such module '(.+?)'/) { return libraries.unknown(String(match.1)) }
        if message.hasPrefix("missing required module"), let module = plan.module.names.imports.compactMap(libraries.candidate).first {
            return libraries.notNamed(module)
        }
        return message
    }

    /// The earlier cell whose import fails here again, for an import holds for all later cells: what is wrong is said there.
    func failedImporter(in text: String) -> String? {
        guard text.contains("error: missing required module"), plan.module.names.imports.compactMap(libraries.candidate).isEmpty else { return nil }
        let earlier = plans.values.filter { $0.cell.ordinal < plan.cell.ordinal }.sorted { $0.cell.ordinal < $1.cell.ordinal }
        return earlier.first { !$0.module.names.imports.compactMap(libraries.candidate).isEmpty }?.cell.id
    }

    private func position(of plan: CellPlan, _ line: Int, _ byteColumn: Int) -> SourcePosition {
        let place = plan.source.position(line: line, byteColumn: byteColumn)
        return plan.cell.position(line: place.line, column: place.column)
    }

    /// `file:line:column: severity: message`, or `<unknown>:0: error: message`. Between such lines the
    /// compiler quotes the source, which may look like one.
    private func parse(_ line: Substring) -> (file: String, line: Int, column: Int, severity: Diagnostic.Severity, message: String)? {
        guard let match = line.prefixMatch(of: #/(<unknown>|\/[^\/].*?|[^\s:"\/]+):(\d+)(?::(\d+))?: (error|warning|note): /#) else { return nil }
        let file = String(match.1)
        guard plans[file] != nil || file == "<unknown>" || file.hasPrefix("/"), let severity = Diagnostic.Severity(rawValue: String(match.4)) else { return nil }
        // The compiler's name for a group of warnings says nothing to a reader.
        let message = line[match.range.upperBound...].replacing(#/ \[#[A-Za-z0-9_-]+\]$/#, with: "")
        return (file, Int(match.2) ?? 0, match.3.flatMap { Int($0) } ?? 1, severity, String(message))
    }

    /// Warnings that come of how a cell is compiled, not of what its author wrote: a trailing expression that
    /// never returns (`fatalError()`) makes the call around it unreachable, one that a semicolon silences may
    /// be void, and a type of an earlier cell is another module's. And what follows from errors of another cell.
    private func isAboutGeneratedCode(_ message: String) -> Bool {
        message.hasPrefix("allowing deserialization of") || message.hasPrefix("will never be executed") || message.contains("a call to a never-returning function")
            || message.hasPrefix("using '_' to ignore the result of a Void-returning function")
            || isAboutOwnConformance(message)
    }

    /// Whether the warning is about a conformance to, or of, what an earlier cell declares.
    private func isAboutOwnConformance(_ message: String) -> Bool {
        guard message.hasPrefix("extension declares a conformance of imported type") else { return false }
        guard !message.contains("Cell_"), let name = message.firstMatch(of: /imported protocol '(.+?)'/)?.1 else { return true }
        return plans.values.contains { $0.module.names.declarations.contains { $0.kind == .protocol && $0.name == name } }
    }

    /// What a person would say about a name that cannot be found although the notebook has it: an earlier cell
    /// binds it in a top-level `guard`, or a later cell declares it, or a library has it that is not imported. The same once.
    private func hints(for diagnostics: [Diagnostic]) -> [Diagnostic] {
        var hints: [Diagnostic] = []
        for hint in diagnostics.compactMap(hint) where !hints.contains(hint) { hints.append(hint) }
        return hints
    }

    private func hint(for diagnostic: Diagnostic) -> Diagnostic? {
        guard diagnostic.severity == .error, diagnostic.message.hasPrefix("cannot find "),
            let name = diagnostic.message.split(separator: "'").dropFirst().first.map(String.init)
        else { return nil }
        let others = plans.values.sorted { $0.cell.ordinal < $1.cell.ordinal }
        if let owner = others.first(where: { $0.cell.ordinal > plan.cell.ordinal && $0.module.names.declarations.contains { $0.name == name } }) {
            return note("'\(name)' is declared in \(owner.cell.id), which runs later; move that cell up", at: owner)
        }
        if let owner = others.last(where: { $0.cell.ordinal < plan.cell.ordinal && $0.module.names.guardBindings.contains(name) }) {
            return note("'\(name)' is bound by a top-level guard in \(owner.cell.id), which later cells cannot see; bind it there with 'let \(name) = …'", at: owner)
        }
        return libraries.notImported(by: others.filter { $0.cell.ordinal <= plan.cell.ordinal }).map { note($0, at: plan) }
    }

    /// Where a type is declared whose name a newer one has.
    private func declaration(_ older: CellTypeNames.Older) -> Diagnostic? {
        plans[older.module].map { note("the older '\(older.name)' is declared in \($0.cell.id)", at: $0) }
    }

    /// What may be behind an error about a type that has been declared again: the value at hand is of an older one.
    private func declaredTwice(_ message: String) -> [Diagnostic] {
        guard message.contains("has no member") || message.hasPrefix("cannot convert") || message.contains("does not conform to") else { return [] }
        return plan.types.ambiguous(in: message).compactMap { name, older, newest in
            guard let first = plans[older]?.cell.id, let again = plans[newest] else { return nil }
            return note("'\(name)' is declared in \(first) and again in \(again.cell.id); what was made with the older one keeps to it", at: again)
        }
    }

    private func note(_ message: String, at owner: CellPlan) -> Diagnostic {
        Diagnostic(.note, path: path, position: owner.cell.position(line: 1, column: 1), message: message)
    }
}
