import Notebook

/// What came of running a version of an assignment's notebook as a submission is run, in both phases.
public struct VariantMarks: Sendable {
    /// One a check, in the order of the notebook.
    public var marks: [CheckMark]
    /// What the compiler says of the cells that do not compile, by their ids.
    public var broken: [String: [Diagnostic]]
    /// What the teacher's own solution gave with what was drawn, by the ids of the checks that compare with it.
    public var expected: [String: ObservedValue]

    public init(marks: [CheckMark], broken: [String: [Diagnostic]] = [:], expected: [String: ObservedValue] = [:]) {
        self.marks = marks
        self.broken = broken
        self.expected = expected
    }

    /// The checks that did not give their points.
    var lost: [CheckMark] { marks.filter { $0.outcome != .passed } }
}

/// Runs versions of one assignment, each as a submission, and compares with the teacher's own.
public protocol VariantMarking: Sendable {
    /// - Parameters:
    ///   - variant: the teacher's notebook with other code in some answer cells.
    ///   - changed: the ids of those cells; a runner may leave out what they have nothing to do with, and give the marks
    ///     of the teacher's own run there. `nil` asks for all of it.
    ///   - seed: what the judge draws.
    /// - Throws: faults of the machine, or of the teacher's notebook.
    func marks(of variant: NotebookDocument, changed: Set<String>?, seed: UInt64) async throws -> VariantMarks
}
