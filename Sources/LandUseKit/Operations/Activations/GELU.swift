internal import CKernels
import Glibc

/// How GELU's normal distribution is computed.
public enum GELUApproximation: String, Sendable {
    /// By the error function.
    case none
    /// By a hyperbolic tangent, as the first transformers had it.
    case tanh
}

extension Tensor {
    /// x · Φ(x), where Φ is the normal distribution (Hendrycks & Gimpel 2016, "Gaussian Error Linear Units"; PyTorch's
    /// `F.gelu`).
    public final func gelu(approximate: GELUApproximation = .none) -> Tensor {
        switch approximate {
        case .none: exactGELU()
        case .tanh:
            differentiableMap("gelu") { 0.5 * $0 * (1 + tanhf(GELUTangent.argument($0))) } slopeAtInput: { x in
                let tangent = tanhf(GELUTangent.argument(x))
                return 0.5 * (1 + tangent) + 0.5 * x * (1 - tangent * tangent) * GELUTangent.slope(x)
            }
        }
    }

    private final func exactGELU() -> Tensor {
        let result = map(kernel: ck_gelu, otherwise: { $0 * NormalDistribution.probability($0) })
        guard Autograd.wanted([self]) != nil else { return result }
        let kept = SavedTensor(self)
        return result.computed("gelu", from: [self]) { gradient in
            [
                gradient.combined(with: kept.restored(), "gelu", #fileID, #line, kernel: ck_gelu_backward) { g, x in
                    g * (NormalDistribution.probability(x) + x * NormalDistribution.density(x))
                }
            ]
        }
    }
}

private enum NormalDistribution {
    /// Φ: how likely a number is below x.
    @inline(__always)
    static func probability(_ x: Float) -> Float { 0.5 * erfcf(-x * Float(0.5).squareRoot()) }

    @inline(__always)
    static func density(_ x: Float) -> Float { expf(-0.5 * x * x) * 0.398_942_28 }
}

/// √(2/π) · (x + 0.044715 · x³), of which the tangent is taken.
private enum GELUTangent {
    @inline(__always)
    static func argument(_ x: Float) -> Float { 0.797_884_56 * (x + 0.044_715 * x * x * x) }

    @inline(__always)
    static func slope(_ x: Float) -> Float { 0.797_884_56 * (1 + 0.134_145 * x * x) }
}
