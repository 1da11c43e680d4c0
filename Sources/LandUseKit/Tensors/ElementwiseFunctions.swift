internal import CKernels
import Glibc

extension Tensor {
    /// max(x, 0); NaN stays NaN, as in PyTorch. The gradient at 0 is 0.
    public final func relu() -> Tensor {
        let result = map(kernel: ck_relu, otherwise: { $0 < 0 ? 0 : $0 })
        guard Autograd.wanted([self]) != nil else { return result }
        let kept = SavedTensor(result)
        return result.computed("relu", from: [self]) { gradient in
            [gradient.combined(with: kept.restored(), "relu", #fileID, #line, kernel: ck_relu_backward) { $1 <= 0 ? 0 : $0 }]
        }
    }

    /// x where x is positive, `negativeSlope` · x where not. The gradient at 0 is that slope, as in PyTorch.
    public final func leakyReLU(negativeSlope: Float = 0.01) -> Tensor {
        differentiableMap("leakyReLU") { $0 > 0 ? $0 : $0 * negativeSlope } slopeAtInput: { x in x > 0 ? 1 : negativeSlope }
    }

    /// eˣ
    public final func exp() -> Tensor { differentiableMap("exp") { Glibc.expf($0) } slopeAtResult: { result in result } }

    /// The natural logarithm.
    public final func log() -> Tensor { differentiableMap("log") { Glibc.logf($0) } slopeAtInput: { x in 1 / x } }

    /// The square root.
    public final func sqrt() -> Tensor {
        differentiableMap("sqrt") { $0.squareRoot() } slopeAtResult: { result in 0.5 / result }
    }

    /// xᵉ; the gradient is e·xᵉ⁻¹.
    public final func pow(_ exponent: Float) -> Tensor {
        differentiableMap("pow") { exponent == 2 ? $0 * $0 : Glibc.powf($0, exponent) } slopeAtInput: { x in
            exponent == 0 ? 0 : exponent == 2 ? 2 * x : exponent * Glibc.powf(x, exponent - 1)
        }
    }

    /// |x|; the gradient at 0 is 0.
    public final func abs() -> Tensor {
        differentiableMap("abs") { Swift.abs($0) } slopeAtInput: { x in x > 0 ? 1 : x < 0 ? -1 : 0 }
    }

    /// 1 / (1 + e⁻ˣ)
    public final func sigmoid() -> Tensor {
        differentiableMap("sigmoid") { 1 / (1 + Glibc.expf(-$0)) } slopeAtResult: { result in result * (1 - result) }
    }

    /// The hyperbolic tangent.
    public final func tanh() -> Tensor {
        differentiableMap("tanh") { Glibc.tanhf($0) } slopeAtResult: { result in 1 - result * result }
    }

    /// x limited to a range; the gradient is 1 within it, and 0 outside and at its bounds, as in PyTorch 2.15. NaN stays NaN.
    public final func clamp(_ range: ClosedRange<Float>) -> Tensor {
        differentiableMap("clamp") { $0 < range.lowerBound ? range.lowerBound : $0 > range.upperBound ? range.upperBound : $0 }
            slopeAtInput: { x in x > range.lowerBound && x < range.upperBound ? 1 : 0 }
    }

    /// A function of each element.
    ///
    /// - Parameter slopeAtInput: the derivative, from the element.
    @inline(__always)
    final func differentiableMap(
        _ name: String, _ function: (Float) -> Float, slopeAtInput: @escaping (Float) -> Float
    ) -> Tensor {
        let result = map(function)
        guard Autograd.wanted([self]) != nil else { return result }
        let kept = SavedTensor(self)
        return result.computed(name, from: [self]) { gradient in
            [gradient.combined(with: kept.restored(), name, #fileID, #line) { $0 * slopeAtInput($1) }]
        }
    }

    /// A function of each element.
    ///
    /// - Parameter slopeAtResult: the derivative, from what the function gave: the element itself is not kept.
    @inline(__always)
    final func differentiableMap(
        _ name: String, _ function: (Float) -> Float, slopeAtResult: @escaping (Float) -> Float
    ) -> Tensor {
        let result = map(function)
        guard Autograd.wanted([self]) != nil else { return result }
        let kept = SavedTensor(result)
        return result.computed(name, from: [self]) { gradient in
            [gradient.combined(with: kept.restored(), name, #fileID, #line) { $0 * slopeAtResult($1) }]
        }
    }

    /// A function of each element whose derivative is the same everywhere.
    @inline(__always)
    final func mapLinearly(_ name: String, slope: Float, _ function: (Float) -> Float) -> Tensor {
        map(function).computed(name, from: [self]) { [slope == 1 ? $0 : $0.map { $0 * slope }] }
    }
}
