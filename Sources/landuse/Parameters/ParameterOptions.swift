import ArgumentParser
import CellCompiler
import Notebook

/// `--set`, wherever a notebook is read to be run or checked.
struct ParameterOptions: ParsableArguments {
    @Option(name: .customLong("set"), help: ArgumentHelp("Set a parameter of the notebook; may be given several times.", valueName: "name=value"))
    var assignments: [String] = []

    func validate() throws {
        for text in assignments where ParameterAssignment(text) == nil {
            throw ValidationError("--set takes a name and a value, as in --set epochs=3; '\(text)' is not that.")
        }
    }

    /// What was given, in order.
    var values: [ParameterAssignment] { assignments.compactMap { ParameterAssignment($0) } }

    /// The document with these values in place.
    func bind(_ document: NotebookDocument) throws(ParameterError) -> NotebookDocument {
        try document.binding(values)
    }

    /// Reads a notebook for a command, with these values in place; what is wrong goes to standard error.
    func read(_ path: String) throws -> NotebookDocument {
        let document = try readNotebook(path)
        do {
            return try bind(document)
        } catch {
            standardError(error.description + "\n")
            throw error.origin == .commandLine ? ExitCode.validationFailure : ExitCode.cellFailed
        }
    }
}
