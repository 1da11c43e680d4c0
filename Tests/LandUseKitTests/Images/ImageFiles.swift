import Testing
@testable import LandUseKit

@Suite("Image files")
struct ImageFiles {
    struct Expected: Decodable {
        var shape: [Int]
        var values: [UInt8]
    }

    @Test("read as Pillow reads them", arguments: ["rgb.png", "rgb.tif", "rgba.png", "grey.png", "palette.png"])
    func read(name: String) throws {
        let expected = try #require(Fixtures.json("images/expected.json", as: [String: Expected].self)[name])
        let image = try Image(contentsOf: Fixtures.path("images/\(name)"))
        #expect([image.height, image.width, image.channels] == expected.shape)
        #expect(image.samples == expected.values)
        #expect(image.alternativeText == "\(name), 8×6 pixels")
    }

    @Test("a JPEG within the two levels by which decoders may differ") func jpeg() throws {
        let expected = try #require(Fixtures.json("images/expected.json", as: [String: Expected].self)["rgb.jpg"])
        let image = try Image(contentsOf: Fixtures.path("images/rgb.jpg"))
        let worst = zip(image.samples, expected.values).map { abs(Int($0) - Int($1)) }.max()
        #expect(try #require(worst) <= 2)
    }

    @Test("16 bits are scaled to 8") func sixteenBits() throws {
        let image = try Image(contentsOf: Fixtures.path("images/grey16.png"))
        #expect(image.samples == noiseImage([6, 8, 1], 503).samples)
    }

    @Test("encoded as PNG and read again", arguments: 1...4) func roundTrip(channels: Int) throws {
        let image = noiseImage([5, 7, channels], 510)
        try withTemporaryFolder { folder in
            try write(image.pngData(), to: folder + "/image.png")
            let again = try Image(contentsOf: folder + "/image.png")
            #expect(again.samples == image.samples)
            #expect(again.channels == channels)
        }
    }

    @Test("rgb repeats grey and drops alpha") func rgb() {
        let pixel: (Int, [UInt8]) -> [UInt8] = { Image(height: 1, width: 1, channels: $0, samples: $1).rgb.samples }
        #expect(pixel(1, [9]) == [9, 9, 9])
        #expect(pixel(2, [9, 5]) == [9, 9, 9])
        #expect(pixel(3, [1, 2, 3]) == [1, 2, 3])
        #expect(pixel(4, [1, 2, 3, 4]) == [1, 2, 3])
    }

    @Test("a notebook shows the picture and its words") func display() throws {
        let bundle = noiseImage([3, 4, 3], 1).mimeBundle
        #expect(bundle[.png]?.prefix(4) == [0x89, 0x50, 0x4e, 0x47])
        #expect(bundle.alternativeText == "image of 4×3 pixels")
    }

    @Test("what is no picture is refused with the path and the reason") func errors() throws {
        try withTemporaryFolder { folder in
            try write(Array("hello, this is no picture at all".utf8), to: folder + "/text.png")
            let error: (String) -> String = { path in
                do throws(ImageError) {
                    _ = try Image(contentsOf: path)
                    return "no error"
                } catch {
                    return error.description
                }
            }
            #expect(error(folder + "/absent.png") == "there is no image file \(folder)/absent.png")
            #expect(error(folder) == "\(folder) is a folder, not an image file; name one of the files in it")
            #expect(error(folder + "/text.png").hasPrefix("\(folder)/text.png is not a PNG, JPEG, TIFF, GIF, BMP or WebP image ("))
            #expect(error(Fixtures.path("images/float.tif")).hasSuffix("its samples are Float32, and an image's have 8 or 16 unsigned bits"))
        }
    }

    private static func short(_ value: Int) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8)] }

    /// A field of a TIFF file's directory: 16-bit numbers, or where they are.
    private static func entry(_ tag: Int, _ value: Int, count: Int = 1) -> [UInt8] {
        short(tag) + short(3) + short(count & 0xffff) + short(count >> 16) + short(value & 0xffff) + short(value >> 16)
    }

    /// Three pixels in a row of 16 bits each that are places in a palette: the first, the second and the 300th colour.
    private static func mapped() -> [UInt8] {
        let fields = [(256, 3), (257, 1), (258, 16), (259, 1), (262, 3), (273, 134), (277, 1), (278, 1), (279, 6), (320, 140)]
        let directory = fields.flatMap { entry($0.0, $0.1, count: $0.0 == 320 ? 3 << 16 : 1) }
        var palette = [Int](repeating: 0, count: 3 << 16)
        for (place, colour) in [(1, [10, 20, 30]), (300, [200, 100, 50])] {
            for (channel, value) in colour.enumerated() { palette[channel << 16 + place] = value * 257 }
        }
        return [0x49, 0x49, 42, 0, 8, 0, 0, 0] + short(fields.count) + directory + [0, 0, 0, 0] + short(0) + short(1) + short(300)
            + palette.flatMap(short)
    }

    @Test("places in a palette are not scaled, whatever their size") func palette() throws {
        try withTemporaryFolder { folder in
            try write(Self.mapped(), to: folder + "/mapped.tif")
            #expect(try Image(contentsOf: folder + "/mapped.tif").rgb.samples == [0, 0, 0, 10, 20, 30, 200, 100, 50])
        }
    }

    /// Two by two pixels of equal cyan, magenta, yellow and black, without compression.
    private static func printed(bits: Int) -> [UInt8] {
        let bytes = 2 * 2 * 4 * bits / 8
        let fields = [(256, 2), (257, 2), (258, 134), (259, 1), (262, 5), (273, 142), (277, 4), (278, 2), (279, bytes), (284, 1)]
        let directory = fields.flatMap { entry($0.0, $0.1, count: $0.0 == 258 ? 4 : 1) }
        return [0x49, 0x49, 42, 0, 8, 0, 0, 0] + short(fields.count) + directory + [0, 0, 0, 0]
            + (0..<4).flatMap { _ in short(bits) } + [UInt8](repeating: 200, count: bytes)
    }

    @Test("printers' colours become light, as Pillow's `convert` makes it; what GDAL does not convert is refused") func printers() throws {
        // Of Pillow 13: Image.new("CMYK", (4, 4), (200, 0, 0, 60)), and 12 where all four are 200.
        let image = try Image(contentsOf: Fixtures.path("images/cmyk.jpg")).rgb
        #expect(image.samples == (0..<16).flatMap { _ in [42, 195, 195] as [UInt8] })
        try withTemporaryFolder { folder in
            try write(Self.printed(bits: 8), to: folder + "/8.tif")
            #expect(try Image(contentsOf: folder + "/8.tif").rgb.samples.allSatisfy { (11...12).contains($0) })
            try write(Self.printed(bits: 16), to: folder + "/16.tif")
            let error = #expect(throws: ImageError.self) { try Image(contentsOf: folder + "/16.tif") }
            #expect(error?.description == "\(folder)/16.tif cannot be read as an image: its colours are cyan, magenta, yellow and black (CMYK); convert it to RGB")
        }
    }

    @Test("a truncated file is damaged, not half a picture", arguments: ["rgb.png", "rgb.tif", "rgb.jpg"])
    func truncated(name: String) throws {
        try withTemporaryFolder { folder in
            let whole = try contents(of: Fixtures.path("images/\(name)"))
            let path = folder + "/" + name
            for part in [whole.count / 3, whole.count / 2, whole.count * 3 / 4] {
                try write(Array(whole.prefix(part)), to: path)
                #expect(throws: ImageError.self, "\(part) of \(whole.count) bytes") { try Image(contentsOf: path) }
            }
        }
    }
}
