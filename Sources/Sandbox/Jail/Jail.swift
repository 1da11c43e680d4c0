import CellCompiler
import Foundation

/// Starts programs apart from everything that is not theirs: no network, no other process, no file but those named here,
/// no environment, no way back.
///
///     let station = try JailStation.prepare(in: folder)
///     let jail = Jail(station: station, identity: .slot(0))
///     options.launches = .init(
///         kernel: jail.kernel(program: build.program, toolchain: toolchain, libraries: loads, limits: limits),
///         compiler: jail.compiler(toolchain: toolchain), libraries: loads)
public struct Jail: Sendable {
    public let station: JailStation
    public let identity: JailIdentity

    public init(station: JailStation, identity: JailIdentity = .slot(0)) {
        self.station = station
        self.identity = identity
    }

    /// A file or folder that a kernel finds, read-only, in the folder where it begins.
    public struct File: Sendable, Equatable {
        /// Its path there: `data/rivers.png`.
        public var name: String
        public var source: URL

        public init(name: String, source: URL) {
            self.name = name
            self.source = source
        }
    }

    /// The toolchain's compiler, linker and symbolizer: they see the system, the toolchain, and what their command names.
    public func compiler(toolchain: Toolchain, limits: JailLimits = .compiler) -> ProgramLaunch {
        let system = SystemView.whole()
        let folder = toolchain.binaries.deletingLastPathComponent().path
        return launch { command in
            jail(
                command, system, limits, readable: Self.outside("/usr", [folder]) + command.readablePaths, writable: command.writableFolders)
        }
    }

    /// A kernel: it sees the system's libraries, the runtime's, and what is named here.
    /// - Parameters:
    ///   - program: the kernel's program; its resources lie beside it.
    ///   - libraries: the folder that compiled cells are put into when they are run; see `NotebookRunner.Launches`.
    ///   - readable: other files and folders, seen where they are.
    ///   - files: what it finds in the folder where it begins. What it writes there goes with it.
    ///   - environment: variables besides those that every kernel has.
    public func kernel(
        program: URL, toolchain: Toolchain, libraries: URL, readable: [URL] = [], files: [File] = [], environment: [String: String] = [:],
        limits: JailLimits = JailLimits()
    ) -> ProgramLaunch {
        let system = SystemView.libraries(station.programs)
        let beside = Self.resources(beside: program)
        let seen = Self.outside("/usr/lib", [toolchain.runtimeLibraries.path]) + [program.path, libraries.path] + readable.map(\.path)
        let placed = beside + files.sorted { $0.name < $1.name }.compactMap { file in
            Self.isInside(file.name) ? (source: file.source.path, place: "\(JailCommand.workingFolder)/\(file.name)") : nil
        }
        return launch { command in
            var variables = (command.environment ?? [:]).filter { Self.kernelVariables.contains($0.key) }
            variables["LANDUSE_MEMORY_LIMIT"] = String(limits.sessionMemory >> 20)
            variables.merge(environment) { $1 }
            return jail(command, system, limits, readable: seen, placed: placed, environment: variables)
        }
    }

    /// What a kernel's own environment may bring into a jail.
    private static let kernelVariables: Set = ["SWIFT_BACKTRACE", "SWIFT_DETERMINISTIC_HASHING", "LANDUSE_SEED"]

    /// What every jail's program has.
    private static let variables = [
        "HOME": JailCommand.temporaryFolder, "TMPDIR": JailCommand.temporaryFolder, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC",
    ]

    private func launch(_ wrap: @escaping @Sendable (ProgramLaunch.Command) -> ProgramLaunch.Command) -> ProgramLaunch {
        ProgramLaunch(prepare: { command in command.writableFolders.forEach(identity.own) }, wrap)
    }

    private func jail(
        _ command: ProgramLaunch.Command, _ system: SystemView, _ limits: JailLimits, readable: [String], placed: [(source: String, place: String)] = [],
        writable: [String] = [], environment: [String: String] = [:]
    ) -> ProgramLaunch.Command {
        JailCommand(
            station: station, identity: identity, limits: limits, system: system, readable: readable, placed: placed, writable: writable,
            environment: Self.variables.merging(environment) { $1 }
        ).wrap(command.program, command.arguments)
    }

    /// Those that lie elsewhere than in a folder that is in sight already.
    private static func outside(_ folder: String, _ paths: [String]) -> [String] { paths.filter { $0 != folder && !$0.hasPrefix(folder + "/") } }

    /// Whether a name stays in the folder that it is given in.
    private static func isInside(_ name: String) -> Bool {
        !name.isEmpty && !name.hasPrefix("/") && !name.split(separator: "/").contains("..")
    }

    /// Libraries look for their resources beside the program, where they are links.
    private static func resources(beside program: URL) -> [(source: String, place: String)] {
        let folder = program.deletingLastPathComponent()
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        return names.filter { $0.hasSuffix(".resources") }.sorted().map { name in
            let link = folder.appending(path: name)
            return (source: link.resolvingSymlinksInPath().path, place: link.path)
        }.filter { access($0.source, R_OK) == 0 }
    }
}
