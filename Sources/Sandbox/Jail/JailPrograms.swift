import Glibc

/// The system's programs that jails are made with.
struct JailPrograms: Sendable, Equatable {
    var unshare, shell, mount, bubblewrap, setpriv, prlimit: String

    static func find(in folders: [String]) throws(SandboxError) -> JailPrograms {
        var missing: [String] = []
        func path(_ name: String) -> String {
            if let folder = folders.first(where: { access("\($0)/\(name)", X_OK) == 0 }) { return "\(folder)/\(name)" }
            missing.append(name)
            return name
        }
        let programs = JailPrograms(
            unshare: path("unshare"), shell: path("sh"), mount: path("mount"), bubblewrap: path("bwrap"), setpriv: path("setpriv"), prlimit: path("prlimit"))
        guard missing.isEmpty else { throw .missingPrograms(missing) }
        return programs
    }
}
