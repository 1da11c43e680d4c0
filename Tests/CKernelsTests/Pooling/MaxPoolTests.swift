import CKernels
import Testing

/// Max pooling, window by window.
private struct PlainMaxPool {
    var values: [Double] = []
    var taps: [Int] = []
    var winners: [Double] = []
    var gradient: [Double]

    /// `affine`: a channel's scale and shift.
    init(_ s: ck_pooling, _ x: [Float], dy: [Float], affine: (Int) -> (Double, Double), relu: Bool) {
        gradient = [Double](repeating: 0, count: x.count)
        for output in 0..<s.images * s.output_height * s.output_width * s.channels {
            let (channel, pixel) = (output % s.channels, output / s.channels)
            let (column, row) = (pixel % s.output_width, pixel / s.output_width % s.output_height)
            let image = pixel / s.output_width / s.output_height
            var (best, tap, at) = (relu ? 0 : -Double.infinity, -1, -1)
            for i in 0..<s.kernel_height {
                for j in 0..<s.kernel_width {
                    let y = row * s.stride_height - s.padding_height + i * s.dilation_height
                    let x_ = column * s.stride_width - s.padding_width + j * s.dilation_width
                    guard 0 <= y, y < s.height, 0 <= x_, x_ < s.width else { continue }
                    let index = ((image * s.height + y) * s.width + x_) * s.channels + channel
                    let (scale, shift) = affine(channel)
                    let value = scale * Double(x[index]) + shift
                    if value > best || value.isNaN || (tap < 0 && !relu) {
                        (best, tap, at) = (value, i * s.kernel_width + j, index)
                    }
                }
            }
            values.append(best)
            taps.append(tap)
            winners.append(at < 0 ? 0 : Double(x[at]))
            if at >= 0 { gradient[at] += Double(dy[output]) }
        }
    }
}

/// Kernel, stride, padding, dilation (alike both ways unless noted), size and channels.
private struct Case: CustomTestStringConvertible {
    var kernel = (2, 2), stride = (2, 2), padding = (0, 0), dilation = (1, 1), size = (6, 6), channels = 16, images = 2
    var roundsUp = false

    var pooling: ck_pooling {
        func outputs(_ size: Int, _ kernel: Int, _ stride: Int, _ padding: Int, _ dilation: Int) -> Int {
            let room = size + 2 * padding - dilation * (kernel - 1) - 1
            return (roundsUp ? (room + stride - 1) / stride : room / stride) + 1
        }
        return ck_pooling(
            images: images, height: size.0, width: size.1, channels: channels, kernel_height: kernel.0,
            kernel_width: kernel.1, stride_height: stride.0, stride_width: stride.1, padding_height: padding.0,
            padding_width: padding.1, dilation_height: dilation.0, dilation_width: dilation.1,
            output_height: outputs(size.0, kernel.0, stride.0, padding.0, dilation.0),
            output_width: outputs(size.1, kernel.1, stride.1, padding.1, dilation.1))
    }

    var testDescription: String {
        "kernel \(kernel) stride \(stride) padding \(padding) dilation \(dilation) size \(size) × \(channels)"
    }
}

private let cases = [
    Case(), Case(size: (7, 5), channels: 3), Case(size: (30, 31), channels: 32),
    Case(kernel: (3, 3), padding: (1, 1), size: (9, 9)),
    Case(kernel: (3, 3), padding: (1, 1), size: (112, 5), channels: 50, images: 1),
    Case(kernel: (3, 3), stride: (1, 1), padding: (1, 1), size: (5, 4), channels: 17),
    Case(kernel: (3, 2), stride: (1, 3), padding: (1, 0), dilation: (2, 1), size: (8, 7), channels: 5),
    Case(kernel: (1, 1), stride: (1, 1), size: (1, 1), channels: 1, images: 1),
    Case(kernel: (1, 1), stride: (2, 2), size: (3, 3), channels: 4),
    Case(kernel: (3, 3), stride: (3, 3), size: (10, 11), channels: 20),
    Case(kernel: (2, 2), size: (5, 5), channels: 18, roundsUp: true),
    Case(kernel: (3, 3), padding: (1, 1), size: (4, 4), channels: 1, roundsUp: true),
    Case(kernel: (5, 5), stride: (2, 2), padding: (2, 2), size: (6, 6), channels: 2),
    // More taps than a byte can count.
    Case(kernel: (16, 17), stride: (3, 2), padding: (8, 8), size: (20, 19), channels: 18, images: 1),
    // Windows that lie in padding altogether.
    Case(kernel: (1, 1), stride: (1, 1), padding: (2, 2), size: (2, 2), channels: 3),
]

@Suite("Max pooling")
struct MaxPoolTests {
    private func taps(_ s: ck_pooling, count: Int, _ body: (UnsafeMutableRawPointer) -> Void) -> [Int] {
        var s = s
        if ck_max_pool_tap_size(&s) == 1 {
            let bytes = GuardedArray<UInt8>(repeating: 77, count: count)
            body(bytes.pointer)
            return bytes.elements.map { $0 == 255 ? -1 : Int($0) }
        }
        let words = GuardedArray<UInt32>(repeating: 77, count: count)
        body(words.pointer)
        return words.elements.map { $0 == .max ? -1 : Int($0) }
    }

    @Test("agrees with the plain one in both directions, with each transform", arguments: cases)
    private func agrees(_ shape: Case) {
        var s = shape.pooling
        var numbers = Numbers(seed: s.height)
        var x = numbers.coarseFloats(s.images * s.height * s.width * s.channels)
        x[x.count / 2] = .nan
        let dy = numbers.floats(s.images * s.output_height * s.output_width * s.channels)
        let vectors = (0..<3).map { _ in numbers.coarseFloats(s.channels) }
        let given = vectors.map(\.guarded)
        let (input, gradient) = (x.guarded, dy.guarded)
        for transform in 0..<4 {
            let (scales, shifts, relu) = (transform == 1, transform > 0, transform == 1 || transform == 2)
            let plain = PlainMaxPool(
                s, x, dy: dy,
                affine: { (scales ? Double(vectors[0][$0]) : 1, shifts ? Double(vectors[1][$0]) : 0) }, relu: relu)
            var arguments = ck_input_transform(
                scale: scales ? given[0].pointer : nil, shift: shifts ? given[1].pointer : nil, relu: relu ? 1 : 0)
            expectEachKernel(
                near: plain.values + plain.values + plain.taps.map(Double.init) + plain.winners + plain.gradient,
                tolerance: 2e-6, "transform \(transform)"
            ) {
                let (y, again) = (gradient.elements.guarded, gradient.elements.guarded)
                let (winners, dx) = (gradient.elements.guarded, input.elements.guarded)
                let found = taps(s, count: dy.count) { taps in
                    withUnsafePointer(to: &arguments) { arguments in
                        ck_max_pool(&s, input.pointer, transform == 0 ? nil : arguments, y.pointer, taps)
                        ck_max_pool(&s, input.pointer, transform == 0 ? nil : arguments, again.pointer, nil)
                    }
                    ck_max_pool_winners(&s, input.pointer, taps, winners.pointer)
                    ck_max_pool_backward(&s, gradient.pointer, taps, nil, dx.pointer)
                }
                return y.elements + again.elements + found.map(Float.init) + winners.elements + dx.elements
            }
        }
    }

    @Test("combines the gradient with its input, in place", arguments: cases)
    private func combines(_ shape: Case) {
        var s = shape.pooling
        var numbers = Numbers(seed: s.width)
        let x = numbers.coarseFloats(s.images * s.height * s.width * s.channels)
        let dy = numbers.floats(s.images * s.output_height * s.output_width * s.channels)
        let vectors = (0..<3).map { _ in numbers.coarseFloats(s.channels) }
        let (given, input, gradient) = (vectors.map(\.guarded), x.guarded, dy.guarded)
        let plain = PlainMaxPool(s, x, dy: dy, affine: { _ in (1, 0) }, relu: false)
        let expected = x.indices.map { index in
            let v = vectors.map { Double($0[index % s.channels]) }
            return v[0] * plain.gradient[index] + v[1] * Double(x[index]) + v[2]
        }
        expectEachKernel(near: expected, tolerance: 2e-6) {
            let (y, dx) = (gradient.elements.guarded, x.guarded)
            _ = taps(s, count: dy.count) { taps in
                ck_max_pool(&s, input.pointer, nil, y.pointer, taps)
                var combine = ck_pooling_combine(
                    x: dx.pointer, a: given[0].pointer, b: given[1].pointer, c: given[2].pointer)
                ck_max_pool_backward(&s, gradient.pointer, taps, &combine, dx.pointer)
            }
            return dx.elements
        }
    }

    @Test("takes the first of equal values, and NaN")
    func ties() {
        var s = Case(kernel: (3, 3), padding: (1, 1), size: (4, 4), channels: 16, images: 1).pooling
        let x = GuardedArray<Float>(repeating: -5, count: 256)
        // The last NaN of a window wins, as in PyTorch.
        for index in [16 * 5 + 1, 16 * 6 + 1] { x.pointer[index] = .nan }
        // Windows begin in the padding's corner: their first taps inside are 4, 3, 1 and 0.
        var (first, taps): ([Double], [Double]) = ([], [])
        for (ofNaN, ofOthers) in [(8.0, 4.0), (7, 3), (2, 1), (1, 0)] {
            for channel in 0..<16 {
                first.append(channel == 1 ? .nan : -5)
                taps.append(channel == 1 ? ofNaN : ofOthers)
            }
        }
        expectEachKernel(near: first + taps, tolerance: 0) {
            let (y, found) = (
                GuardedArray<Float>(repeating: 0, count: 64), GuardedArray<UInt8>(repeating: 0, count: 64)
            )
            ck_max_pool(&s, x.pointer, nil, y.pointer, found.pointer)
            return y.elements + found.elements.map(Float.init)
        }
    }
}
