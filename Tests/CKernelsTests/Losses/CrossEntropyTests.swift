import CKernels
import Foundation
import Testing

/// Rows and classes: single ones, tails, rows longer than a vector, several units of work.
private let shapes = [(1, 1), (3, 10), (5, 16), (4, 40), (2000, 10)]

@Suite("Cross entropy")
struct CrossEntropyTests {
    @Test("agrees with its definition, weighted, smoothed, with rows to ignore", arguments: shapes)
    func agrees(rows: Int, classes: Int) {
        var numbers = Numbers(seed: rows)
        let x = numbers.floats(rows * classes, scale: 10)
        let labels = (0..<rows).map { $0 % 3 == 2 ? -100 : Int(numbers.next()) % classes }
        let (weights, factors) = (numbers.floats(classes, scale: 0.5, offset: 1), numbers.floats(rows))
        for (isWeighted, smoothing, hasFactors) in [(false, 0, false), (true, 0.0, true), (false, 0.1, true), (true, 0.3, false)] {
            var (losses, totals, gradient) = ([Double](), [0.0, 0.0], [Double]())
            for row in 0..<rows {
                let values = x[row * classes..<(row + 1) * classes].map(Double.init)
                let w = weights.map { isWeighted ? Double($0) : 1 }
                let sum = values.map { exp($0) }.reduce(0, +)
                let (p, t) = (values.map { exp($0) / sum }, labels[row])
                guard t != -100 else {
                    losses.append(0)
                    gradient += p.map { _ in 0 }
                    continue
                }
                let share = smoothing / Double(classes)
                let smooth = (0..<classes).map { w[$0] * -log(p[$0]) }.reduce(0, +)
                losses.append((1 - smoothing) * w[t] * -log(p[t]) + share * smooth)
                totals[0] += losses[row]
                totals[1] += w[t]
                let factor = 0.7 * (hasFactors ? Double(factors[row]) : 1)
                let all = w.reduce(0, +)
                gradient += (0..<classes).map { c in
                    factor * ((1 - smoothing) * w[t] * (p[c] - (c == t ? 1 : 0)) + share * (all * p[c] - w[c]))
                }
            }
            let (input, weight, factor, targets) = (x.guarded, weights.guarded, factors.guarded, GuardedArray(labels))
            expectEachKernel(near: losses + totals + gradient, tolerance: 2e-6, "smoothing \(smoothing)") {
                let (found, statistics) = (x.prefix(rows).map { $0 }.guarded, GuardedArray<Float>(repeating: 0, count: 2 * rows))
                let (sums, dx) = (GuardedArray(repeating: 9.0, count: 2), x.guarded)
                var loss = ck_cross_entropy(
                    weights: isWeighted ? weight.pointer : nil, smoothing: smoothing, ignored: -100)
                let wrong = ck_cross_entropy_forward(
                    &loss, input.pointer, rows, classes, targets.pointer, found.pointer, statistics.pointer, sums.pointer)
                #expect(wrong == -1)
                ck_cross_entropy_backward(
                    &loss, dx.pointer, rows, classes, targets.pointer, statistics.pointer, 0.7,
                    hasFactors ? factor.pointer : nil, dx.pointer)
                return found.elements + sums.elements.map { Float($0) } + dx.elements
            }
        }
    }

    /// F.cross_entropy(x, [1, 2, -100, 0], weight=[0.5, 2, 1], label_smoothing=0.1), PyTorch 2.15.
    @Test("gives PyTorch's numbers")
    func golden() {
        let x: [Float] = [1, 2, -1, 0.5, -3, 4, 2, 2, 2, -1, 0, 1]
        let labels = GuardedArray([1, 2, -100, 0])
        let (input, weights) = (x.guarded, ([0.5, 2, 1] as [Float]).guarded)
        let (mean, gradient, losses) = (0.73506546, [0.137343302, -0.14705129, 0.00970804039, 0.00374507043, -0.0187907312, 0.0150456764, 0.0, 0.0, 0.0, -0.11875695, 0.0205750857, 0.0981818736], [0.785606623, 0.556145787, 0.0, 1.2309767])
        expectEachKernel(near: [mean] + gradient + losses, tolerance: 3e-7) {
            let (found, statistics) = (x.prefix(4).map { $0 }.guarded, GuardedArray<Float>(repeating: 0, count: 8))
            let (totals, dx) = (GuardedArray(repeating: 0.0, count: 2), x.guarded)
            var loss = ck_cross_entropy(weights: weights.pointer, smoothing: 0.1, ignored: -100)
            _ = ck_cross_entropy_forward(
                &loss, input.pointer, 4, 3, labels.pointer, found.pointer, statistics.pointer, totals.pointer)
            ck_cross_entropy_backward(
                &loss, input.pointer, 4, 3, labels.pointer, statistics.pointer, 1 / totals.pointer[1], nil, dx.pointer)
            return [Float(totals.pointer[0] / totals.pointer[1])] + dx.elements + found.elements
        }
    }

    @Test("names the first row whose label is no class, and writes nothing")
    func wrongLabels() {
        for (labels, row) in [([0, 1, 3], 2), ([0, -1, 7], 1), ([-100, 2, 1], -1)] {
            let (x, targets) = ([Float](repeating: 0, count: 9).guarded, GuardedArray(labels))
            let (statistics, totals) = (GuardedArray<Float>(repeating: 7, count: 6), GuardedArray(repeating: 7.0, count: 2))
            var loss = ck_cross_entropy(weights: nil, smoothing: 0, ignored: -100)
            let found = ck_cross_entropy_forward(
                &loss, x.pointer, 3, 3, targets.pointer, nil, statistics.pointer, totals.pointer)
            #expect(found == row)
            #expect(row == -1 || totals.elements == [7, 7])
        }
    }
}
