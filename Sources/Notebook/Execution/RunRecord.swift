/// What it takes to run a notebook again as it was run for a report, and what came of it then: enough to tell
/// whether the same comes of it.
public struct RunRecord: Sendable, Equatable, Codable {
    /// Raised when a field changes its meaning or goes.
    public static let version = 1

    /// What the user asked for.
    public struct Invocation: Sendable, Equatable, Codable {
        /// The command's words.
        public var command: [String]
        /// The notebook, from the report's folder.
        public var notebook: String
        public var assignments: [Assignment]
        public var keepGoing: Bool
        /// Seconds for one cell.
        public var timeLimit: Double?
        /// Seconds for all cells together.
        public var totalTimeLimit: Double?
        /// What was to be done when a cell takes the kernel with it; `nil` in early reports.
        public var afterDeath: String?

        public init(
            command: [String], notebook: String, assignments: [Assignment], keepGoing: Bool, timeLimit: Double?, totalTimeLimit: Double? = nil,
            afterDeath: String? = nil
        ) {
            self.command = command
            self.notebook = notebook
            self.assignments = assignments
            self.keepGoing = keepGoing
            self.timeLimit = timeLimit
            self.totalTimeLimit = totalTimeLimit
            self.afterDeath = afterDeath
        }
    }

    /// `--set name=value`.
    public struct Assignment: Sendable, Equatable, Codable {
        public var name: String
        public var value: String

        public init(name: String, value: String) {
            self.name = name
            self.value = value
        }
    }

    public struct Cell: Sendable, Equatable, Codable {
        public var id: String
        /// `finished`, `failed`, …
        public var outcome: String
        public var outputs: [Output]

        public init(id: String, outcome: String, outputs: [Output]) {
            self.id = id
            self.outcome = outcome
            self.outputs = outputs
        }
    }

    /// One thing that a cell put out.
    public struct Output: Sendable, Equatable, Codable {
        /// `stdout`, `stderr`, `display`, `result`, `error`, `omitted`.
        public var kind: String
        public var parts: [Part]

        public init(kind: String, parts: [Part]) {
            self.kind = kind
            self.parts = parts
        }
    }

    /// One of its representations.
    public struct Part: Sendable, Equatable, Codable {
        /// The MIME type.
        public var type: String
        /// SHA-256 of all its bytes.
        public var digest: String
        /// A text's beginning, to show a difference by; `nil` for what is no text, or where there was no room.
        public var text: String?

        public init(type: String, digest: String, text: String?) {
            self.type = type
            self.digest = digest
            self.text = text
        }
    }

    public var version = Self.version
    /// SHA-256 of the notebook's file.
    public var notebookDigest: String
    public var seed: UInt64?
    public var invocation: Invocation
    public var facts: RunFacts?
    public var cells: [Cell]

    public init(notebookDigest: String, seed: UInt64?, invocation: Invocation, facts: RunFacts?, cells: [Cell]) {
        self.notebookDigest = notebookDigest
        self.seed = seed
        self.invocation = invocation
        self.facts = facts
        self.cells = cells
    }
}
