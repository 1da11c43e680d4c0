import CKernels
import Testing

@Suite("Sums over arrays")
struct SumTests {
    @Test("are those of doubles", arguments: [0, 1, 15, 16, 17, 16_384, 50_001])
    func sums(count: Int) {
        var numbers = Numbers(seed: count)
        let x = numbers.floats(count, scale: 3, offset: 1)
        let input = x.guarded
        let (sum, squares) = x.reduce((0.0, 0.0)) { ($0.0 + Double($1), $0.1 + Double($1) * Double($1)) }
        // A float shows the difference from the oracle.
        expectEachKernel(near: [0, 0], tolerance: 1e-7) {
            [Float(ck_sum(input.pointer, count) - sum), Float(ck_sum_of_squares(input.pointer, count) - squares)]
        }
    }

    @Test("lose nothing where floats would")
    func cancellation() {
        var x = [Float](repeating: 1, count: 40_000)
        (x[0], x[39_999]) = (1e9, -1e9)
        let input = x.guarded
        expectEachKernel(near: [39_998], tolerance: 0) { [Float(ck_sum(input.pointer, x.count))] }
    }
}
