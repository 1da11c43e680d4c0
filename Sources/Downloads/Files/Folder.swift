import Glibc

/// A folder on this machine.
struct Folder {
    var path: String

    /// The folder that a path lies in; "." for a bare name.
    init(holding path: String) {
        guard let slash = path.lastIndex(of: "/") else {
            self.path = "."
            return
        }
        self.path = slash == path.startIndex ? "/" : String(path[..<slash])
    }

    init(_ path: String) { self.path = path }

    /// Makes it, and those above it that are missing.
    func make() throws(DownloadError) {
        var made = path.hasPrefix("/") ? "" : "."
        for part in path.split(separator: "/") {
            made += "/" + part
            guard mkdir(made, 0o755) != 0, errno != EEXIST else { continue }
            let reason = SystemError.text()
            // Some file systems answer "read-only" before "it exists".
            guard Folder(made).exists else { throw .cannotWrite(path: made, reason: reason) }
        }
        guard exists else { throw .cannotWrite(path: path, reason: "there is a file of that name") }
    }

    var exists: Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    var isLink: Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
    }

    /// The names of all that lies in it, with the kinds that the file system tells, in no order. Where it is absent, nothing.
    func names() throws(DownloadError) -> [(name: String, kind: Int32)] {
        guard let directory = opendir(path) else {
            if errno == ENOENT { return [] }
            throw .unreadable(path: path, reason: SystemError.text())
        }
        defer { closedir(directory) }
        var names: [(name: String, kind: Int32)] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append((name, Int32(entry.pointee.d_type))) }
        }
        return names
    }

    /// What lies in it, sorted, hidden files aside. Where it is absent, nothing.
    func entries() throws(DownloadError) -> [(name: String, isFolder: Bool)] {
        try names().filter { !$0.name.hasPrefix(".") }.map { name, kind in
            // A link to a folder is one, too; some file systems do not tell at all.
            (name, kind == Int32(DT_DIR) || kind != Int32(DT_REG) && Folder(path + "/" + name).exists)
        }.sorted { $0.name < $1.name }
    }

    /// Removes it with all that lies in it, or what else is there under its name. Links are removed, never followed.
    func remove() {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
            unlink(path)
            return
        }
        for child in (try? names()) ?? [] { Folder(path + "/" + child.name).remove() }
        rmdir(path)
    }

    /// Refuses what would not fit, before it is begun.
    func require(room bytes: Int) throws(DownloadError) {
        var disk = statvfs()
        guard statvfs(path, &disk) == 0 else { return }
        let free = Int(clamping: UInt64(disk.f_bavail).multipliedReportingOverflow(by: UInt64(disk.f_frsize)).partialValue)
        guard free >= bytes else { throw .noRoom(folder: path, needed: bytes, free: free) }
    }
}
