import Testing
@testable import LandUseKit

@Suite("Pictures cut, turned, coloured and padded")
struct EditingTests {
    static let pictures = (1...4).map { noiseImage([5, 7, $0], 700 + $0) }

    @Test("quarter turns are a group", arguments: pictures) func turns(_ image: Image) {
        #expect((0..<4).reduce(image) { image, _ in image.rotated90() } == image)
        #expect(image.rotated90(times: 2) == image.flippedVertically().flippedHorizontally())
        #expect(image.rotated90(times: -1) == image.rotated90(times: 3))
        #expect(image.rotated90(times: -6) == image.rotated90().rotated90())
        #expect(image.rotated90().height == image.width)
        // The right column is the first row.
        let lastOfFirstRow = image.samples[6 * image.channels..<7 * image.channels]
        #expect(image.rotated90().samples.prefix(image.channels) == lastOfFirstRow)
        for degrees in [90.0, 270, -90, 450] {
            #expect(image.rotated(degrees: degrees, expand: true) == image.rotated90(times: Int(degrees / 90)))
        }
        #expect(image.rotated(degrees: 360) == image)
    }

    @Test("flips are their own inverse", arguments: pictures) func flips(_ image: Image) {
        #expect(image.flippedHorizontally() != image)
        #expect(image.flippedHorizontally().flippedHorizontally() == image)
        #expect(image.flippedVertically() != image)
        #expect(image.flippedVertically().flippedVertically() == image)
    }

    @Test("a part of a padded picture is the picture", arguments: pictures) func padding(_ image: Image) {
        for mode in [PaddingMode.constant, .edge, .reflect, .symmetric] {
            let padded = image.padded(left: 11, top: 2, right: 1, bottom: 9, mode: mode, fill: 3)
            #expect((padded.height, padded.width) == (16, 19))
            #expect(padded.cropped(top: 2, left: 11, height: 5, width: 7) == image)
        }
        #expect(image.padded(bottom: 1, fill: 3).samples.suffix(7 * image.channels).allSatisfy { $0 == 3 })
    }

    @Test("a part in another size is the same as the part, and then the size", arguments: pictures)
    func resampledPart(_ image: Image) {
        let part = Rectangle(top: 1, left: 2, height: 3, width: 4)
        for (height, width) in [(3, 4), (9, 4), (3, 2), (2, 11), (1, 1)] {
            #expect(
                image.resampled(height: height, width: width, part: part)
                    == image.cropped(to: part).resampled(height: height, width: width))
        }
    }

    @Test("alpha stays when colours change; grey has no hue") func alpha() {
        for image in Self.pictures where image.channels % 2 == 0 {
            func alpha(_ image: Image) -> [UInt8] {
                stride(from: image.channels - 1, to: image.samples.count, by: image.channels).map { image.samples[$0] }
            }
            for changed in [
                image.adjustingBrightness(by: 0.4), image.adjustingContrast(by: 1.8), image.adjustingSaturation(by: 2),
                image.adjustingHue(by: 0.3), image.grayscale(),
            ] { #expect(alpha(changed) == alpha(image)) }
        }
        for image in Self.pictures.prefix(2) {
            #expect(image.adjustingHue(by: 0.3) == image)
            #expect(image.grayscale() == image)
        }
    }

    @Test("factors of 1 change nothing, and 0 leaves black, the mean, grey") func factors() {
        let image = Self.pictures[2]
        #expect(image.adjustingBrightness(by: 1) == image)
        #expect(image.adjustingContrast(by: 1) == image)
        #expect(image.adjustingSaturation(by: 1) == image)
        #expect(image.adjustingBrightness(by: 0).samples.allSatisfy { $0 == 0 })
        #expect(Set(image.adjustingContrast(by: 0).samples).count == 1)
        let grey = image.adjustingSaturation(by: 0)
        #expect(stride(from: 0, to: grey.samples.count, by: 3).allSatisfy { Set(grey.samples[$0..<$0 + 3]).count == 1 })
    }

    @Test("a perspective that moves nothing, and one that leaves nothing", arguments: pictures)
    func perspective(_ image: Image) {
        let corners: [(x: Double, y: Double)] = [(0, 0), (6, 0), (6, 4), (0, 4)]
        for interpolation in [Interpolation.bilinear, .nearest] {
            #expect(image.perspective(from: corners, to: corners, interpolation: interpolation) == image)
            let line: [(x: Double, y: Double)] = [(0, 0), (1, 0), (2, 0), (3, 0)]
            let nothing = image.perspective(from: corners, to: line, interpolation: interpolation, fill: 7)
            #expect(nothing.samples.allSatisfy { $0 == 7 })
        }
    }

    @Test("a blur keeps what is even") func blur() {
        let even = Image(height: 6, width: 9, channels: 3, samples: [UInt8](repeating: 201, count: 162))
        #expect(even.gaussianBlurred(kernelSize: (5, 3), sigma: 1.5) == even)
    }

    @Test("red, green and blue of any number of channels") func rgb() {
        for image in Self.pictures {
            let first = Array(image.samples.prefix(image.channels))
            #expect(Array(image.rgb.samples.prefix(3)) == (image.channels < 3 ? [first[0], first[0], first[0]] : Array(first.prefix(3))))
            #expect((image.rgb.channels, image.rgb.samples.count) == (3, 5 * 7 * 3))
        }
    }
}
