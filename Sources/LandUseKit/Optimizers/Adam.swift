internal import CKernels
import Glibc

/// Adam (Kingma and Ba 2015; PyTorch's `torch.optim.Adam`): steps along an average of the gradients, divided by the root
/// of an average of their squares, both corrected for having started at zero.
///
///     g ← gradient + weightDecay · p
///     m ← β₁ · m + (1 − β₁) · g
///     v ← β₂ · v + (1 − β₂) · g²
///     p ← p − learningRate · m / (1 − β₁ᵗ) / (√v / √(1 − β₂ᵗ) + eps)
///
/// β₁ is each group's `momentum`.
public class Adam: Optimizer {
    /// The second beta.
    public final let beta2: Double
    public final let eps: Double
    /// Whether v is replaced by the largest v so far (Reddi et al. 2018).
    public final let amsgrad: Bool
    /// Whether to climb instead of descend.
    public final let maximize: Bool

    /// - Parameters:
    ///   - parameters: parameters, or groups of them
    ///   - betas: how much of the averages of gradients and of squares is kept from step to step
    public init(
        _ parameters: [some Optimizable], learningRate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
        eps: Double = 1e-8, weightDecay: Double = 0, amsgrad: Bool = false, maximize: Bool = false,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        guard (0..<1).contains(betas.0), (0..<1).contains(betas.1), eps >= 0 else {
            fail("\(Self.self): betas lie within 0..<1 and eps is not negative, got \(betas) and \(eps)", file, line)
        }
        beta2 = betas.1
        self.eps = eps
        self.amsgrad = amsgrad
        self.maximize = maximize
        super.init(
            parameters, Defaults(learningRate: learningRate, weightDecay: weightDecay, momentum: betas.0), file, line)
    }

    /// Whether weights shrink by themselves, before the step, instead of through their gradients.
    var decaysApart: Bool { false }

    override final func update(_ parameter: Tensor, _ gradient: Tensor, _ memory: inout ParameterMemory, _ group: Group) {
        memory.steps += 1
        let rule = AdaptiveStep(
            learningRate: group.learningRate, beta1: group.momentum, beta2: beta2, eps: eps,
            weightDecay: group.weightDecay, decaysApart: decaysApart, isClimb: maximize, step: memory.steps)
        let mean = memory.average("exp_avg", like: parameter)
        let squares = memory.average("exp_avg_sq", like: parameter)
        let largest = amsgrad ? memory.average("max_exp_avg_sq", like: parameter) : nil
        let count = parameter.count
        parameter.withMutableFloats { parameter in
            withFloats(gradient, mean, squares) { gradient, mean, squares in
                if let largest {
                    largest.withFloats { rule.run(parameter, gradient, mean, squares, largest: $0, count) }
                } else {
                    rule.run(parameter, gradient, mean, squares, largest: nil, count)
                }
            }
        }
    }

    override final var momentumIsBeta: Bool { true }

    override final var averageNames: [String] { ["exp_avg", "exp_avg_sq"] + (amsgrad ? ["max_exp_avg_sq"] : []) }

    override final func settings(of group: Group) -> [String: String] {
        [
            "betas": "(\(Decimal.python(group.momentum)), \(Decimal.python(beta2)))", "eps": Decimal.python(eps),
            "amsgrad": Decimal.python(amsgrad), "maximize": Decimal.python(maximize),
        ]
    }

    override final var options: [String: String] {
        ["beta2": "\(beta2)", "eps": "\(eps)", "amsgrad": "\(amsgrad)", "maximize": "\(maximize)"]
    }
}

/// Adam whose weights decay apart from the gradients (Loshchilov and Hutter 2019; PyTorch's `torch.optim.AdamW`): each
/// step begins with p ← p · (1 − learningRate · weightDecay).
public final class AdamW: Adam {
    public override init(
        _ parameters: [some Optimizable], learningRate: Double = 1e-3, betas: (Double, Double) = (0.9, 0.999),
        eps: Double = 1e-8, weightDecay: Double = 1e-2, amsgrad: Bool = false, maximize: Bool = false,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        super.init(
            parameters, learningRate: learningRate, betas: betas, eps: eps, weightDecay: weightDecay, amsgrad: amsgrad,
            maximize: maximize, file: file, line: line)
    }

    override var decaysApart: Bool { true }
}

/// One step of Adam over blocks of memory.
private struct AdaptiveStep {
    let learningRate, beta1, beta2, eps, weightDecay: Double
    let decaysApart, isClimb: Bool
    /// Counted from 1.
    let step: Int

    func run(
        _ parameter: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>, _ mean: UnsafeMutablePointer<Float>,
        _ squares: UnsafeMutablePointer<Float>, largest: UnsafeMutablePointer<Float>?, _ count: Int
    ) {
        guard case .fast = ComputeKernels.current else {
            return runPlainly(parameter, gradient, mean, squares, largest: largest, count)
        }
        ComputeKernels.enter()
        var rule = ck_adam(
            rate: learningRate, beta1: beta1, beta2: beta2, epsilon: eps, weight_decay: weightDecay,
            is_decoupled: decaysApart ? 1 : 0, maximize: isClimb ? 1 : 0)
        ck_adam_step(&rule, step, count, gradient, parameter, mean, squares, largest)
    }

    private func runPlainly(
        _ parameter: UnsafeMutablePointer<Float>, _ gradient: UnsafePointer<Float>, _ mean: UnsafeMutablePointer<Float>,
        _ squares: UnsafeMutablePointer<Float>, largest: UnsafeMutablePointer<Float>?, _ count: Int
    ) {
        // What is the same for all parameters is computed in double precision, as in PyTorch.
        let stepSize = Float(learningRate / (1 - pow(beta1, Double(step))))
        let rootCorrection = Float((1 - pow(beta2, Double(step))).squareRoot())
        let shrinkage = decaysApart ? Float(1 - learningRate * weightDecay) : 1
        let decay = decaysApart ? 0 : Float(weightDecay), sign: Float = isClimb ? -1 : 1, eps = Float(eps)
        let newShare = Float(1 - beta1), keptSquares = Float(beta2), newSquares = Float(1 - beta2)
        for index in 0..<count {
            let weight = parameter[index] * shrinkage
            let slope = sign * gradient[index] + decay * weight
            mean[index] += newShare * (slope - mean[index])
            squares[index] = keptSquares * squares[index] + newSquares * slope * slope
            var square = squares[index]
            if let largest {
                square = square < largest[index] ? largest[index] : square
                largest[index] = square
            }
            parameter[index] = weight - stepSize * mean[index] / (square.squareRoot() / rootCorrection + eps)
        }
    }
}
