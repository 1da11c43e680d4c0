import Foundation

/// What a jail shows of the system, read-only: programs and libraries, and none of its settings but those that
/// libraries are found by.
struct SystemView: Sendable, Equatable {
    /// As bubblewrap takes it.
    var arguments: [String]

    /// All of the system's programs, headers and libraries, which the compiler reads.
    static func whole() -> SystemView { SystemView(arguments: ["--ro-bind", "/usr", "/usr"] + aliases() + settings) }

    /// The libraries, what comes with those that read pictures and rasters, and two programs that stand before the jail's own.
    static func libraries(_ programs: JailPrograms) -> SystemView {
        let folders = ["/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/local/lib", "/usr/share/gdal", "/usr/share/proj", "/usr/share/zoneinfo"]
        let files = [programs.setpriv, programs.prlimit]
        return SystemView(arguments: (folders + files).flatMap { ["--ro-bind-try", $0, $0] } + aliases() + settings)
    }

    /// `/lib` and its like: links on most systems, folders on others.
    private static func aliases() -> [String] {
        ["/lib", "/lib32", "/lib64", "/bin", "/sbin"].flatMap { path -> [String] in
            if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: path) { return ["--symlink", target, path] }
            return ["--ro-bind-try", path, path]
        }
    }

    private static let settings = ["/etc/ld.so.cache", "/etc/alternatives", "/etc/localtime"].flatMap { ["--ro-bind-try", $0, $0] }
}
