import Downloads

/// Finds the notebook in what students pack.
enum SubmittedArchive {
    /// The notebook's name in the archive, without folders, its bytes, and how many notebooks there were to choose from.
    /// - Parameters:
    ///   - name: the notebook's own file name, which counts before any other.
    ///   - limit: the most bytes that it may have.
    static func notebook(in bytes: [UInt8], named name: String, limit: Int) throws(HandedInFile.Refusal) -> (name: String, bytes: [UInt8], notebooks: Int) {
        do throws(ZipFault) {
            let archive = try SmallArchive(bytes)
            let notebooks = archive.files.filter { entry in
                let parts = entry.name.split(separator: "/")
                // What desktops leave in archives.
                return !parts.contains { $0.hasPrefix(".") || $0 == "__MACOSX" } && entry.name.lowercased().hasSuffix(".md")
            }
            let own = notebooks.filter { fileName($0) == name }.min { depth($0) < depth($1) }
            guard let entry = own ?? (notebooks.count == 1 ? notebooks[0] : nil) else {
                throw ZipFault(reason: notebooks.isEmpty ? "there is no notebook in it" : "there are several notebooks in it, and none is called \(name)")
            }
            return (fileName(entry), try archive.contents(of: entry, limit: limit), notebooks.count)
        } catch {
            throw HandedInFile.Refusal(reason: "the archive cannot be used: \(error.reason)")
        }
    }

    private static func fileName(_ entry: ZipEntry) -> String { entry.name.split(separator: "/").last.map(String.init) ?? "" }
    private static func depth(_ entry: ZipEntry) -> Int { entry.name.split(separator: "/").count }
}
