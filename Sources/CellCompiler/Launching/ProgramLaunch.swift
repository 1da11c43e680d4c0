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
        /// Folders that it has to write to; it needs no other.
        public var writableFolders: [String]

        public init(
            program: String, arguments: [String], environment: [String: String]? = nil, workingDirectory: String? = nil, writableFolders: [String] = []
        ) {
            self.program = program
            self.arguments = arguments
            self.environment = environment
            self.workingDirectory = workingDirectory
            self.writableFolders = writableFolders
        }
    }

    public let wrap: @Sendable (Command) -> Command

    public init(_ wrap: @escaping @Sendable (Command) -> Command) { self.wrap = wrap }

    public static let plain = ProgramLaunch { $0 }
}
