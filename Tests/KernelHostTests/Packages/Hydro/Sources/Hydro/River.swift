import CFlow
import Foundation

public struct River {
    public init() {}

    /// Computed by the C target.
    public func discharge(_ level: Int) -> Int { Int(flow(Int32(level))) }

    /// Read from the package's resources.
    public func name() throws -> String {
        guard let file = Bundle.module.url(forResource: "names", withExtension: "txt", subdirectory: "Rivers") else { return "no resource" }
        return try String(contentsOf: file, encoding: .utf8)
    }
}
