import Glibc

/// How the size of all gradients together is measured.
public enum GradientNorm: Sendable, Equatable {
    /// The root of the sum of squares.
    case l2
    /// The largest magnitude.
    case infinity
}

/// Makes all gradients smaller by one factor where their common norm exceeds `maxNorm`
/// (PyTorch's `clip_grad_norm_`): call it between `backward()` and `step()`.
///
/// - Returns: the norm before.
@discardableResult
public func clipGradNorm(
    _ parameters: [Tensor], maxNorm: Double, norm: GradientNorm = .l2, file: StaticString = #fileID, line: UInt = #line
) -> Double {
    guard maxNorm >= 0 else { fail("clipGradNorm: maxNorm must not be negative, got \(maxNorm)", file, line) }
    let gradients = parameters.compactMap(\.grad)
    let total = norm.total(gradients)
    let factor = maxNorm / (total + 1e-6)
    // A norm that is no number makes all gradients that, as in PyTorch, and training stops visibly.
    if !(factor >= 1) {
        for gradient in gradients { gradient.transform { $0 * Float(factor) } }
    }
    return total
}

/// Limits every element of the gradients to ±`clipValue` (PyTorch's `clip_grad_value_`).
public func clipGradValue(
    _ parameters: [Tensor], clipValue: Double, file: StaticString = #fileID, line: UInt = #line
) {
    guard clipValue >= 0 else { fail("clipGradValue: clipValue must not be negative, got \(clipValue)", file, line) }
    let limit = Float(clipValue)
    for gradient in parameters.compactMap(\.grad) {
        // Comparisons that NaN passes through.
        gradient.transform { $0 > limit ? limit : $0 < -limit ? -limit : $0 }
    }
}

extension GradientNorm {
    /// The norm of all elements, in double precision.
    fileprivate func total(_ gradients: [Tensor]) -> Double {
        var total = 0.0
        for gradient in gradients {
            let gradient = gradient.isDense ? gradient : gradient.contiguous(), count = gradient.count
            gradient.withFloats { floats in
                for index in 0..<count {
                    let size = Double(abs(floats[index]))
                    switch self {
                    case .l2: total += size * size
                    case .infinity: total = size > total || size.isNaN ? size : total
                    }
                }
            }
        }
        return self == .l2 ? total.squareRoot() : total
    }
}

extension Tensor {
    /// Changes every element in place.
    @inline(__always)
    fileprivate final func transform(_ function: (Float) -> Float) {
        guard isDense else { return assign(map(function)) }
        let count = count
        withMutableFloats { floats in
            for index in 0..<count { floats[index] = function(floats[index]) }
        }
    }
}
