import CKernels
import Testing

/// Rows and their size: single ones, tails, several units of work.
private let shapes = [(1, 1), (3, 7), (4, 16), (5, 50), (70, 300), (600, 33)]

@Suite("LayerNorm")
struct LayerNormTests {
    @Test("agrees with its definition in both directions", arguments: shapes)
    func agrees(rows: Int, size: Int) {
        var numbers = Numbers(seed: size)
        let (x, dy) = (numbers.floats(rows * size, offset: 20), numbers.floats(rows * size))
        let (weight, bias) = (numbers.floats(size), numbers.floats(size))
        for (hasWeight, hasBias) in [(true, true), (false, false), (true, false)] {
            var (values, gradient) = ([Double](), [Double]())
            var (means, scales) = ([Double](), [Double]())
            var (dweight, dbias) = ([Double](repeating: 0, count: size), [Double](repeating: 0, count: size))
            for row in 0..<rows {
                let v = x[row * size..<(row + 1) * size].map(Double.init)
                let mean = v.reduce(0, +) / Double(size)
                let variance = v.map { ($0 - mean) * ($0 - mean) }.reduce(0, +) / Double(size)
                let r = 1 / (variance + 1e-5).squareRoot()
                let z = v.map { ($0 - mean) * r }
                let w = weight.map { hasWeight ? Double($0) : 1 }
                let g = (0..<size).map { Double(dy[row * size + $0]) }
                let gw = zip(g, w).map { $0 * $1 }
                let (meanG, meanGZ) = (
                    gw.reduce(0, +) / Double(size), zip(gw, z).map { $0 * $1 }.reduce(0, +) / Double(size)
                )
                means.append(mean)
                scales.append(r)
                for i in 0..<size {
                    values.append(z[i] * w[i] + (hasBias ? Double(bias[i]) : 0))
                    gradient.append(r * (gw[i] - meanG - z[i] * meanGZ))
                    dweight[i] += g[i] * z[i]
                    dbias[i] += g[i]
                }
            }
            let (input, output) = (x.guarded, dy.guarded)
            let (factor, addend) = (weight.guarded, bias.guarded)
            // A row of one value has no variance: its scale is √(1/ε), and that multiplies roundings.
            let tolerance = size == 1 ? 2e-4 : 2e-5
            expectEachKernel(near: values + means + gradient + dweight + dbias, tolerance: tolerance) {
                let (y, mean) = (input.elements.guarded, GuardedArray<Float>(repeating: 0, count: rows))
                let (scale, dx) = (GuardedArray<Float>(repeating: 0, count: rows), output.elements.guarded)
                let sums = (GuardedArray(repeating: 1.0, count: size), GuardedArray(repeating: 1.0, count: size))
                ck_layer_norm(
                    y.pointer, rows, size, hasWeight ? factor.pointer : nil, hasBias ? addend.pointer : nil, 1e-5,
                    y.pointer, mean.pointer, scale.pointer)
                ck_layer_norm_backward(
                    dx.pointer, input.pointer, mean.pointer, scale.pointer, hasWeight ? factor.pointer : nil, rows,
                    size, dx.pointer, sums.0.pointer, sums.1.pointer)
                ck_layer_norm_backward(
                    output.pointer, input.pointer, mean.pointer, scale.pointer, nil, rows, size, nil, sums.0.pointer, nil)
                return y.elements + mean.elements + dx.elements + (sums.0.elements + sums.1.elements).map { Float($0) }
            }
        }
    }
}
