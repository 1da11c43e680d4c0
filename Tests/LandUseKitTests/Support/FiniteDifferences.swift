import Testing
@testable import LandUseKit

/// Compares the gradients that `backward()` gives with central differences of the function itself.
///
/// The function's result is weighed with fixed noise and summed, so that every output takes part.
///
/// - Parameters:
///   - step: large, because numbers have 24 bits; the error of a smooth function is of the order step².
///   - tolerance: of the largest gradient of each input.
func expectGradients(
    of inputs: [Tensor], step: Float = 1e-2, tolerance: Double = 3e-3, _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation, function: ([Tensor]) -> Tensor
) {
    func loss(_ inputs: [Tensor]) -> Tensor {
        let result = function(inputs)
        return (result * noise(result.shape, 9_999)).sum()
    }
    let leaves = inputs.map { input in
        let leaf = input.copied()
        leaf.requiresGrad = true
        return leaf
    }
    loss(leaves).backward()
    for (index, leaf) in leaves.enumerated() {
        guard let grad = leaf.grad else {
            Issue.record("input \(index) has no gradient", sourceLocation: sourceLocation)
            continue
        }
        var numerical: [Double] = []
        for place in 0..<leaf.count {
            func moved(_ by: Float) -> Double {
                var elements = inputs[index].elements
                elements[place] += by
                var changed = inputs
                changed[index] = Tensor(elements, shape: inputs[index].shape).copied(strides: inputs[index].copied().strides)
                return Double(noGrad { loss(changed) }.item())
            }
            numerical.append((moved(step) - moved(-step)) / (2 * Double(step)))
        }
        #expect(grad.shape == leaf.shape, comment, sourceLocation: sourceLocation)
        expectClose(grad.elements, numerical, tolerance: tolerance, comment, sourceLocation: sourceLocation)
    }
}
