import Foundation

/// Tells from outside which of its bounds a jail has reached: by what the system counts, and by nothing that a program in the
/// jail says. It is a look at one moment: what was given back before it is not seen.
///
/// A jail's processes are a chain, for its program can start none: bubblewrap, which was started and stays outside, where
/// the temporary folder is mounted; its other half, the first process of the jail; and the program.
public struct JailGauge: Sendable {
    private let scratch: String
    private let limits: JailLimits

    public init(_ station: JailStation, limits: JailLimits) {
        scratch = station.scratch
        self.limits = limits
    }

    /// The bounds that are reached now; none where the jail is gone, or the system does not tell.
    /// - Parameter process: the one that was started, which has not been waited for.
    public func reached(by process: Int32) -> Set<JailBound> {
        scratchBounds(process).union(programBounds(process))
    }

    /// By way of the process that mounted it, whose files are the grader's own: no name that a jail could change is followed.
    private func scratchBounds(_ process: Int32) -> Set<JailBound> {
        var status = statvfs()
        // Another size is that of the disk, where nothing is mounted over the folder yet, or no more.
        guard statvfs("/proc/\(process)/root\(scratch)", &status) == 0, UInt64(status.f_blocks) * UInt64(status.f_frsize) == limits.scratchSize
        else { return [] }
        var reached: Set<JailBound> = []
        if UInt64(status.f_bfree) * UInt64(status.f_frsize) < Self.leastRoom { reached.insert(.scratchSize) }
        if status.f_ffree == 0 { reached.insert(.scratchFiles) }
        return reached
    }

    /// Bytes: whoever wrote until there was no room may have left some pages.
    private static let leastRoom: UInt64 = 64 << 10

    private func programBounds(_ process: Int32) -> Set<JailBound> {
        guard let first = Self.child(of: process), let program = Self.child(of: first) else { return [] }
        var reached: Set<JailBound> = []
        // The jail's first process is counted too where both are the same user's.
        if let threads = Self.threads(of: program), threads + 1 >= limits.processes { reached.insert(.threads) }
        if let files = Self.openFiles(of: program), files >= limits.openFiles { reached.insert(.openFiles) }
        return reached
    }

    private static func child(of process: Int32) -> Int32? {
        text("/proc/\(process)/task/\(process)/children")?.split(separator: " ").first.flatMap { Int32($0) }
    }

    private static func threads(of process: Int32) -> UInt64? {
        text("/proc/\(process)/status")?.split(separator: "\n").first { $0.hasPrefix("Threads:") }?.split(separator: "\t").last.flatMap { UInt64($0) }
    }

    private static func openFiles(of process: Int32) -> UInt64? {
        guard let folder = opendir("/proc/\(process)/fd") else { return nil }
        defer { closedir(folder) }
        var count: UInt64 = 0
        while let entry = readdir(folder) { if entry.pointee.d_name.0 != UInt8(ascii: ".") { count += 1 } }
        return count
    }

    /// The beginning of one of the system's own files, of which none that is read here is longer.
    private static func text(_ path: String) -> String? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 8192)
        let count = read(file, &bytes, bytes.count)
        return count > 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : nil
    }
}
