import CellCompiler
import Foundation

/// Whether this machine can make jails.
public enum SandboxAvailability {
    /// Where the system's programs are; not PATH, which is anybody's.
    public static let programFolders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin"]

    /// Makes one, as it would be for a kernel, and runs a program in it that does nothing.
    /// - Throws: what keeps the machine from it, with the remedy.
    public static func require(
        in folder: URL, identity: JailIdentity = .slot(0), programsIn folders: [String] = programFolders
    ) throws(SandboxError) -> JailStation {
        let station = try JailStation.prepare(in: folder, programsIn: folders)
        // The limits' program can start others; here it starts itself.
        let trial = JailCommand(
            station: station, identity: identity, limits: JailLimits(), system: .libraries(station.programs), environment: [:]
        ).wrap(station.programs.prlimit, ["--version"])
        let process = Process(), errors = Pipe()
        process.executableURL = URL(filePath: trial.program)
        process.arguments = trial.arguments
        process.environment = [:]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = errors
        do {
            try process.run()
        } catch {
            throw .refused(reason: (error as NSError).localizedDescription, remedy: SandboxError.missingPrograms([]).remedy)
        }
        // A few lines, which a pipe holds.
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let said = String(decoding: errors.fileHandleForReading.availableData, as: UTF8.self)
            throw .refused(reason: said.split(separator: "\n").last.map(String.init) ?? "it does not run", remedy: namespaceRemedy())
        }
        return station
    }

    /// What usually keeps a user from namespaces, and the setting that lifts it.
    static func namespaceRemedy(
        setting: (String) -> Int? = { path in
            (try? String(contentsOfFile: path, encoding: .utf8)).flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
        }
    ) -> String {
        if setting("/proc/sys/kernel/unprivileged_userns_clone") == 0 { return "sysctl -w kernel.unprivileged_userns_clone=1, as root" }
        if setting("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == 1 {
            return "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, as root, or an AppArmor profile for bwrap"
        }
        if setting("/proc/sys/user/max_user_namespaces") == 0 { return "sysctl -w user.max_user_namespaces=10000, as root" }
        return "in a container, allow user namespaces (docker run --security-opt seccomp=unconfined --security-opt systempaths=unconfined)"
    }
}
