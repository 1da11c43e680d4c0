import Foundation
import Notebook

/// Reads what the compiler says in `-diagnostic-style=llvm`, and moves it to the notebook's own lines.
struct DiagnosticParser {
    let path: String
    /// The cell that is being compiled.
    let plan: CellPlan
    /// The cells that it may name in notes, by module.
    let plans: [String: CellPlan]

    /// The diagnostics in the order in which the compiler gave them.
    func diagnostics(in text: String) -> [Diagnostic] {
        var diagnostics: [Diagnostic] = []
        // Notes belong to what they follow, and go with it.
        var isDropping = false
        for line in text.split(separator: "\n") {
            guard let parsed = Self.split(line) else { continue }
            let (file, lineNumber, column, severity, message) = parsed
            if severity != .note { isDropping = isAboutGeneratedCode(message) }
            if isDropping { continue }
            if let owner = plans[String(file)] {
                let place = owner.source.position(line: lineNumber, byteColumn: column)
                let position = owner.cell.position(line: place.line, column: place.column)
                diagnostics.append(Diagnostic(severity, path: path, position: position, message: CellModuleNames.removed(from: message)))
            } else if severity == .error {
                // In the generated imports, or without a place: still about this cell.
                let position = plan.cell.position(line: 1, column: 1)
                diagnostics.append(Diagnostic(.error, path: path, position: position, message: CellModuleNames.removed(from: message)))
            }
        }
        return diagnostics + hints(for: diagnostics)
    }

    /// `path:line:column: severity: message`, or `<unknown>:0: error: message`.
    private static func split(_ line: Substring) -> (file: Substring, line: Int, column: Int, severity: Diagnostic.Severity, message: String)? {
        for severity in [Diagnostic.Severity.error, .warning, .note] {
            guard let range = line.firstRange(of: ": \(severity.rawValue): ") else { continue }
            let place = line[..<range.lowerBound].split(separator: ":", omittingEmptySubsequences: false)
            guard let file = place.first, !line.hasPrefix(" ") else { return nil }
            let numbers = place.dropFirst().suffix(2).compactMap { Int($0) }
            // The compiler's name for a group of warnings says nothing to a reader.
            let message = line[range.upperBound...].replacing(#/ \[#[A-Za-z-]+\]$/#, with: "")
            return (file, numbers.first ?? 0, numbers.count > 1 ? numbers[1] : 1, severity, String(message))
        }
        return nil
    }

    /// Warnings that come of how a cell is compiled, not of what its author wrote: a trailing expression that
    /// never returns (`fatalError()`) makes the call around it unreachable, and a type of an earlier cell is
    /// another module's.
    private func isAboutGeneratedCode(_ message: String) -> Bool {
        message.hasPrefix("will never be executed") || message.contains("a call to a never-returning function")
            || (message.hasPrefix("extension declares a conformance of imported type") && message.contains("Cell_"))
    }

    /// What a person would say about a name that cannot be found although the notebook has it: an earlier cell
    /// binds it in a top-level `guard`, or a later cell declares it.
    private func hints(for diagnostics: [Diagnostic]) -> [Diagnostic] {
        diagnostics.compactMap { diagnostic in
            guard diagnostic.severity == .error, diagnostic.message.hasPrefix("cannot find "),
                let name = diagnostic.message.split(separator: "'").dropFirst().first.map(String.init)
            else { return nil }
            let others = plans.values.sorted { $0.cell.ordinal < $1.cell.ordinal }
            if let owner = others.first(where: { $0.cell.ordinal > plan.cell.ordinal && $0.module.names.declarations.contains { $0.name == name } }) {
                return note("'\(name)' is declared in \(owner.cell.id), which runs later; move that cell up", at: owner)
            }
            if let owner = others.first(where: { $0.module.names.guardBindings.contains(name) }) {
                return note("'\(name)' is bound by a top-level guard in \(owner.cell.id), which later cells cannot see; bind it there with 'let \(name) = …'", at: owner)
            }
            return nil
        }
    }

    private func note(_ message: String, at owner: CellPlan) -> Diagnostic {
        Diagnostic(.note, path: path, position: owner.cell.position(line: 1, column: 1), message: message)
    }
}

/// The compiler's names of cells' modules, which no reader should meet.
public enum CellModuleNames {
    /// The text without `Cell_0123….` before names. A type prints as `Kind`, not `Cell_0123….Kind`.
    public static func removed(from text: String) -> String {
        guard text.contains("Cell_") else { return text }
        return text.replacing(/'?Cell_[0-9a-f]{20}'?\./, with: "").replacing(/Cell_[0-9a-f]{20}/, with: "this notebook")
    }
}
