import CKernels
import Testing

/// Pixels and channels: single ones, tails of channels, several units of work.
private let shapes = [(1, 1), (7, 3), (64, 16), (300, 17), (70, 64), (5, 515), (420, 40)]

@Suite("Passes over channels")
struct ChannelTests {
    @Test("statistics are accurate, far from 0 too", arguments: shapes)
    func statistics(pixels: Int, channels: Int) {
        var numbers = Numbers(seed: pixels + channels)
        let x = numbers.floats(pixels * channels, offset: 1000)
        var means = [Double](repeating: 0, count: channels), variances = means
        for index in x.indices { means[index % channels] += Double(x[index]) / Double(pixels) }
        for index in x.indices {
            let difference = Double(x[index]) - means[index % channels]
            variances[index % channels] += difference * difference / Double(pixels)
        }
        let input = x.guarded
        // The mean as its distance from 1000, so that a float shows it.
        expectEachKernel(near: means.map { $0 - 1000 } + variances, tolerance: 1e-6) {
            let (mean, variance) = (
                GuardedArray(repeating: 0.0, count: channels), GuardedArray(repeating: 0.0, count: channels)
            )
            ck_channel_statistics(input.pointer, pixels, channels, mean.pointer, variance.pointer)
            return mean.elements.map { Float($0 - 1000) } + variance.elements.map { Float($0) }
        }
    }

    @Test("a residual block's end, with and without each part, in place", arguments: shapes)
    func residual(pixels: Int, channels: Int) {
        var numbers = Numbers(seed: pixels)
        let (x, residual) = (numbers.floats(pixels * channels), numbers.floats(pixels * channels))
        let factors = (0..<4).map { _ in numbers.floats(channels) }
        // Scale, shift, the residual's scale and shift (without both, no residual), ReLU.
        for parts in [0, 1, 2, 4, 8, 16, 19, 23, 28, 31] {
            let has = (0..<5).map { parts >> $0 & 1 == 1 }
            let expected = x.indices.map { index in
                let channel = index % channels
                func factor(_ which: Int, _ otherwise: Double) -> Double {
                    has[which] ? Double(factors[which][channel]) : otherwise
                }
                let sum =
                    factor(0, 1) * Double(x[index]) + factor(1, 0)
                    + (has[2] || has[3] ? factor(2, 1) * Double(residual[index]) + factor(3, 0) : 0)
                return has[4] ? max(0, sum) : sum
            }
            let (input, given) = (x.guarded, factors.map(\.guarded))
            let pointers = has.prefix(4).enumerated().map { $1 ? given[$0].pointer : nil }
            expectEachKernel(near: expected, tolerance: 1e-6, "parts \(has)") {
                let y = residual.guarded
                ck_channel_residual(
                    input.pointer, pointers[0], pointers[1], has[2] || has[3] ? y.pointer : nil, pointers[2],
                    pointers[3], pixels, channels, has[4] ? 1 : 0, y.pointer)
                return y.elements
            }
            guard !has[2] && !has[3] else { continue }
            expectEachKernel(near: expected, tolerance: 1e-6, "affine \(has)") {
                let y = x.guarded
                ck_channel_affine(
                    y.pointer, pixels, channels, pointers[0], pointers[1], has[4] ? 1 : 0, y.pointer)
                return y.elements
            }
        }
    }

    @Test("NaN passes a ReLU")
    func nan() {
        let x = [Float.nan, -1, 2, -.infinity, .infinity].guarded
        expectEachKernel(near: [.nan, 0, 2, 0, .infinity], tolerance: 0) {
            let y = GuardedArray<Float>(repeating: 7, count: 5)
            ck_channel_affine(x.pointer, 5, 1, nil, nil, 1, y.pointer)
            return y.elements
        }
    }

    @Test("the gradient's sums, masked in every way, with every part", arguments: shapes)
    func gradientSums(pixels: Int, channels: Int) {
        var numbers = Numbers(seed: channels)
        let count = pixels * channels
        let (g, activation) = (numbers.floats(count), numbers.coarseFloats(count))
        let (first, second) = (numbers.floats(count, offset: 3), numbers.floats(count))
        let vectors = (0..<4).map { _ in numbers.coarseFloats(channels) }
        // no ReLU, its output, an affine of its input; then: first, second, centers, in place.
        for mask in 0..<3 {
            for parts in [0, 1, 3, 7, 8, 11, 15] {
                let (hasFirst, hasSecond) = (parts & 1 != 0, parts & 2 != 0)
                let (hasCenters, isWritten) = (parts & 4 != 0, parts & 8 != 0)
                var sums = [Double](repeating: 0, count: 3 * channels), magnitudes = sums
                var masked = [Double](repeating: 0, count: count)
                for index in 0..<count {
                    let channel = index % channels
                    let a = Double(activation[index])
                    let isPassed =
                        mask == 0 || (mask == 1 ? a : Double(vectors[0][channel]) * a + Double(vectors[1][channel])) > 0
                    let gradient = isPassed ? Double(g[index]) : 0
                    masked[index] = gradient
                    let centers = hasCenters ? vectors[2...].map { Double($0[channel]) } : [0, 0]
                    let terms = [
                        gradient, hasFirst ? gradient * (Double(first[index]) - centers[0]) : 0,
                        hasSecond ? gradient * (Double(second[index]) - centers[1]) : 0,
                    ]
                    for (which, term) in terms.enumerated() {
                        sums[which * channels + channel] += term
                        magnitudes[which * channels + channel] += abs(term)
                    }
                }
                let arrays = [g, activation, first, second].map(\.guarded) + vectors.map(\.guarded)
                expectEachKernel(
                    near: sums + (isWritten ? masked : []), tolerance: 1e-6,
                    magnitudes: magnitudes + (isWritten ? masked : []), "mask \(mask), parts \(parts)"
                ) {
                    let (gradient, result) = (g.guarded, GuardedArray(repeating: 5.0, count: 3 * channels))
                    var arguments = ck_channel_gradient(
                        gradient: gradient.pointer, activation: mask > 0 ? arrays[1].pointer : nil,
                        scale: mask > 1 ? arrays[4].pointer : nil, shift: mask > 1 ? arrays[5].pointer : nil,
                        first: hasFirst ? arrays[2].pointer : nil, second: hasSecond ? arrays[3].pointer : nil,
                        first_center: hasCenters ? arrays[6].pointer : nil,
                        second_center: hasCenters ? arrays[7].pointer : nil,
                        masked: isWritten ? gradient.pointer : nil, sums: result.pointer)
                    ck_channel_gradient_sums(&arguments, pixels, channels)
                    return result.elements.map { Float($0) } + (isWritten ? gradient.elements : [])
                }
            }
        }
    }

    @Test("the gradient of BatchNorm from its sums, over g or x", arguments: shapes)
    func combine(pixels: Int, channels: Int) {
        var numbers = Numbers(seed: 3)
        let (g, x) = (numbers.floats(pixels * channels), numbers.coarseFloats(pixels * channels))
        let vectors = (0..<5).map { _ in numbers.coarseFloats(channels) }
        let given = vectors.map(\.guarded)
        for hasRelu in [false, true] {
            let expected = x.indices.map { index in
                let v = vectors.map { Double($0[index % channels]) }
                let isPassed = !hasRelu || v[3] * Double(x[index]) + v[4] > 0
                return (isPassed ? v[0] * Double(g[index]) : 0) + v[1] * Double(x[index]) + v[2]
            }
            for overX in [false, true] {
                expectEachKernel(near: expected, tolerance: 1e-6) {
                    let (gradient, input) = (g.guarded, x.guarded)
                    let result = overX ? input : gradient
                    ck_channel_combine(
                        gradient.pointer, input.pointer, given[0].pointer, given[1].pointer, given[2].pointer,
                        hasRelu ? given[3].pointer : nil, hasRelu ? given[4].pointer : nil, pixels, channels,
                        result.pointer)
                    return result.elements
                }
            }
        }
    }
}
