import Glibc

/// Where tensors live and are computed. There is one device: the processor.
public struct Device: Sendable, Equatable, CustomStringConvertible {
    /// PyTorch's name of the kind: "cpu".
    public let name: String
    /// The processor's model, as the system names it.
    public let model: String
    /// Processors that the system has in use.
    public let cores: Int
    /// The widest vector instructions of the processor: "AVX-512", "AVX2", "SSE2"; "NEON" on ARM.
    public let vectors: String

    /// The device that computations use.
    public static let `default` = Device.probe()

    /// "cpu (AMD EPYC 9B14, 2 cores, AVX-512)"
    public var description: String { "\(name) (\(model), \(cores) \(cores == 1 ? "core" : "cores"), \(vectors))" }

    private static func probe() -> Device {
        let information = SystemFile.text("/proc/cpuinfo") ?? ""
        func field(_ name: String) -> String? {
            for line in information.split(separator: "\n") where line.hasPrefix(name) {
                guard let colon = line.firstIndex(of: ":") else { continue }
                return String(line[line.index(after: colon)...].drop { $0 == " " })
            }
            return nil
        }
        let flags = Set((field("flags") ?? "").split(separator: " "))
        #if arch(x86_64)
        let vectors = flags.contains("avx512f") ? "AVX-512" : flags.contains("avx2") ? "AVX2" : "SSE2"
        #else
        let vectors = "NEON"
        #endif
        let cores = sysconf(Int32(_SC_NPROCESSORS_ONLN))
        return Device(name: "cpu", model: field("model name") ?? "unknown processor", cores: max(cores, 1), vectors: vectors)
    }
}

/// Small files that the system writes.
enum SystemFile {
    /// The whole text; `nil` where there is none.
    static func text(_ path: String) -> String? {
        guard let file = fopen(path, "re") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 14)
        while case let count = fread(&block, 1, block.count, file), count > 0 { bytes += block[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}
