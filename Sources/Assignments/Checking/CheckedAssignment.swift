import Notebook

/// What came of checking an assignment.
public struct CheckedAssignment: Sendable {
    /// How many small changes of the solutions there were.
    public struct MutationCount: Sendable, Equatable {
        /// Those that compile; the others are no slips that a student could hand in.
        public var tried = 0
        /// Those for which some check gave no points.
        public var noticed = 0
        public var discarded = 0
    }

    public var outline: AssignmentOutline
    /// What must be mended, and what is worth a look, in the order in which it was found.
    public var findings: [Diagnostic] = []
    public var mutations = MutationCount()

    public init(outline: AssignmentOutline) { self.outline = outline }

    public var hasErrors: Bool { findings.contains { $0.severity == .error } }
}
