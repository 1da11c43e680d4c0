import CKernels
import Testing

/// One axis: size, kernel, stride, padding.
private struct Axis {
    var size: Int, kernel: Int, stride: Int, padding: Int
    var roundsUp = false

    /// As PyTorch: rounded up, the last window must begin in the image or the padding before it.
    var outputs: Int {
        let room = size + 2 * padding - kernel
        let count = (roundsUp ? (room + stride - 1) / stride : room / stride) + 1
        return roundsUp && (count - 1) * stride >= size + padding ? count - 1 : count
    }
}

private let cases: [(rows: Axis, columns: Axis, channels: Int)] = [
    (Axis(size: 6, kernel: 2, stride: 2, padding: 0), Axis(size: 8, kernel: 2, stride: 2, padding: 0), 16),
    (Axis(size: 7, kernel: 3, stride: 2, padding: 1), Axis(size: 5, kernel: 3, stride: 1, padding: 1), 19),
    (Axis(size: 5, kernel: 2, stride: 3, padding: 0), Axis(size: 9, kernel: 1, stride: 4, padding: 0), 3),
    (
        Axis(size: 6, kernel: 3, stride: 2, padding: 1, roundsUp: true),
        Axis(size: 5, kernel: 2, stride: 2, padding: 0, roundsUp: true), 33
    ),
    (Axis(size: 1, kernel: 1, stride: 1, padding: 0), Axis(size: 1, kernel: 1, stride: 1, padding: 0), 1),
    (Axis(size: 40, kernel: 4, stride: 4, padding: 2), Axis(size: 30, kernel: 5, stride: 5, padding: 0), 20),
]

@Suite("Average pooling")
struct AveragePoolTests {
    /// Every window's share of every pixel that it holds: value and gradient follow from these.
    private func expect(
        _ s: ck_pooling, windows: (_ row: Int, _ column: Int) -> (rows: Range<Int>, columns: Range<Int>, divisor: Int),
        _ comment: String, forward: @escaping (UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void,
        backward: @escaping (UnsafePointer<Float>, UnsafeMutablePointer<Float>) -> Void
    ) {
        var numbers = Numbers(seed: s.width)
        let x = numbers.floats(s.images * s.height * s.width * s.channels)
        let dy = numbers.floats(s.images * s.output_height * s.output_width * s.channels)
        var values = [Double](repeating: 0, count: dy.count)
        var gradient = [Double](repeating: 0, count: x.count)
        for output in dy.indices {
            let (channel, pixel) = (output % s.channels, output / s.channels)
            let image = pixel / s.output_width / s.output_height
            let window = windows(pixel / s.output_width % s.output_height, pixel % s.output_width)
            for row in window.rows {
                for column in window.columns {
                    let index = ((image * s.height + row) * s.width + column) * s.channels + channel
                    values[output] += Double(x[index]) / Double(window.divisor)
                    gradient[index] += Double(dy[output]) / Double(window.divisor)
                }
            }
        }
        let (input, given) = (x.guarded, dy.guarded)
        expectEachKernel(near: values + gradient, tolerance: 1e-6, comment) {
            let (y, dx) = (given.elements.guarded, input.elements.guarded)
            forward(input.pointer, y.pointer)
            backward(given.pointer, dx.pointer)
            return y.elements + dx.elements
        }
    }

    @Test("agrees with its definition, whatever counts", arguments: cases.indices)
    func average(index: Int) {
        let (rows, columns, channels) = cases[index]
        let s = ck_pooling(
            images: 2, height: rows.size, width: columns.size, channels: channels, kernel_height: rows.kernel,
            kernel_width: columns.kernel, stride_height: rows.stride, stride_width: columns.stride,
            padding_height: rows.padding, padding_width: columns.padding, dilation_height: 1, dilation_width: 1,
            output_height: rows.outputs, output_width: columns.outputs)
        for (countsPadding, divisor) in [(false, 0), (true, 0), (true, 7)] {
            func along(_ axis: Axis, _ i: Int) -> (Range<Int>, counted: Int) {
                let first = i * axis.stride - axis.padding
                let end = min(first + axis.kernel, axis.size + axis.padding)
                let inside = max(first, 0)..<max(min(end, axis.size), max(first, 0))
                return (inside, countsPadding ? end - first : inside.count)
            }
            expect(
                s,
                windows: { row, column in
                    let (height, width) = (along(rows, row), along(columns, column))
                    return (height.0, width.0, divisor > 0 ? divisor : height.counted * width.counted)
                }, "counts padding: \(countsPadding), divisor \(divisor)",
                forward: {
                    var s = s
                    ck_average_pool(&s, countsPadding ? 1 : 0, divisor, $0, $1)
                },
                backward: {
                    var s = s
                    ck_average_pool_backward(&s, countsPadding ? 1 : 0, divisor, $0, $1)
                })
        }
    }

    @Test("adapts to any size", arguments: [(1, 1), (2, 3), (5, 7), (9, 8), (12, 1)], [1, 3, 16, 50])
    func adaptive(size: (Int, Int), channels: Int) {
        var s = ck_pooling()
        (s.images, s.height, s.width, s.channels) = (3, 9, 8, channels)
        (s.output_height, s.output_width) = size
        func along(_ i: Int, _ size: Int, _ outputs: Int) -> Range<Int> {
            i * size / outputs..<((i + 1) * size + outputs - 1) / outputs
        }
        let shape = s
        expect(
            s,
            windows: { row, column in
                let (rows, columns) = (along(row, shape.height, size.0), along(column, shape.width, size.1))
                return (rows, columns, rows.count * columns.count)
            }, "to \(size)",
            forward: {
                var s = shape
                ck_adaptive_average_pool(&s, $0, $1)
            },
            backward: {
                var s = shape
                ck_adaptive_average_pool_backward(&s, $0, $1)
            })
    }
}
