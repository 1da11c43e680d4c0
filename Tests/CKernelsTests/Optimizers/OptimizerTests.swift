import CKernels
import Foundation
import Testing

/// Sizes: less than a vector, and several units of work with a tail.
private let counts = [5, 16, 16_411]

@Suite("Optimisers")
struct OptimizerTests {
    private static let sgds: [ck_sgd] = [
        ck_sgd(rate: 0.1, momentum: 0, dampening: 0, weight_decay: 0, nesterov: 0, maximize: 0),
        ck_sgd(rate: 0.1, momentum: 0, dampening: 0.5, weight_decay: 0.01, nesterov: 0, maximize: 1),
        ck_sgd(rate: 0.05, momentum: 0.9, dampening: 0, weight_decay: 0, nesterov: 0, maximize: 0),
        ck_sgd(rate: 0.05, momentum: 0.9, dampening: 0.1, weight_decay: 1e-2, nesterov: 0, maximize: 0),
        ck_sgd(rate: 0.05, momentum: 0.9, dampening: 0, weight_decay: 1e-2, nesterov: 1, maximize: 1),
    ]

    @Test("SGD's first three steps", arguments: 0..<sgds.count)
    func sgd(index: Int) {
        let sgd = Self.sgds[index]
        for count in counts {
            var numbers = Numbers(seed: index)
            let start = numbers.floats(count)
            let gradients = (0..<3).map { _ in numbers.floats(count) }
            var (parameters, buffer) = (start.map(Double.init), [Double](repeating: 0, count: count))
            for step in 0..<3 {
                for i in 0..<count {
                    var d = (sgd.maximize != 0 ? -1 : 1) * Double(gradients[step][i]) + sgd.weight_decay * parameters[i]
                    if sgd.momentum != 0 {
                        buffer[i] = step == 0 ? d : sgd.momentum * buffer[i] + (1 - sgd.dampening) * d
                        d = sgd.nesterov != 0 ? d + sgd.momentum * buffer[i] : buffer[i]
                    }
                    parameters[i] -= sgd.rate * d
                }
            }
            expectEachKernel(near: parameters + buffer, tolerance: 1e-6, "\(count) parameters") {
                // What the buffer holds before the first step does not matter.
                let (found, kept) = (start.guarded, GuardedArray<Float>(repeating: sgd.momentum == 0 ? 0 : .nan, count: count))
                var sgd = sgd
                for step in 0..<3 {
                    let gradient = gradients[step].guarded
                    ck_sgd_step(
                        &sgd, step == 0 ? 1 : 0, count, gradient.pointer, found.pointer,
                        sgd.momentum == 0 ? nil : kept.pointer)
                }
                return found.elements + kept.elements
            }
        }
    }

    private static let adams: [ck_adam] = [
        ck_adam(rate: 1e-2, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weight_decay: 0, is_decoupled: 0, maximize: 0),
        ck_adam(rate: 1e-2, beta1: 0.9, beta2: 0.99, epsilon: 1e-3, weight_decay: 0.1, is_decoupled: 0, maximize: 1),
        ck_adam(rate: 1e-2, beta1: 0.3, beta2: 0.999, epsilon: 1e-8, weight_decay: 0.1, is_decoupled: 1, maximize: 0),
    ]

    @Test("Adam's first three steps, with AMSGrad and without", arguments: 0..<adams.count, [false, true])
    func adam(index: Int, keepsLargest: Bool) {
        let adam = Self.adams[index]
        for count in counts {
            var numbers = Numbers(seed: index)
            let start = numbers.floats(count)
            // The second step's gradients are small, so that the largest average is not the last.
            let gradients = [1, 0.01, 1].map { numbers.floats(count, scale: $0) }
            var parameters = start.map(Double.init)
            let zeros = [Double](repeating: 0, count: count)
            var (averages, squares, largest) = (zeros, zeros, zeros)
            for step in 1...3 {
                let corrections = [adam.beta1, adam.beta2].map { 1 - pow($0, Double(step)) }
                for i in 0..<count {
                    var g = (adam.maximize != 0 ? -1 : 1) * Double(gradients[step - 1][i])
                    if adam.is_decoupled != 0 {
                        parameters[i] *= 1 - adam.rate * adam.weight_decay
                    } else {
                        g += adam.weight_decay * parameters[i]
                    }
                    averages[i] = adam.beta1 * averages[i] + (1 - adam.beta1) * g
                    squares[i] = adam.beta2 * squares[i] + (1 - adam.beta2) * g * g
                    largest[i] = max(largest[i], squares[i])
                    let square = keepsLargest ? largest[i] : squares[i]
                    let denominator = square.squareRoot() / corrections[1].squareRoot() + adam.epsilon
                    parameters[i] -= adam.rate / corrections[0] * averages[i] / denominator
                }
            }
            let expected = parameters + averages + squares + (keepsLargest ? largest : [])
            expectEachKernel(near: expected, tolerance: 1e-6, "\(count) parameters") {
                let empty = [Float](repeating: 0, count: count)
                let (found, average, square, most) = (start.guarded, empty.guarded, empty.guarded, empty.guarded)
                var adam = adam
                for step in 1...3 {
                    let gradient = gradients[step - 1].guarded
                    ck_adam_step(
                        &adam, step, count, gradient.pointer, found.pointer, average.pointer, square.pointer,
                        keepsLargest ? most.pointer : nil)
                }
                return found.elements + average.elements + square.elements + (keepsLargest ? most.elements : [])
            }
        }
    }

    /// torch.optim.SGD([p], lr=0.1, momentum=0.9, dampening=0.1, weight_decay=0.01) and torch.optim.AdamW([p], lr=0.01,
    /// weight_decay=0.1) from p = [1, -2, 0.5] with the gradients [0.1, 0.2, -0.3], [-0.4, 0.5, 0.6]: PyTorch 2.15.
    @Test("give PyTorch's numbers")
    func golden() {
        let start: [Float] = [1, -2, 0.5]
        let given = ([[0.1, 0.2, -0.3], [-0.4, 0.5, 0.6]] as [[Float]]).map(\.guarded)
        expectEachKernel(near: [1.01420987, -2.07738376, 0.501573443], tolerance: 1e-7) {
            let (p, buffer) = (start.guarded, start.guarded)
            var sgd = ck_sgd(rate: 0.1, momentum: 0.9, dampening: 0.1, weight_decay: 0.01, nesterov: 0, maximize: 0)
            for step in 0..<2 { ck_sgd_step(&sgd, step == 0 ? 1 : 0, 3, given[step].pointer, p.pointer, buffer.pointer) }
            return p.elements
        }
        expectEachKernel(near: [0.993606091, -2.0153892, 0.50532949], tolerance: 1e-7) {
            let zeros: [Float] = [0, 0, 0]
            let (p, a, b) = (start.guarded, zeros.guarded, zeros.guarded)
            var adam = ck_adam(
                rate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weight_decay: 0.1, is_decoupled: 1, maximize: 0)
            for step in 1...2 { ck_adam_step(&adam, step, 3, given[step - 1].pointer, p.pointer, a.pointer, b.pointer, nil) }
            return p.elements
        }
    }
}
