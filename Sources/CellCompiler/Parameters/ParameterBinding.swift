import Notebook

/// A value for a parameter, as a user gave it: `--set name=value`.
public struct ParameterAssignment: Sendable, Equatable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
        self.name = name
        self.value = value
    }

    /// Reads `name=value`; `nil` where there is no `=`, or nothing before it.
    public init?(_ text: String) {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return nil }
        self.init(name: String(parts[0]), value: String(parts[1]))
    }
}

extension NotebookDocument {
    /// The document with its parameters' values in place: those of the parameter cell, over them the front
    /// matter's, over both `assignments`, of which the last for a name counts. Checked, and nothing but literals.
    public func binding(_ assignments: [ParameterAssignment] = []) throws(ParameterError) -> NotebookDocument {
        let settings = frontMatter.parameters.sorted { $0.key < $1.key }.map { ParameterAssignment(name: $0.key, value: $0.value) }
        guard let cell = cells.first(where: \.options.holdsParameters), cell.options.eval else {
            if let first = settings.first { throw ParameterError(.noParameterCell, first, .frontMatter, in: self) }
            if let first = assignments.first { throw ParameterError(.noParameterCell, first, .commandLine, in: self) }
            return self
        }
        let declared = ParameterCell(cell)
        var parameters = declared.declarations.map {
            Parameter(name: $0.name, type: $0.type.name, value: $0.value, origin: .cell, defaultValue: $0.value)
        }
        for (assignment, origin) in settings.map({ ($0, Parameter.Origin.frontMatter) }) + assignments.map({ ($0, .commandLine) }) {
            guard let index = parameters.firstIndex(where: { $0.name == assignment.name }) else {
                let problem: ParameterError.Problem =
                    declared.refusals[assignment.name].map { .notSettable(reason: $0) } ?? .unknown(known: parameters.map(\.name))
                throw ParameterError(problem, assignment, origin, in: self)
            }
            let declaration = declared.declarations[index]
            guard let literal = declaration.type.literal(for: assignment.value) else {
                throw ParameterError(
                    .wrongValue(type: declaration.type.name, expectation: declaration.type.expectation), assignment, origin, in: self,
                    at: declaration.position)
            }
            parameters[index].value = literal
            parameters[index].origin = origin
        }
        let substitutions = zip(parameters, declared.declarations).filter { $0.0.origin != .cell }.map {
            Cell.Substitution(offset: $0.1.offset, length: $0.1.length, literal: $0.0.value)
        }
        return with(parameters, substitutions: substitutions, inCell: cell.id)
    }
}

extension NotebookDocument {
    /// Reads a notebook, with its parameters' values in place; see `binding`.
    public static func read(path: String, setting assignments: [ParameterAssignment]) throws(NotebookError) -> NotebookDocument {
        let document = try read(path: path)
        do throws(ParameterError) {
            return try document.binding(assignments)
        } catch {
            throw NotebookError(.mistakes, [error.diagnostic])
        }
    }
}

/// Why a parameter cannot have a value.
public struct ParameterError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Problem: Sendable, Equatable {
        case noParameterCell
        case unknown(known: [String])
        case notSettable(reason: String)
        case wrongValue(type: String, expectation: String)
    }

    public var problem: Problem
    public var assignment: ParameterAssignment
    public var origin: Parameter.Origin
    /// What to show of it.
    public var diagnostic: Diagnostic

    init(_ problem: Problem, _ assignment: ParameterAssignment, _ origin: Parameter.Origin, in document: NotebookDocument, at declaration: SourcePosition? = nil) {
        self.problem = problem
        self.assignment = assignment
        self.origin = origin
        let given = origin == .commandLine ? "--set \(assignment.name)=\(assignment.value): " : ""
        // A setting has its own line; what the command line says is held against the declaration.
        let position = origin == .frontMatter ? document.position(ofParameter: assignment.name) : declaration
        diagnostic = Diagnostic(.error, path: document.path, position: position, message: given + Self.message(problem, assignment))
    }

    private static func message(_ problem: Problem, _ assignment: ParameterAssignment) -> String {
        switch problem {
        case .noParameterCell: "the notebook has no parameter cell; begin the cell that declares '\(assignment.name)' with '//| parameters: true'"
        case .unknown(let known) where known.isEmpty: "there is no parameter '\(assignment.name)'; the parameter cell declares none"
        case .unknown(let known): "there is no parameter '\(assignment.name)'\(NearestName.remedy(for: assignment.name, among: known))"
        case .notSettable(let reason): "'\(assignment.name)' cannot be set: \(reason)"
        case .wrongValue(let type, let expectation):
            "'\(assignment.name)' has the type \(type) and takes \(expectation), not '\(assignment.value)'"
        }
    }

    public var description: String { diagnostic.description }
}
