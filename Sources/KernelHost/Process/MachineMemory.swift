import Foundation

/// How much memory there is for a kernel.
public enum MachineMemory {
    /// Bytes that a kernel may take before its cell is stopped, so that the machine does not come to a
    /// standstill and nothing else is killed for it: four fifths of what is free now.
    public static var reasonableLimit: UInt64? {
        let free = [available, controlGroupLimit].compactMap { $0 }.min()
        return free.map { $0 / 5 * 4 }
    }

    /// Bytes that new programs can take without swapping, as Linux estimates it.
    private static var available: UInt64? {
        let lines = ((try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8)) ?? "").split(separator: "\n")
        let line = lines.first { $0.hasPrefix("MemAvailable:") }
        return line?.split(separator: " ").dropFirst().first.flatMap { UInt64($0) }.map { $0 << 10 }
    }

    /// The bound of a container.
    private static var controlGroupLimit: UInt64? {
        let text = try? String(contentsOfFile: "/sys/fs/cgroup/memory.max", encoding: .utf8)
        return text.flatMap { UInt64($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
    }
}
