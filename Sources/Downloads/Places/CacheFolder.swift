import Glibc

/// Where this machine keeps what was downloaded.
public enum CacheFolder {
    /// `$XDG_CACHE_HOME/landuse`, by default `~/.cache/landuse`.
    public static func fromEnvironment() throws(DownloadError) -> String {
        // The XDG specification: a relative path is to be ignored.
        let configured = variable("XDG_CACHE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
        guard let cache = configured ?? variable("HOME").map({ $0 + "/.cache" }) else { throw .noCacheFolder }
        return cache + "/landuse"
    }

    /// A variable of the environment that is set to something.
    static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}
