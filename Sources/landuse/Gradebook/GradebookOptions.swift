import ArgumentParser
import Foundation
import Gradebook
import Notebook

/// Which gradebook, and which assignment in it.
struct GradebookOptions: ParsableArguments {
    @Argument(help: "The assignment's folder.")
    var folder: String

    @Option(help: ArgumentHelp("The gradebook, where it is not FOLDER/gradebook.sqlite.", valueName: "path"))
    var gradebook: String?

    @Option(help: ArgumentHelp("The assignment, where the gradebook has several.", valueName: "name"))
    var assignment: String?

    var path: String { gradebook ?? URL(filePath: folder).appending(path: "gradebook.sqlite").relativePath }

    /// Does a command's work with the gradebook. What goes wrong becomes one line on standard error, and the command's
    /// exit code.
    func using(_ access: Gradebook.Access, _ body: (_ gradebook: Gradebook, _ assignment: String) throws -> Void) throws {
        do {
            let gradebook = try Gradebook(path: path, access: access)
            try body(gradebook, try name(in: gradebook))
        } catch let error as GradebookError {
            let style = TerminalStyle(for: .standardError)
            standardError(style.red("landuse: error: ") + Self.text(error).printable + "\n")
            throw Self.exitCode(error, access)
        }
    }

    private func name(in gradebook: Gradebook) throws -> String {
        let known = try gradebook.assignments()
        if let assignment {
            guard known.contains(assignment) else { throw GradebookError.unknownAssignment(name: assignment, known: known) }
            return assignment
        }
        if known.count == 1 { return known[0] }
        let own = URL(filePath: folder).standardizedFileURL.lastPathComponent
        guard known.contains(own) else { throw GradebookError.unknownAssignment(name: own, known: known) }
        return own
    }

    /// The error, and the name that was most likely meant.
    static func text(_ error: GradebookError) -> String {
        switch error {
        case .unknownStudent(let name, let known):
            if let nearest = NearestName.of(name, among: known) { return "\(error); did you mean `\(nearest)`?" }
            return "\(error); `landuse gradebook show` lists \(known.count == 1 ? "the one" : "the \(known.count)") that it has"
        case .unknownQuestion(let name, let known): return "\(error)\(NearestName.remedy(for: name, among: known))"
        default: return "\(error)"
        }
    }

    static func exitCode(_ error: GradebookError, _ access: Gradebook.Access) -> ExitCode {
        switch error {
        case .missing, .notAGradebook, .newerVersion: .noInput
        case .locked, .readOnly, .unusable: access == .reading ? .noInput : .cannotWrite
        case .unknownAssignment, .unknownStudent, .notGraded, .unknownQuestion, .severalChecks, .pointsOutOfBounds, .scoredAlready: .cellFailed
        }
    }
}

/// An option that shows or exports what is left of late work.
struct PenaltyOption: ParsableArguments {
    @Option(help: ArgumentHelp("What each day late takes off the points, in a column of its own: 10%.", valueName: "share"))
    var latePenalty: String?

    func validate() throws {
        guard let latePenalty, LatePenalty(latePenalty) == nil else { return }
        throw ValidationError("--late-penalty is a share of the points from 0% to 100%, such as 10%; it is not '\(latePenalty)'.")
    }

    var penalty: LatePenalty? { latePenalty.flatMap { LatePenalty($0) } }
}
