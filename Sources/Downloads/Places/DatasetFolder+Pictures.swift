internal import CGDAL

extension DatasetFolder {
    /// A file of a class's folder that is no picture, or not all of one.
    public struct Fault: Sendable, Equatable {
        public var path: String
        public var reason: String
    }

    /// Decodes every file, and says which are no whole pictures.
    ///
    /// - Parameter progress: told how many files are done
    public func faults(progress: (Int) -> Void = { _ in }) throws(DownloadError) -> [Fault] {
        if let reason = cgdal_load() { throw .unreadable(path: path, reason: "GDAL cannot be loaded: \(String(cString: reason))") }
        var found: [Fault] = [], done = 0
        for folder in classes {
            for entry in try Folder(path + "/" + folder.name).entries() where !entry.isFolder {
                let file = path + "/" + folder.name + "/" + entry.name
                if let reason = Self.fault(of: file) { found.append(Fault(path: file, reason: reason)) }
                done += 1
                progress(done)
            }
        }
        return found
    }

    /// TIFF in either order of bytes, BigTIFF, JPEG, PNG.
    private static let beginnings: [[UInt8]] = [
        [0x49, 0x49, 42, 0], [0x4d, 0x4d, 0, 42], [0x49, 0x49, 43, 0], [0x4d, 0x4d, 0, 43], [0xff, 0xd8, 0xff], [0x89, 0x50, 0x4e, 0x47],
    ]

    private static func fault(of path: String) -> String? {
        let head: [UInt8]?
        do throws(DownloadError) {
            head = try ReadableFile(path).bytes(at: 0, count: 4)
        } catch .unreadable(_, let reason) {
            return "it cannot be read: \(reason)"
        } catch {
            return error.description
        }
        guard let head, beginnings.contains(where: head.starts(with:)) else { return "this is no TIFF, JPEG or PNG picture" }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 1024) { message in
            guard let start = message.baseAddress else { preconditionFailure("an allocation of 1024 bytes is empty") }
            start.pointee = 0
            func damaged() -> String { "the picture is damaged or incomplete (\(String(cString: start)))" }
            guard let picture = cgdal_open_picture(path, start, message.count) else { return damaged() }
            defer { cgdal_close(picture) }
            var information = cgdal_picture_info()
            cgdal_picture_describe(picture, &information)
            guard cgdal_picture_check(&information, start, message.count) != 0 else { return "a notebook does not read the picture: \(String(cString: start))" }
            let count = Int(information.width) * Int(information.height) * Int(information.bands)
            return withUnsafeTemporaryAllocation(byteCount: count * Int(information.bits) / 8, alignment: 8) { samples in
                cgdal_read_samples(picture, information.bits, samples.baseAddress, start, message.count) == 0 ? damaged() : nil
            }
        }
    }
}
