import Foundation

/// Variables of the environment that change how fast numerical libraries run, ours or the peer's.
public enum SpeedVariables {
    private static let prefixes = ["OPENBLAS_", "GOTO_", "OMP_", "KMP_", "MKL_", "ONEDNN_", "DNNL_", "ATEN_"]

    public static func names(in environment: [String: String]) -> [String] {
        environment.keys.filter { name in prefixes.contains(where: name.hasPrefix) }.sorted()
    }

    /// Takes them from this process and so from all that it starts; gives their names.
    public static func unset() -> [String] {
        let names = names(in: ProcessInfo.processInfo.environment)
        for name in names { unsetenv(name) }
        return names
    }
}
