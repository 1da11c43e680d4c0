import Glibc

/// Brings a published data set onto this machine: fetched, checked, unpacked. Its folder is there whole or not at all.
public struct DatasetDownload {
    /// Where the archive comes from.
    public enum Source: Sendable, Equatable {
        /// The published addresses.
        case published
        /// Another address of the same archive.
        case url(String)
        /// The same archive in a file, which is left as it is.
        case file(String)
    }

    public var dataset: PublishedDataset
    /// The folder that will hold a folder for each class.
    public var target: String
    public var source: Source
    /// Told once, where another process downloads the same.
    public var waits: () -> Void

    public init(_ dataset: PublishedDataset, to target: String, from source: Source = .published, waits: @escaping () -> Void = {}) {
        self.dataset = dataset
        self.target = target
        self.source = source
        self.waits = waits
    }

    /// Where what is not yet the data set stands: hidden, and beside the target, on the same disk, so that it can be renamed
    /// into its place.
    private var hidden: String { Folder(holding: target).path + "/." + (target.split(separator: "/").last ?? "data") }

    /// The fetched archive, which stays where it cannot be unpacked, for the next attempt. A name that nobody else uses: it is
    /// removed once it is unpacked.
    public var archivePath: String { hidden + ".zip" }

    /// - Returns: the folder, and whether it was there already, whole.
    public func run() throws(DownloadError) -> (folder: DatasetFolder, wasThere: Bool) {
        let parent = Folder(holding: target)
        try parent.make()
        if let folder = try present() { return (folder, true) }
        guard access(parent.path, W_OK) == 0 else { throw .cannotWrite(path: parent.path, reason: SystemError.text()) }
        var hasWaited = false
        let lock = try FileLock(hidden + ".lock") {
            if !hasWaited { waits() }
            hasWaited = true
        }
        defer { withExtendedLifetime(lock) {} }
        // Another process may have brought it meanwhile.
        if let folder = try present() { return (folder, true) }
        let archive = try fetchedArchive()
        let unpacked = Folder(hidden + ".unpacking")
        // What a killed process left.
        unpacked.remove()
        do throws(DownloadError) {
            try unpack(archive, into: unpacked)
            guard rename(unpacked.path, target) == 0 else { throw .cannotWrite(path: target, reason: SystemError.text()) }
        } catch {
            unpacked.remove()
            throw error
        }
        if case .file = source {} else { unlink(archive) }
        return (try DatasetFolder(target), false)
    }

    /// The data set, if it is in its place already.
    private func present() throws(DownloadError) -> DatasetFolder? {
        let folder = try DatasetFolder(target)
        guard let difference = folder.difference(from: dataset) else { return folder }
        if folder.classes.isEmpty {
            // What cannot be replaced is found out before anything is fetched. An empty folder is as good as none.
            if Folder(target).isLink { throw .exists(path: target, holds: "is a link to a place that does not hold the data set") }
            guard try !Folder(target).names().isEmpty else { return nil }
            throw .exists(path: target, holds: "holds something else")
        }
        throw .exists(path: target, holds: "is not the whole data set (\(difference))")
    }

    /// The path of the archive, checked.
    private func fetchedArchive() throws(DownloadError) -> String {
        var file = dataset.archive
        switch source {
        case .file(let path):
            let line = ProgressLine("\(dataset.name), checking", total: file.size)
            defer { line.end() }
            try file.verify(path) { line.update($0) }
            return path
        case .url(let url):
            file.urls = [url]
        case .published: break
        }
        try FileFetch(file, to: archivePath, name: dataset.name).run()
        return archivePath
    }

    private func unpack(_ archive: String, into folder: Folder) throws(DownloadError) {
        let contents = try DatasetArchive(archive, imagesFolder: dataset.imagesFolder)
        try folder.make()
        let line = ProgressLine("\(dataset.name), unpacking", total: dataset.pictures, unit: .pictures)
        defer { line.end() }
        try contents.unpack(into: folder.path) { line.update($0) }
        if let difference = try DatasetFolder(folder.path).difference(from: dataset) {
            throw .incomplete(path: archive, reason: difference)
        }
    }
}
