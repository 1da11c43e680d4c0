/// What the compiler needs to know so that cells can import a notebook's libraries.
public struct LibraryImports: Sendable, Equatable, Codable {
    /// Where modules and module maps are: `-I …`, `-Xcc -fmodule-map-file=…`.
    public var compilerFlags: [String]
    /// Changes whenever the libraries' interfaces or code do.
    public var digest: String
    /// What the front matter names.
    public var names: [String]

    /// Files and folders that the flags name.
    var paths: [String] {
        compilerFlags.compactMap { flag in
            if flag.hasPrefix("/") { return flag }
            return flag.firstRange(of: "=/").map { String(flag[flag.index(after: $0.lowerBound)...]) }
        }
    }

    public init(compilerFlags: [String], digest: String, names: [String] = []) {
        self.compilerFlags = compilerFlags
        self.digest = digest
        self.names = names
    }
}
