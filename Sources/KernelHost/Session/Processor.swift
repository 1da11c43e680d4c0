import Foundation

/// This machine's processor, as Linux describes it.
public struct Processor: Sendable {
    /// "AMD EPYC", or `nil` where the system does not tell.
    public let model: String?
    /// What it can do: "avx2", "avx512f".
    public let features: Set<String>
    public let cores = ProcessInfo.processInfo.activeProcessorCount

    public static let current = Processor()

    private init() {
        let lines = ((try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? "").split(separator: "\n")
        func value(_ key: String) -> String? {
            lines.first { $0.hasPrefix(key) }?.split(separator: ":", maxSplits: 1).last.map { $0.trimmingCharacters(in: .whitespaces) }
        }
        model = value("model name")
        features = Set((value("flags") ?? "").split(separator: " ").map(String.init))
    }
}
