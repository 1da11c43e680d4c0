import Foundation

/// What a jail shows of the system, read-only: programs and libraries, and none of its settings but those that
/// libraries are found by.
struct SystemView: Sendable, Equatable {
    /// Files and folders, where there are such.
    var paths: [String]
    /// Links, by their path.
    var links: [String: String]

    /// All of the system's programs, headers and libraries, which the compiler reads.
    static func whole() -> SystemView { SystemView(seeing: ["/usr"]) }

    /// The libraries, what comes with those that read pictures and rasters, and two programs that stand before the jail's own.
    static func libraries(_ programs: JailPrograms) -> SystemView {
        SystemView(seeing: [
            "/usr/lib", "/usr/lib32", "/usr/lib64", "/usr/local/lib", "/usr/share/gdal", "/usr/share/proj", "/usr/share/zoneinfo", programs.setpriv,
            programs.prlimit,
        ])
    }

    /// `/lib` and its like are links on most systems, and folders on others.
    private init(seeing paths: [String]) {
        let aliases = ["/lib", "/lib32", "/lib64", "/bin", "/sbin"]
        let links = aliases.compactMap { path in (try? FileManager.default.destinationOfSymbolicLink(atPath: path)).map { (path, $0) } }
        self.links = Dictionary(uniqueKeysWithValues: links)
        let folders = aliases.filter { alias in !links.contains { $0.0 == alias } }
        self.paths = paths + folders + ["/etc/ld.so.cache", "/etc/alternatives", "/etc/localtime"]
    }

    init(paths: [String], links: [String: String]) {
        self.paths = paths
        self.links = links
    }
}
