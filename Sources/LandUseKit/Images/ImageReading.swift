internal import CGDAL
import Glibc

extension Image {
    /// Reads a PNG, JPEG, TIFF, GIF, BMP or WebP file of 1 to 4 channels.
    ///
    /// Palettes become colours, 16-bit samples are scaled to 8 bits, alpha is kept (see `rgb`), and an
    /// orientation noted in the file is not applied, as with PIL's `Image.open`.
    ///
    /// - Throws: `ImageError`.
    public init(contentsOf path: String) throws(ImageError) {
        try Self.checkFile(path)
        try GDAL.load()
        let opened = GDAL.collectingMessage { cgdal_open_picture(path, $0, $1) }
        guard let dataset = opened.result else { throw .unreadable(path: path, reason: opened.message) }
        defer { cgdal_close(dataset) }
        var information = cgdal_picture_info()
        cgdal_picture_describe(dataset, &information)
        let checked = GDAL.collectingMessage { cgdal_picture_check(&information, $0, $1) }
        guard checked.result != 0 else { throw .unsupported(path: path, reason: checked.message) }
        let picture = Raw(
            dataset: dataset, path: path, height: Int(information.height), width: Int(information.width),
            channels: Int(information.bands), bits: Int(information.bits))
        let palette = try Self.palette(of: dataset, Int(information.palette_count), path)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let text = "\(name), \(picture.width)×\(picture.height) pixels"
        if let palette {
            let isOpaque = palette.allSatisfy { $0[3] == 255 }
            let colours = palette.map { $0.prefix(isOpaque ? 3 : 4) }
            let indices = try picture.indices()
            guard let highest = indices.max(), highest < colours.count else {
                throw .damaged(path: path, reason: "a pixel's value is beyond the palette of \(colours.count) colours")
            }
            self.init(
                height: picture.height, width: picture.width, channels: isOpaque ? 3 : 4,
                samples: indices.flatMap { colours[Int($0)] }, alternativeText: text)
        } else {
            self.init(
                height: picture.height, width: picture.width, channels: picture.channels, samples: try picture.bytes(),
                alternativeText: text)
        }
    }

    private static func checkFile(_ path: String) throws(ImageError) {
        var status = stat()
        guard stat(path, &status) == 0 else {
            throw errno == EACCES ? .notPermitted(path: path) : .notFound(path: path)
        }
        if status.st_mode & S_IFMT == S_IFDIR { throw .isDirectory(path: path) }
        if access(path, R_OK) != 0 { throw .notPermitted(path: path) }
    }

    private static func palette(
        of dataset: OpaquePointer, _ count: Int, _ path: String
    ) throws(ImageError) -> [[UInt8]]? {
        if count == 0 { return nil }
        var colours: [[UInt8]] = []
        for index in 0..<count {
            var entry: [UInt8] = [0, 0, 0, 0]
            guard cgdal_palette_entry(dataset, Int32(index), &entry) != 0 else {
                throw .damaged(path: path, reason: "entry \(index) of the palette cannot be read")
            }
            colours.append(entry)
        }
        return colours
    }

    /// A picture whose samples are still to be read.
    private struct Raw {
        let dataset: OpaquePointer
        let path: String
        let height, width, channels, bits: Int

        /// Samples of 8 bits; those of 16 are scaled.
        func bytes() throws(ImageError) -> [UInt8] {
            bits == 8 ? try samples() : try samples(of: UInt16.self).map { UInt8((UInt32($0) + 128) / 257) }
        }

        /// Samples as they are: places in a palette.
        func indices() throws(ImageError) -> [UInt16] {
            bits == 8 ? try samples(of: UInt8.self).map(UInt16.init) : try samples()
        }

        private func samples<Sample: FixedWidthInteger>(of type: Sample.Type = Sample.self) throws(ImageError) -> [Sample] {
            var values = [Sample](repeating: 0, count: height * width * channels)
            let reading = values.withUnsafeMutableBytes { target in
                GDAL.collectingMessage { cgdal_read_samples(dataset, Int32(bits), target.baseAddress, $0, $1) }
            }
            guard reading.result != 0 else { throw .damaged(path: path, reason: reading.message) }
            return values
        }
    }
}
