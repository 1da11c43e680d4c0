import Foundation
import Subprocess

/// Runs the tools that make a cell's source into a shared library.
struct CompilerInvocation: Sendable {
    let toolchain: Toolchain
    let libraries: LibraryImports
    let cache: CellCache
    let optimize: Bool
    var launch = ProgramLaunch.plain
    /// Whether the standard library's macros are there: they are programs that the compiler loads.
    var macros = true
    /// Whether `assert` looks at its condition in cells that are not optimised.
    var assertions = true
    /// Whether a compiler that did not come to its end says something of the cell, and nothing of the machine.
    var blamesCells = false

    /// What decides, beside the source, what comes out: part of every cell's name.
    var fingerprint: String {
        ([toolchain.version, toolchain.target, toolchain.binaries.path, libraries.digest] + commonFlags).joined(separator: "\n")
    }

    /// Where the standard library's macros are.
    var pluginFolder: String { toolchain.binaries.deletingLastPathComponent().appending(path: "lib/swift/host/plugins").path }

    /// The same in parts, to tell which of them changed.
    var setting: PlanRecord.Setting {
        .init(
            toolchain: "\(toolchain.version) \(toolchain.binaries.path)", target: toolchain.target, flags: commonFlags.joined(separator: " "),
            libraries: libraries.digest)
    }

    /// Flags that every cell is compiled with.
    private var commonFlags: [String] {
        // Language mode 6 would isolate a cell's variables to the main actor.
        ["-target", toolchain.target, "-disable-objc-interop", "-sdk", "/", "-swift-version", "5", optimize ? "-O" : "-Onone", "-g",
            "-enable-testing", "-enable-private-imports",
            // `/…/` is a regular expression, as in language mode 6.
            "-enable-bare-slash-regex",
            // The kernel walks a cell's stack by its frame pointers.
            "-Xcc", "-fno-omit-frame-pointer",
            "-diagnostic-style=llvm", "-module-cache-path", cache.clangModules.path]
            // The standard library's macros, @Observable and #Predicate.
            + (optimize || assertions ? [] : ["-assert-config", "Release"])
            + (macros ? ["-plugin-path", pluginFolder] : []) + libraries.compilerFlags
    }

    /// Compiles and links a cell into the files of `entry`. Gives the compiler's messages and whether it
    /// came to a library.
    func compile(_ plan: CellPlan, into entry: CellCache.Entry, importing modules: [String: URL]) async throws -> (messages: String, succeeded: Bool) {
        let object = entry.folder.appending(path: "main.o")
        var flags = ["-c", "-primary-file", try write(plan, in: entry), "-module-name", plan.module.name]
        flags += ["-entry-point-function-name", Self.entryPoint(plan.module.name), "-emit-module-path", entry.swiftModule.path]
        // What the author says of a declaration, for whoever asks at a prompt.
        flags += ["-emit-module-doc-path", entry.swiftModule.deletingPathExtension().appendingPathExtension("swiftdoc").path]
        // Swift 6.3.1's loop-invariant code motion does not end on an endless loop at the top level.
        flags += ["-Xllvm", "-sil-disable-pass=loop-invariant-code-motion"]
        flags += ["-Xllvm", "-sil-disable-pass-only-function=\(Self.entryPoint(plan.module.name))"]
        flags += commonFlags + importFlags(plan.imports, modules) + ["-o", object.path]
        let compilation = try await tool("swift-frontend", flags, reading: readablePaths(modules), writing: entry)
        guard compilation.succeeded else { return compilation }
        try await link(object, into: entry)
        try PlainFile.write(compilation.messages.utf8, to: entry.messages)
        unlink(object.path)
        return compilation
    }

    /// Type-checks a cell that does not compile, or that needs one that does not, and makes a module of it
    /// all the same, so that the cells after it can be checked too.
    func check(_ plan: CellPlan, into entry: CellCache.Entry, importing modules: [String: URL]) async throws -> String {
        var flags = ["-emit-module", "-primary-file", try write(plan, in: entry), "-module-name", plan.module.name]
        flags += ["-experimental-allow-module-with-compiler-errors", "-emit-module-path", entry.swiftModule.path]
        flags += commonFlags + importFlags(plan.imports, modules) + ["-o", entry.swiftModule.path]
        return try await tool("swift-frontend", flags, reading: readablePaths(modules), writing: entry).messages
    }

    static func entryPoint(_ module: String) -> String { "\(module)_main" }

    /// The file must be called `main.swift`: only there are statements allowed at the top level.
    private func write(_ plan: CellPlan, in entry: CellCache.Entry) throws -> String {
        let file = entry.folder.appending(path: "main.swift")
        try PlainFile.write(plan.source.text.utf8, to: file)
        return file.path
    }

    private func importFlags(_ imports: CellImports, _ modules: [String: URL]) -> [String] {
        modules.sorted { $0.key < $1.key }.map { "-swift-module-file=\($0.key)=\($0.value.path)" }
            + (imports.ignoresAccessControl ? ["-disable-access-control"] : [])
    }

    private func link(_ object: URL, into entry: CellCache.Entry) async throws {
        // The libraries that the object's imports stand for (Foundation, say).
        guard let entries = PlainFile.read(object).flatMap(AutolinkEntries.init) else {
            throw CompilerError.linkFailed("the compiler's object file cannot be read")
        }
        let libraryFlags = Set(entries.flags).filter { $0.hasPrefix("-l") || $0.hasPrefix("-L") }.sorted()
        let runtime = toolchain.runtimeLibraries.path, processor = toolchain.target.prefix { $0 != "-" }
        var flags = ["-shared", "--eh-frame-hdr", "--build-id", "-o", entry.library.path]
        // Registers the cell's conformances with the runtime; without it `as? any P` fails.
        flags += ["\(runtime)/\(processor)/swiftrt.o", object.path]
        flags += ["-L\(runtime)", "-L/usr/lib/\(processor)-linux-gnu", "-L/usr/lib64", "-L/usr/lib", "-rpath", runtime]
        // The notebook's libraries are in the kernel already: what is not found here is found there.
        flags += ["--unresolved-symbols=ignore-all"] + libraryFlags.filter(isPartOfToolchain)
        if !optimize { flags.append("-lswiftSwiftOnoneSupport") }
        let linking = try await tool("ld.lld", flags, writing: entry)
        guard linking.succeeded else { throw CompilerError.linkFailed(linking.messages) }
    }

    private func isPartOfToolchain(_ flag: String) -> Bool {
        guard flag.hasPrefix("-l") else { return true }
        return FileManager.default.fileExists(atPath: toolchain.runtimeLibraries.appending(path: "lib\(flag.dropFirst(2)).so").path)
    }

    /// Bytes that a tool may say.
    private static let longestMessages = 4 << 20

    /// What the compiler reads beside the cell's source.
    private func readablePaths(_ modules: [String: URL]) -> [String] {
        [cache.clangModules.path] + libraries.paths + modules.values.map(\.path).sorted()
    }

    private func tool(
        _ name: String, _ arguments: [String], reading paths: [String] = [], writing entry: CellCache.Entry
    ) async throws -> (messages: String, succeeded: Bool) {
        let command = ProgramLaunch.Command(program: toolchain.tool(name), arguments: arguments, readablePaths: paths, writableFolders: [entry.folder.path])
        let result: ExecutionResult<Void, DiscardedOutput, StringOutput<UTF8>>
        do {
            var options = PlatformOptions()
            // Ctrl-C at the terminal is for landuse: a cell that is blamed for what its compiler does is not to be for that.
            if blamesCells { options.processGroupID = 0 }
            result = try await run(launch.configuration(of: command, platformOptions: options), output: .discarded, error: .string(limit: Self.longestMessages))
        } catch let error as SubprocessError where blamesCells && error.code == .outputLimitExceeded {
            return ("", false)
        }
        // Who cancels a task ends its tools.
        if result.terminationStatus.isKill, !Task.isCancelled { launch.wasKilled() }
        // Nothing that a cell could be blamed for. But it can have the compiler say so, and fill a jail's own folder: then the
        // disk is asked.
        if !result.terminationStatus.isSuccess, result.standardError.contains("No space left on device"), !blamesCells || !cache.hasRoom {
            throw CacheError.cannotWrite(path: cache.root.path, reason: "No space left on device")
        }
        return (result.standardError, result.terminationStatus.isSuccess)
    }
}

/// Faults of the tools, not of a cell.
public enum CompilerError: Error, CustomStringConvertible {
    case linkFailed(String)
    case crashed(cell: String, messages: String)

    public var description: String {
        switch self {
        case .linkFailed(let messages): "a compiled cell could not be linked: \(messages)"
        case .crashed(let cell, let messages):
            "the Swift compiler failed on \(cell) without saying what is wrong with it:\n\(messages.suffix(2000))"
        }
    }
}
