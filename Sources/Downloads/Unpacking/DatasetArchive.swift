internal import CZlib
import Glibc

/// A data set's ZIP archive on this machine.
struct DatasetArchive {
    private let file: ReadableFile
    private let plan: UnpackingPlan

    /// Reads the archive's directory, and nothing else of it.
    init(_ path: String, imagesFolder: String, limits: UnpackingPlan.Limits = .init()) throws(DownloadError) {
        let file = try ReadableFile(path)
        do throws(ZipFault) {
            guard file.bytes(at: 0, count: 4) == [0x50, 0x4b, 3, 4] else { throw ZipFault(reason: "it is no ZIP archive") }
            plan = try UnpackingPlan(
                ZipDirectory.entries(size: file.size) { file.bytes(at: $0, count: $1) }, imagesFolder: imagesFolder, limits: limits)
        } catch {
            throw .badArchive(path: path, reason: error.reason)
        }
        self.file = file
    }

    /// Writes the classes' folders and their pictures into an empty folder that is there.
    func unpack(into folder: String, progress: (_ done: Int) -> Void = { _ in }) throws(DownloadError) {
        if let reason = czlib_load() { throw .badArchive(path: file.path, reason: String(cString: reason)) }
        try Folder(folder).require(room: plan.size)
        for name in plan.folders where mkdir("\(folder)/\(name)", 0o755) != 0 {
            throw .cannotWrite(path: "\(folder)/\(name)", reason: SystemError.text())
        }
        for (index, picture) in plan.files.enumerated() {
            let bytes: [UInt8]
            do throws(ZipFault) {
                bytes = try contents(of: picture.entry)
            } catch {
                throw .badArchive(path: file.path, reason: error.reason)
            }
            try Self.write(bytes, to: "\(folder)/\(picture.folder)/\(picture.name)")
            progress(index + 1)
        }
    }

    /// A file's bytes, checked.
    private func contents(of entry: ZipEntry) throws(ZipFault) -> [UInt8] {
        try entry.contents { file.bytes(at: $0, count: $1) }
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(DownloadError) {
        // Never through a link, never over another file.
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .cannotWrite(path: path, reason: SystemError.text()) }
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress.map { $0 + done }, bytes.count - done) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let reason = SystemError.text()
                close(descriptor)
                throw .cannotWrite(path: path, reason: reason)
            }
            done += count
        }
        // Where a disk is elsewhere, or has quotas, this is when it says that it is full.
        guard close(descriptor) == 0 else { throw .cannotWrite(path: path, reason: SystemError.text()) }
    }
}
