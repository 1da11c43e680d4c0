import Downloads

/// Finds the notebook in what students pack.
enum SubmittedArchive {
    /// The notebook's name in the archive, without folders, its bytes, and how many notebooks there were to choose from.
    /// - Parameter limit: the most bytes that it may have.
    static func notebook(in bytes: [UInt8], _ choice: NotebookChoice, limit: Int) throws(HandedInFile.Refusal) -> (name: String, bytes: [UInt8], notebooks: Int) {
        do throws(ZipFault) {
            let archive = try SmallArchive(bytes)
            let found = archive.files.map { (path: path(of: $0), entry: $0) }
                .filter { NotebookChoice.isWork($0.path) && NotebookChoice.isNotebook($0.path) }
            let paths = found.map(\.path)
            let chosen = choice.choose(among: paths) { try? archive.contents(of: found[$0].entry, limit: limit) }
            guard let place = chosen ?? (found.count == 1 ? 0 : nil) else {
                throw ZipFault(reason: found.isEmpty ? "there is no notebook in it" : choice.severalAreThere(paths, in: "it"))
            }
            return (paths[place].last ?? "", try archive.contents(of: found[place].entry, limit: limit), found.count)
        } catch {
            throw HandedInFile.Refusal(reason: "the archive cannot be used: \(error.reason)")
        }
    }

    /// An entry's path, part by part. Windows has written backslashes, and some programs begin with `./`. Nothing is written under
    /// these names.
    private static func path(of entry: ZipEntry) -> [String] {
        entry.name.split { $0 == "/" || $0 == "\\" }.map(String.init).filter { $0 != "." }
    }
}
