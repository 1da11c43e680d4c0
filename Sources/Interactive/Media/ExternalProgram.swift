import Foundation

/// The user's other programs: the editor, and what opens pictures.
enum ExternalProgram {
    /// The command that opens a file: `$BROWSER`, else what the desktop has for it.
    static func opener(_ environment: [String: String]) -> String? {
        if let browser = environment["BROWSER"]?.split(separator: ":").first { return String(browser) }
        return isInstalled("xdg-open", environment) ? "xdg-open" : nil
    }

    static func editor(_ environment: [String: String]) -> String? {
        let chosen = [environment["VISUAL"], environment["EDITOR"]].compactMap(\.self).first { !$0.trimmed.isEmpty }
        return chosen ?? ["editor", "nano", "vi"].first { isInstalled($0, environment) }
    }

    private static func isInstalled(_ name: String, _ environment: [String: String]) -> Bool {
        (environment["PATH"] ?? "").split(separator: ":").contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(name)") }
    }

    /// Opens a file and does not wait: nothing that the program says goes to the terminal.
    static func open(_ file: URL, with command: String) throws(ExternalProgramError) {
        let process = shell(command, file)
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { throw .notStarted(command, error.localizedDescription) }
    }

    /// Lets the user change a text in an editor. It has the terminal until it ends.
    /// - Returns: the text as it was saved; `nil` if it did not change.
    static func edit(_ text: String, in parent: URL, with command: String) async throws(ExternalProgramError) -> String? {
        let folder = parent.appending(path: "edit-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        // The suffix lets the editor colour it.
        let file = folder.appending(path: "cell.swift")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: file)
        } catch { throw .noFile(error.localizedDescription) }
        let status = await run(command, file)
        guard status == 0 else { throw .failed(command, status: status) }
        guard let data = try? Data(contentsOf: file) else { return nil }
        let changed = String(decoding: data, as: UTF8.self)
        return changed == text ? nil : changed
    }

    /// Started with `posix_spawn` into this process's own group, for an editor has to be the terminal's.
    private static func run(_ command: String, _ file: URL) async -> Int32 {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread {
                var attributes = posix_spawnattr_t(), defaults = sigset_t(), process = pid_t()
                posix_spawnattr_init(&attributes)
                defer { posix_spawnattr_destroy(&attributes) }
                sigemptyset(&defaults)
                for signal in [SIGINT, SIGPIPE] { sigaddset(&defaults, signal) }
                posix_spawnattr_setsigdefault(&attributes, &defaults)
                posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
                var arguments: [UnsafeMutablePointer<CChar>?] = shellArguments(command, file).map { strdup($0) } + [nil]
                defer { for argument in arguments { free(argument) } }
                guard posix_spawn(&process, "/bin/sh", nil, &attributes, &arguments, environ) == 0 else { return continuation.resume(returning: 127) }
                var status: Int32 = 0
                while waitpid(process, &status, 0) < 0, errno == EINTR {}
                continuation.resume(returning: status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + status & 0x7F)
            }
        }
    }

    /// Commands may have arguments of their own: `code --wait`.
    private static func shellArguments(_ command: String, _ file: URL) -> [String] { ["sh", "-c", command + " \"$1\"", "sh", file.path] }

    private static func shell(_ command: String, _ file: URL) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = Array(shellArguments(command, file).dropFirst())
        return process
    }
}

enum ExternalProgramError: Error, CustomStringConvertible {
    case notStarted(String, String)
    case noFile(String)
    case failed(String, status: Int32)

    var description: String {
        switch self {
        case .notStarted(let command, let reason): "`\(command)` could not be started: \(reason)"
        case .noFile(let reason): "no file could be made for the editor: \(reason)"
        case .failed(let command, let status): "`\(command)` ended with status \(status), and the cell stays as it was; set $EDITOR to choose an editor"
        }
    }
}
