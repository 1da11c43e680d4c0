import CKernels
import Testing

/// With every instruction set, on pictures of odd sizes that end where readable memory ends.
@Suite("Kernels on pictures give the bytes of plain loops")
struct ImageKernelTests {
    struct Picture: CustomTestStringConvertible, Sendable {
        var height, width, channels: Int
        var testDescription: String { "\(width)×\(height), \(channels) channels" }
        var count: Int { height * width * channels }

        var samples: [UInt8] {
            var numbers = Numbers(seed: count)
            return (0..<count).map { _ in UInt8(truncatingIfNeeded: numbers.next()) }
        }
    }

    static let pictures = [(1, 1), (1, 5), (3, 2), (5, 6), (4, 7), (7, 17), (2, 33), (18, 23)].flatMap { height, width in
        (1...4).map { Picture(height: height, width: width, channels: $0) }
    }
    static let colourful = pictures.filter { $0.channels >= 3 }

    private func expectEachSet(
        _ count: Int, _ expected: [UInt8], sourceLocation: SourceLocation = #_sourceLocation,
        _ kernel: (UnsafeMutablePointer<UInt8>) -> Void
    ) {
        for setting in Setting.all where setting.threads == 1 {
            let result = GuardedArray<UInt8>(repeating: 99, count: count)
            setting.run { kernel(result.pointer) }
            #expect(result.elements == expected, "\(setting)", sourceLocation: sourceLocation)
        }
    }

    @Test("mirrored rows", arguments: pictures) func mirror(_ picture: Picture) {
        let (samples, length) = (picture.samples, picture.width * picture.channels)
        let expected = (0..<picture.count).map { index in
            let column = index % length / picture.channels
            return samples[index + (picture.width - 1 - 2 * column) * picture.channels]
        }
        let source = GuardedArray(samples)
        expectEachSet(picture.count, expected) {
            ck_image_mirror(source.pointer, picture.height, picture.width, Int32(picture.channels), $0)
        }
    }

    @Test("rows as columns", arguments: pictures) func transpose(_ picture: Picture) {
        let (samples, channels) = (picture.samples, picture.channels)
        var expected: [UInt8] = []
        for column in 0..<picture.width {
            for row in 0..<picture.height {
                expected += samples[(row * picture.width + column) * channels..<(row * picture.width + column + 1) * channels]
            }
        }
        let source = GuardedArray(samples)
        expectEachSet(picture.count, expected) {
            ck_image_transpose(source.pointer, picture.height, picture.width, Int32(channels), $0)
        }
    }

    /// Weights of a filter that takes three pixels, two at the ends, for half as many new pixels and one more.
    private struct Filter {
        var starts: [Int32] = [], counts: [Int32] = [], weights: [Int32] = []

        init(_ size: Int) {
            for place in 0..<size / 2 + 1 {
                let first = max(0, min(2 * place, size - 1) - 1), last = min(size - 1, 2 * place + 1)
                starts.append(Int32(first))
                counts.append(Int32(last - first + 1))
                var left: Int32 = 1 << 22
                for tap in 0..<3 {
                    let weight = first + tap == last ? left : first + tap > last ? 0 : (1 << 22) / 5 + Int32(place)
                    left -= weight
                    weights.append(weight)
                }
            }
        }

        func value(_ place: Int, _ old: (Int) -> UInt8) -> UInt8 {
            var sum: Int32 = 1 << 21
            for tap in 0..<Int(counts[place]) { sum += Int32(old(Int(starts[place]) + tap)) * weights[place * 3 + tap] }
            return UInt8(sum >> 22)
        }

        func with(_ body: (UnsafePointer<ck_image_filter>) -> Void) {
            let (starts, counts, weights) = (GuardedArray(starts), GuardedArray(counts), GuardedArray(weights))
            var filter = ck_image_filter(
                starts: starts.pointer, counts: counts.pointer, weights: weights.pointer, size: self.starts.count, taps: 3)
            body(&filter)
        }
    }

    @Test("filtered rows", arguments: pictures) func rows(_ picture: Picture) {
        let (samples, channels, filter) = (picture.samples, picture.channels, Filter(picture.width))
        var expected: [UInt8] = []
        for row in 0..<picture.height {
            for place in filter.starts.indices {
                for channel in 0..<channels {
                    expected.append(filter.value(place) { samples[(row * picture.width + $0) * channels + channel] })
                }
            }
        }
        let source = GuardedArray(samples), spare = GuardedArray<UInt8>(repeating: 0, count: picture.width * channels + 4)
        expectEachSet(expected.count, expected) { result in
            filter.with {
                ck_image_filter_rows(
                    source.pointer, picture.width * channels, picture.height, picture.width, Int32(channels), $0,
                    spare.pointer, result)
            }
        }
    }

    @Test("filtered columns", arguments: pictures) func columns(_ picture: Picture) {
        let (samples, length, filter) = (picture.samples, picture.width * picture.channels, Filter(picture.height))
        let expected = filter.starts.indices.flatMap { place in
            (0..<length).map { sample in filter.value(place) { samples[$0 * length + sample] } }
        }
        let source = GuardedArray(samples)
        expectEachSet(expected.count, expected) { result in
            filter.with { ck_image_filter_columns(source.pointer, length, length, $0, result) }
        }
    }

    @Test("luminance and saturation", arguments: colourful) func saturation(_ picture: Picture) {
        let (samples, channels) = (picture.samples, picture.channels)
        let pixels = picture.height * picture.width
        let luminance = (0..<pixels).map { pixel in
            let (r, g, b) = (Int(samples[pixel * channels]), Int(samples[pixel * channels + 1]), Int(samples[pixel * channels + 2]))
            return UInt8((r * 19595 + g * 38470 + b * 7471 + 32768) >> 16)
        }
        let source = GuardedArray(samples), grey = GuardedArray(luminance)
        expectEachSet(pixels, luminance) { ck_image_luminance(source.pointer, pixels, Int32(channels), $0) }
        for factor: Float in [0, 0.3, 1, 2.7] {
            let expected = samples.indices.map { index in
                if index % channels == 3 { return samples[index] }
                let grey = luminance[index / channels]
                return UInt8(min(max(Float(grey) + factor * Float(Int(samples[index]) - Int(grey)), 0), 255))
            }
            expectEachSet(picture.count, expected) {
                ck_image_saturate(source.pointer, grey.pointer, pixels, Int32(channels), factor, $0)
            }
        }
    }

    /// Against Pillow's own: see AugmentationAgainstTorchvision in LandUseKitTests. All 2²⁴ colours agreed, once.
    @Test("every instruction set moves hues alike, greys and alpha stay", arguments: colourful) func hue(_ picture: Picture) {
        var samples = picture.samples
        for channel in 1..<3 { samples[channel] = samples[0] }
        let source = GuardedArray(samples), result = GuardedArray(samples)
        let pixels = picture.height * picture.width
        Setting.all.first?.run { ck_image_shift_hue(source.pointer, pixels, Int32(picture.channels), 85, result.pointer) }
        let expected = result.elements
        #expect(expected[0..<3] == samples[0..<3])
        for index in samples.indices where index % picture.channels == 3 { #expect(expected[index] == samples[index]) }
        expectEachSet(picture.count, expected) {
            ck_image_shift_hue(source.pointer, pixels, Int32(picture.channels), 85, $0)
        }
    }

    @Test("warps that move nothing, all, a quarter of a pixel, and turn", arguments: pictures) func warp(_ picture: Picture) {
        let (samples, width, height, channels) = (picture.samples, picture.width, picture.height, picture.channels)
        let source = GuardedArray(samples)
        func warped(_ m: [Double], _ kernel: (UnsafePointer<ck_image_warp>) -> Void, expected: [UInt8]) {
            expectEachSet(picture.count, expected) { result in
                var warp = ck_image_warp(
                    source: source.pointer, height: height, width: width, channels: Int32(channels),
                    m: (m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7]), result: result, new_height: height, new_width: width)
                kernel(&warp)
            }
        }
        let identity: [Double] = [1, 0, 0, 0, 1, 0, 0, 0], turn = [-1, 0, Double(width), 0, -1, Double(height), 0, 0]
        let turned = samples.indices.map { index in
            samples[(height * width - 1 - index / channels) * channels + index % channels]
        }
        let outside = [UInt8](repeating: 99, count: picture.count)
        for kernel in [ck_image_warp_bilinear, ck_image_warp_nearest, ck_image_warp_affine_nearest] {
            warped(identity, { kernel($0) }, expected: samples)
            warped(turn, { kernel($0) }, expected: turned)
            warped([1, 0, Double(width), 0, 1, 0, 0, 0], { kernel($0) }, expected: outside)
        }
        warped([Double](repeating: .nan, count: 8), { ck_image_warp_bilinear($0) }, expected: outside)
        // A quarter of a pixel to the right: between neighbours, truncated, and the last pixel itself.
        let quarters = samples.indices.map { index in
            let neighbour = index / channels % width == width - 1 ? index : index + channels
            return UInt8((3 * Int(samples[index]) + Int(samples[neighbour])) / 4)
        }
        warped([1, 0, 0.25, 0, 1, 0, 0, 0], { ck_image_warp_bilinear($0) }, expected: quarters)
    }

    @Test("blurs", arguments: pictures.filter { $0.height > 2 && $0.width > 1 }) func blur(_ picture: Picture) {
        let (samples, width, height, channels) = (picture.samples, picture.width, picture.height, picture.channels)
        let across: [Float] = [0.25, 0.5, 0.25], down: [Float] = [0.125, 0.25, 0.25, 0.25, 0.125]
        func place(_ place: Int, _ size: Int) -> Int { place < 0 ? -place : place < size ? place : 2 * size - 2 - place }
        let expected = samples.indices.map { index in
            let (row, column) = (index / channels / width, index / channels % width)
            var sum = 0.0
            for y in 0..<5 {
                for x in 0..<3 {
                    let old = (place(row + y - 2, height) * width + place(column + x - 1, width)) * channels + index % channels
                    sum += Double(samples[old]) * Double(across[x] * down[y])
                }
            }
            return UInt8(sum.rounded(.toNearestOrEven))
        }
        let source = GuardedArray(samples), horizontal = across.guarded, vertical = down.guarded
        let spare = GuardedArray<Float>(repeating: 0, count: (2 + width + 5 * width) * channels)
        expectEachSet(picture.count, expected) {
            ck_image_blur(
                source.pointer, height, width, Int32(channels), horizontal.pointer, 3, vertical.pointer, 5, spare.pointer, $0)
        }
    }
}
