import Foundation

/// The environment of a kernel: short and stated, so that a report does not depend on the shell that it was
/// made in.
public struct KernelEnvironment: Sendable, Equatable {
    public let variables: [String: String]
    /// Variables of the user's that change how fast or how cells run; a report mentions them.
    public let mentioned: [String: String]

    public init(
        user: [String: String] = ProcessInfo.processInfo.environment, seed: UInt64? = nil, memoryLimit: UInt64? = MachineMemory.reasonableLimit
    ) {
        let passed = ["HOME", "PATH", "LANG", "TZ", "TMPDIR", "SSL_CERT_FILE", "SSL_CERT_DIR", "http_proxy", "https_proxy", "no_proxy"]
        let prefixes = ["LC_", "XDG_", "LANDUSE_", "OPENBLAS_"]
        var variables = user.filter { name, _ in passed.contains(name) || prefixes.contains(where: name.hasPrefix) }
        // Cells run in the notebook's folder, and the user spoke of the one where the command was given.
        if let data = variables["LANDUSE_DATA"], !data.isEmpty { variables["LANDUSE_DATA"] = URL(filePath: data).standardizedFileURL.path }
        mentioned = variables.filter { $0.key.hasPrefix("OPENBLAS_") }
        // The kernel tells what went wrong itself; the runtime's own account takes seconds.
        variables["SWIFT_BACKTRACE"] = "enable=no"
        // Sets and dictionaries in the same order each time, as everything else that is seeded.
        variables["SWIFT_DETERMINISTIC_HASHING"] = "1"
        if let memoryLimit, variables["LANDUSE_MEMORY_LIMIT"] == nil { variables["LANDUSE_MEMORY_LIMIT"] = String(memoryLimit >> 20) }
        if let seed { variables["LANDUSE_SEED"] = String(seed) }
        self.variables = variables
    }
}
