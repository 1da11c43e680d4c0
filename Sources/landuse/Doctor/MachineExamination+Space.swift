import Foundation
import KernelHost

/// Room in memory and on disks.
extension MachineExamination {
    /// Bytes with which the course's notebooks run without swapping.
    private static let comfortableMemory: UInt64 = 2 << 30
    /// Bytes that a build, the cell cache and a pretrained network need.
    private static let comfortableDisk: UInt64 = 2 << 30

    var memory: Finding {
        guard let machine = MachineMemory() else {
            return Finding(state: .lacking, name: "memory", detail: "the system does not tell", remedy: "mount /proc")
        }
        let free = machine.free, detail = "\(Self.size(free)) free of \(Self.size(machine.total))"
        guard free < Self.comfortableMemory else { return Finding(state: .good, name: "memory", detail: detail) }
        return Finding(
            state: .lacking, name: "memory", detail: "\(detail): training may be killed by the system", remedy: "close other programs, or use smaller batches")
    }

    var cacheFolder: Finding {
        do {
            try cache.requireWritable()
        } catch {
            return Finding(state: .broken, name: "cache", detail: "\(error)", remedy: "set XDG_CACHE_HOME to a folder that can be written to")
        }
        return room(in: cache.root.path, name: "cache", remedy: "make room there, or set XDG_CACHE_HOME to a folder on a larger disk")
    }

    var temporaryFolder: Finding {
        let folder = environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        guard access(folder, W_OK) == 0 else {
            return Finding(
                state: .broken, name: "temporary folder", detail: "\(folder) cannot be written to: \(String(cString: strerror(errno)))",
                remedy: "set TMPDIR to a folder that can")
        }
        return room(in: folder, name: "temporary folder", remedy: "make room there, or set TMPDIR to a folder on a larger disk")
    }

    private func room(in folder: String, name: String, remedy: String) -> Finding {
        var disk = statvfs()
        guard statvfs(folder, &disk) == 0 else { return Finding(state: .good, name: name, detail: folder) }
        let free = UInt64(disk.f_bavail) * UInt64(disk.f_frsize)
        let detail = "\(folder), \(Self.size(free)) free"
        guard free < Self.comfortableDisk else { return Finding(state: .good, name: name, detail: detail) }
        return Finding(state: .lacking, name: name, detail: "\(detail): a build or a download may not fit", remedy: remedy)
    }

    static func size(_ bytes: UInt64) -> String {
        bytes >= 10 << 30 ? "\(bytes >> 30) GiB" : bytes >= 1 << 30 ? String(format: "%.1f GiB", Double(bytes) / Double(1 << 30)) : "\(bytes >> 20) MiB"
    }
}
