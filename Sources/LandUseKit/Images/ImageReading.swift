internal import CGDAL
import Glibc

extension Image {
    /// The most samples that a picture may have: half a gigabyte, so that a small file that claims to be
    /// huge fails before memory is taken.
    private static let largest = 1 << 29

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
        let picture = Raw(
            height: Int(information.height), width: Int(information.width), channels: Int(information.bands))
        try picture.check(information, path)
        let palette = try Self.palette(of: dataset, Int(information.palette_count), path)
        let values = try picture.read(dataset, bits: Int(information.bits), path)
        let name = path.split(separator: "/").last.map(String.init) ?? path
        let text = "\(name), \(picture.width)×\(picture.height) pixels"
        if let palette {
            let isOpaque = palette.allSatisfy { $0[3] == 255 }
            let colours = palette.map { $0.prefix(isOpaque ? 3 : 4) }
            guard let highest = values.max(), highest < colours.count else {
                throw .damaged(path: path, reason: "a pixel's value is beyond the palette of \(colours.count) colours")
            }
            self.init(
                height: picture.height, width: picture.width, channels: isOpaque ? 3 : 4,
                samples: values.flatMap { colours[Int($0)] }, alternativeText: text)
        } else {
            self.init(
                height: picture.height, width: picture.width, channels: picture.channels, samples: values,
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

    /// A picture's sizes, before its samples are read.
    private struct Raw {
        var height, width, channels: Int

        func check(_ information: cgdal_picture_info, _ path: String) throws(ImageError) {
            guard (1...4).contains(channels), height > 0, width > 0 else {
                throw .unsupported(path: path, reason: "it has \(channels) bands, and an image has 1 to 4")
            }
            guard information.bits == 8 || information.bits == 16 else {
                let type = withUnsafeBytes(of: information.type_name) { bytes in
                    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
                }
                throw .unsupported(path: path, reason: "its samples are \(type), and an image's have 8 or 16 unsigned bits")
            }
            // GDAL makes red, green and blue of 8-bit ones; others, taken for light, would be other colours.
            guard information.is_printed == 0 else {
                throw .unsupported(path: path, reason: "its colours are cyan, magenta, yellow and black (CMYK); convert it to RGB")
            }
            guard height <= Image.largest / width / channels else {
                throw .unsupported(path: path, reason: "\(width)×\(height) pixels of \(channels) channels are too many")
            }
        }

        func read(_ dataset: OpaquePointer, bits: Int, _ path: String) throws(ImageError) -> [UInt8] {
            let count = height * width * channels
            func samples<Sample: FixedWidthInteger>(_ type: Sample.Type) throws(ImageError) -> [Sample] {
                var values = [Sample](repeating: 0, count: count)
                let reading = values.withUnsafeMutableBytes { target in
                    GDAL.collectingMessage { cgdal_read_samples(dataset, Int32(bits), target.baseAddress, $0, $1) }
                }
                guard reading.result != 0 else { throw .damaged(path: path, reason: reading.message) }
                return values
            }
            if bits == 8 { return try samples(UInt8.self) }
            return try samples(UInt16.self).map { UInt8((UInt32($0) + 128) / 257) }
        }
    }
}
