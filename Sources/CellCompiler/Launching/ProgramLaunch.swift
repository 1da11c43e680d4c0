/// How a tool of the toolchain, or a kernel, is started: as it is, or in a jail.
public struct ProgramLaunch: Sendable {
    /// A program and its arguments, as they are handed to the system.
    public struct Command: Sendable, Equatable {
        public var program: String
        public var arguments: [String]
        public init(program: String, arguments: [String]) {
            self.program = program
            self.arguments = arguments
        }
    }

    public let wrap: @Sendable (Command) -> Command

    public init(_ wrap: @escaping @Sendable (Command) -> Command) { self.wrap = wrap }

    public static let plain = ProgramLaunch { $0 }
}
