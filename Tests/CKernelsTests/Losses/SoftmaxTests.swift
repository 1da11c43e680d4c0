import CKernels
import Foundation
import Testing

/// Rows and classes: single ones, tails, rows longer than a vector, several units of work.
private let shapes = [(1, 1), (3, 10), (5, 16), (4, 40), (2000, 10), (2, 1000)]

@Suite("Softmax")
struct SoftmaxTests {
    private func softmax(_ row: ArraySlice<Float>) -> [Double] {
        let largest = row.map(Double.init).max() ?? 0
        let powers = row.map { exp(Double($0) - largest) }
        return powers.map { $0 / powers.reduce(0, +) }
    }

    @Test("and its logarithm, in both directions, in place", arguments: shapes)
    func agrees(rows: Int, classes: Int) {
        var numbers = Numbers(seed: classes)
        let (x, dy) = (numbers.floats(rows * classes, scale: 20), numbers.floats(rows * classes))
        var (values, gradients, logarithms, slopes) = ([Double](), [Double](), [Double](), [Double]())
        for row in 0..<rows {
            let range = row * classes..<(row + 1) * classes
            let (p, g) = (softmax(x[range]), dy[range].map(Double.init))
            let (dot, sum) = (zip(p, g).map { $0 * $1 }.reduce(0, +), g.reduce(0, +))
            values += p
            gradients += zip(p, g).map { $0 * ($1 - dot) }
            logarithms += p.map { log($0) }
            slopes += zip(p, g).map { $1 - $0 * sum }
        }
        let (input, gradient) = (x.guarded, dy.guarded)
        expectEachKernel(near: values + gradients, tolerance: 5e-7, "softmax") {
            let (y, dx) = (input.elements.guarded, gradient.elements.guarded)
            ck_softmax(y.pointer, rows, classes, y.pointer)
            ck_softmax_backward(dx.pointer, y.pointer, rows, classes, dx.pointer)
            return y.elements + dx.elements
        }
        expectEachKernel(
            near: logarithms + slopes, tolerance: 2e-6, magnitudes: logarithms + slopes.map { _ in 4 }, "log_softmax"
        ) {
            let (y, dx) = (gradient.elements.guarded, gradient.elements.guarded)
            ck_log_softmax(input.pointer, rows, classes, y.pointer)
            ck_log_softmax_backward(dx.pointer, y.pointer, rows, classes, dx.pointer)
            return y.elements + dx.elements
        }
    }

    @Test("large values, −∞ and NaN")
    func extremes() {
        let infinity = Float.infinity
        let x = [1e4, 1e4, -infinity, -infinity, -infinity, -infinity, 0, .nan, 1].guarded
        let nan = Double.nan
        expectEachKernel(near: [0.5, 0.5, 0, nan, nan, nan, nan, nan, nan], tolerance: 1e-7) {
            let y = x.elements.guarded
            ck_softmax(y.pointer, 3, 3, y.pointer)
            return y.elements
        }
    }
}
