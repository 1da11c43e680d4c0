extension DatasetFolder {
    /// The files, as paths, that are no pictures by their first bytes: empty ones, and what a failed copy leaves.
    public func filesThatAreNoPictures() throws(DownloadError) -> [String] {
        var found: [String] = []
        for folder in classes {
            for entry in try Folder(path + "/" + folder.name).entries() where !entry.isFolder {
                let file = path + "/" + folder.name + "/" + entry.name
                let head = (try? ReadableFile(file))?.bytes(at: 0, count: 4)
                if !Self.beginnings.contains(where: { head?.starts(with: $0) == true }) { found.append(file) }
            }
        }
        return found
    }

    /// TIFF in either order of bytes, BigTIFF, JPEG, PNG.
    private static let beginnings: [[UInt8]] = [
        [0x49, 0x49, 42, 0], [0x4d, 0x4d, 0, 42], [0x49, 0x49, 43, 0], [0x4d, 0x4d, 0, 43], [0xff, 0xd8, 0xff], [0x89, 0x50, 0x4e, 0x47],
    ]
}
