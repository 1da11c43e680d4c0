import Glibc

extension Tensor {
    /// max(x, 0); NaN stays NaN, as in PyTorch. The gradient at 0 is 0.
    public final func relu() -> Tensor {
        differentiableMap("relu") { $0 < 0 ? 0 : $0 } derivative: { _, result in result <= 0 ? 0 : 1 }
    }

    /// eˣ
    public final func exp() -> Tensor { differentiableMap("exp") { Glibc.expf($0) } derivative: { _, result in result } }

    /// The natural logarithm.
    public final func log() -> Tensor { differentiableMap("log") { Glibc.logf($0) } derivative: { x, _ in 1 / x } }

    /// The square root.
    public final func sqrt() -> Tensor {
        differentiableMap("sqrt") { $0.squareRoot() } derivative: { _, result in 0.5 / result }
    }

    /// xᵉ; the gradient is e·xᵉ⁻¹.
    public final func pow(_ exponent: Float) -> Tensor {
        differentiableMap("pow") { exponent == 2 ? $0 * $0 : Glibc.powf($0, exponent) } derivative: { x, _ in
            exponent == 0 ? 0 : exponent == 2 ? 2 * x : exponent * Glibc.powf(x, exponent - 1)
        }
    }

    /// |x|; the gradient at 0 is 0.
    public final func abs() -> Tensor {
        differentiableMap("abs") { Swift.abs($0) } derivative: { x, _ in x > 0 ? 1 : x < 0 ? -1 : 0 }
    }

    /// 1 / (1 + e⁻ˣ)
    public final func sigmoid() -> Tensor {
        differentiableMap("sigmoid") { 1 / (1 + Glibc.expf(-$0)) } derivative: { _, result in result * (1 - result) }
    }

    /// The hyperbolic tangent.
    public final func tanh() -> Tensor {
        differentiableMap("tanh") { Glibc.tanhf($0) } derivative: { _, result in 1 - result * result }
    }

    /// x limited to a range; the gradient is 1 within it, bounds included, and 0 outside. NaN stays NaN.
    public final func clamp(_ range: ClosedRange<Float>) -> Tensor {
        differentiableMap("clamp") { $0 < range.lowerBound ? range.lowerBound : $0 > range.upperBound ? range.upperBound : $0 }
            derivative: { x, _ in range.contains(x) ? 1 : 0 }
    }

    /// A function of each element.
    ///
    /// - Parameter derivative: of an element and the function's result there.
    @inline(__always)
    final func differentiableMap(
        _ name: String, _ function: (Float) -> Float, derivative: @escaping (Float, Float) -> Float
    ) -> Tensor {
        let result = map(function)
        guard Autograd.wanted([self]) != nil else { return result }
        let input = SavedTensor(self), output = SavedTensor(result)
        return result.computed(name, from: [self]) { gradient in
            let slopes = input.restored().combined(with: output.restored(), name, #fileID, #line, derivative)
            return [gradient * slopes]
        }
    }

    /// A function of each element whose derivative is the same everywhere.
    @inline(__always)
    final func mapLinearly(_ name: String, slope: Float, _ function: (Float) -> Float) -> Tensor {
        map(function).computed(name, from: [self]) { [slope == 1 ? $0 : $0.map { $0 * slope }] }
    }
}
