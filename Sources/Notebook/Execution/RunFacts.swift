/// What a run stood on, beside the notebook itself.
public struct RunFacts: Sendable, Equatable, Codable {
    /// A library that the notebook names.
    public struct Library: Sendable, Equatable, Codable {
        public var name: String
        /// The package that it belongs to.
        public var package: String
        /// The package's version as Git describes it, where it was built: a tag or a commit, `-dirty` where files
        /// were changed since; `nil` outside Git.
        public var revision: String?
        /// SHA-256 of what was built.
        public var digest: String

        public init(name: String, package: String, revision: String?, digest: String) {
            self.name = name
            self.package = package
            self.revision = revision
            self.digest = digest
        }
    }

    public var toolchain: String
    public var target: String
    public var libraries: [Library]
    public var processor: String
    public var cores: Int
    /// Variables of the user's that change how cells run.
    public var environment: [String: String]

    public init(toolchain: String, target: String, libraries: [Library], processor: String, cores: Int, environment: [String: String]) {
        self.toolchain = toolchain
        self.target = target
        self.libraries = libraries
        self.processor = processor
        self.cores = cores
        self.environment = environment
    }
}
