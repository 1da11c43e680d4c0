internal import CKernels

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
    GradientNorm.clip(gradients, of: total, to: maxNorm)
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
    /// Makes gradients whose common norm is known smaller by one factor, where it exceeds `maxNorm`.
    static func clip(_ gradients: [Tensor], of norm: Double, to maxNorm: Double) {
        let factor = maxNorm / (norm + 1e-6)
        // A norm that is no number makes all gradients that, as in PyTorch, and training stops visibly.
        guard !(factor >= 1) else { return }
        for gradient in gradients { gradient.transform { $0 * Float(factor) } }
    }

    /// The norm of all elements, in double precision.
    func total(_ gradients: [Tensor]) -> Double {
        switch self {
        case .l2: gradients.reduce(0) { $0 + Self.sumOfSquares($1) }.squareRoot()
        // Once NaN, always NaN.
        case .infinity: gradients.reduce(0) { Self.largest($1, atLeast: $0) }
        }
    }

    private static func sumOfSquares(_ gradient: Tensor) -> Double {
        let gradient = gradient.isDense ? gradient : gradient.contiguous(), count = gradient.count
        return gradient.withFloats { floats in
            if case .fast = ComputeKernels.current {
                ComputeKernels.enter()
                return ck_sum_of_squares(floats, count)
            }
            var total = 0.0
            for index in 0..<count { total += Double(floats[index]) * Double(floats[index]) }
            return total
        }
    }

    private static func largest(_ gradient: Tensor, atLeast start: Double) -> Double {
        let gradient = gradient.isDense ? gradient : gradient.contiguous(), count = gradient.count
        return gradient.withFloats { floats in
            var largest = start
            for index in 0..<count {
                let size = Double(abs(floats[index]))
                if size > largest || size.isNaN { largest = size }
            }
            return largest
        }
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
