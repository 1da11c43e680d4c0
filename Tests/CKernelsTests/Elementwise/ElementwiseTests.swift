import CKernels
import Foundation
import Testing

/// Nothing, less than a vector, whole vectors, several units of work.
private let counts = [0, 1, 15, 16, 37, 16_500]

@Suite("Operations value by value")
struct ElementwiseTests {
    private typealias Kernel = (
        _ a: UnsafeMutablePointer<Float>, _ b: UnsafeMutablePointer<Float>, _ count: Int,
        _ result: UnsafeMutablePointer<Float>
    ) -> Void

    /// With the result in an array of its own, and in place of a.
    private func check(
        _ name: String, tolerance: Double = 1e-6, _ oracle: (Double, Double) -> Double, _ kernel: Kernel
    ) {
        for count in counts {
            var numbers = Numbers(seed: count)
            var (a, b) = (numbers.floats(count, scale: 4), numbers.coarseFloats(count))
            if count > 4 {
                (a[1], a[2], a[3]) = (.nan, .infinity, -.infinity)
                (b[3], b[4]) = (.nan, 0)
            }
            let expected = zip(a, b).map { oracle(Double($0), Double($1)) }
            let (left, right) = (a.guarded, b.guarded)
            expectEachKernel(near: expected, tolerance: tolerance, "\(name) of \(count)") {
                let result = GuardedArray<Float>(repeating: 9, count: count)
                kernel(left.pointer, right.pointer, count, result.pointer)
                return result.elements
            }
            expectEachKernel(near: expected, tolerance: tolerance, "\(name) of \(count) in place") {
                let result = a.guarded
                kernel(result.pointer, right.pointer, count, result.pointer)
                return result.elements
            }
        }
    }

    private func relu(_ x: Double) -> Double { x.isNaN ? x : max(0, x) }
    private func normal(_ x: Double) -> Double { 0.5 + 0.5 * erf(x / 2.0.squareRoot()) }

    @Test("ReLU in both directions")
    func relus() {
        check("relu", { a, _ in relu(a) }) { ck_relu($0, $2, $3) }
        check("relu_backward", { a, b in b <= 0 ? 0 : a }) { ck_relu_backward($0, $1, $2, $3) }
    }

    @Test("sums, products and multiples")
    func arithmetic() {
        check("fill", { _, _ in 2.5 }) { ck_fill(2.5, $2, $3) }
        check("add", { a, b in a + b }) { ck_add($0, $1, $2, 0, $3) }
        check("add, relu", { a, b in relu(a + b) }) { ck_add($0, $1, $2, 1, $3) }
        check("multiply", { a, b in a * b }) { ck_multiply($0, $1, $2, $3) }
        check("scale", { a, _ in a * -0.3 }) { ck_scale(-0.3, $0, $2, $3) }
        check("add_scaled", { a, b in a + 0.7 * b }) { a, b, count, result in
            if a != result { result.update(from: a, count: count) }
            ck_add_scaled(0.7, b, count, result)
        }
    }

    @Test("GELU in both directions")
    func gelu() {
        check("gelu", tolerance: 4e-7, { a, _ in a * normal(a) }) { ck_gelu($0, $2, $3) }
        check(
            "gelu_backward", tolerance: 8e-7,
            { a, b in a * (normal(b) + b * exp(-b * b / 2) / (2 * Double.pi).squareRoot()) }
        ) { ck_gelu_backward($0, $1, $2, $3) }
    }

    @Test("GELU is accurate relative to its value, and below 0 to its argument")
    func geluEverywhere() {
        let x: [Float] = stride(from: Float(-3), to: 12, by: 0.0071).map { $0 }
        let input = x.guarded
        for (name, values) in withEachKernel({
            let y = GuardedArray<Float>(repeating: 0, count: x.count)
            ck_gelu(input.pointer, x.count, y.pointer)
            return y.elements
        }) {
            for (x, value) in zip(x, values) {
                let expected = Double(x) * normal(Double(x))
                // Below 0, where 1 + erf cancels, PyTorch's definition loses digits too.
                let bound = x > 0 ? 4e-7 * expected : 1e-7 * Double(-x)
                #expect(abs(Double(value) - expected) <= bound, "\(name), \(x)")
            }
        }
    }

    @Test("dropout multiplies by the mask", arguments: counts)
    func dropout(count: Int) {
        var numbers = Numbers(seed: 2)
        let (x, mask) = (numbers.floats(count), (0..<count).map { _ in UInt8(numbers.next() % 2) })
        let (input, bytes) = (x.guarded, GuardedArray(mask))
        let expected: [Double] = zip(x, mask).map { $1 == 1 ? Double($0) * 1.25 : 0 }
        expectEachKernel(near: expected, tolerance: 1e-6) {
            let y = GuardedArray<Float>(repeating: 9, count: count)
            ck_dropout(input.pointer, bytes.pointer, 1.25, count, y.pointer)
            return y.elements
        }
    }
}
