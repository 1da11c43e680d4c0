/// How a tool of the toolchain, or a kernel, is started: as it is, or in a jail.
public struct ProgramLaunch: Sendable {
    /// A program and its arguments, as they are handed to the system.
    public struct Command: Sendable, Equatable {
        public var program: String
        public var arguments: [String]
        /// All of its environment; `nil` for that of this process.
        public var environment: [String: String]?
        /// `nil` for that of this process.
        public var workingDirectory: String?
        /// Files and folders that it has to read, besides its own program's and the system's.
        public var readablePaths: [String]
        /// Folders that it has to write to; it needs no other.
        public var writableFolders: [String]

        public init(
            program: String, arguments: [String], environment: [String: String]? = nil, workingDirectory: String? = nil, readablePaths: [String] = [],
            writableFolders: [String] = []
        ) {
            self.program = program
            self.arguments = arguments
            self.environment = environment
            self.workingDirectory = workingDirectory
            self.readablePaths = readablePaths
            self.writableFolders = writableFolders
        }
    }

    public let wrap: @Sendable (Command) -> Command

    /// What has to be done before a command is started.
    public let prepare: @Sendable (Command) -> Void

    /// Told when a program was killed, and none of us has killed it: it did so itself, or the system ended it for want of
    /// memory, which looks the same.
    public var wasKilled: @Sendable () -> Void = {}

    public init(prepare: @escaping @Sendable (Command) -> Void = { _ in }, _ wrap: @escaping @Sendable (Command) -> Command) {
        self.prepare = prepare
        self.wrap = wrap
    }

    public static let plain = ProgramLaunch { $0 }
}
