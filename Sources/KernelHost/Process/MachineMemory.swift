import Foundation

/// How much memory this machine has for a kernel, in bytes, as Linux tells; a container may have less than its machine.
public struct MachineMemory: Sendable {
    /// All that programs can have.
    public let total: UInt64
    /// What new programs can take without swapping.
    public let free: UInt64

    /// `nil` where the system does not tell.
    public init?() {
        let lines = ((try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8)) ?? "").split(separator: "\n")
        func bytes(_ key: String) -> UInt64? {
            lines.first { $0.hasPrefix(key + ":") }?.split(separator: " ").dropFirst().first.flatMap { UInt64($0) }.map { $0 << 10 }
        }
        guard let total = bytes("MemTotal"), let available = bytes("MemAvailable") else { return nil }
        let bound = (try? String(contentsOfFile: "/sys/fs/cgroup/memory.max", encoding: .utf8))
            .flatMap { UInt64($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
        self.total = min(total, bound ?? total)
        free = min(available, bound ?? available)
    }

    /// What a kernel may take before its cell is stopped, so that the machine does not come to a standstill and nothing
    /// else is killed for it: four fifths of what is free now.
    public static var reasonableLimit: UInt64? { MachineMemory().map { $0.free / 5 * 4 } }
}
