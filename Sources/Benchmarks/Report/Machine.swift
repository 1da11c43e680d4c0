import Foundation
import KernelHost

/// What figures were measured on.
public struct Machine: Sendable, Equatable, Codable, CustomStringConvertible {
    public var processor: String
    public var cores: Int
    public var system: String
    /// The toolchain's version.
    public var toolchain: String
    /// How the measured `landuse` was built.
    public var configuration: String
    /// How many processes wanted a core, on average over the last minute, when measuring began: figures from
    /// a busy machine are worth less.
    public var load: Double

    /// This machine, now.
    public static func current(toolchain: String) -> Machine {
        let load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?.split(separator: " ").first.flatMap { Double($0) }
        #if DEBUG
            let configuration = "debug"
        #else
            let configuration = "release"
        #endif
        return Machine(
            processor: Processor.current.model ?? "unknown processor", cores: Processor.current.cores,
            system: ProcessInfo.processInfo.operatingSystemVersionString, toolchain: toolchain, configuration: configuration, load: load ?? 0)
    }

    public var description: String {
        "\(processor), \(cores) cores, load \(load); \(system); \(toolchain); landuse built in \(configuration)"
    }
}
