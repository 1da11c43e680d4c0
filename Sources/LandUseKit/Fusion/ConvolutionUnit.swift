/// A convolution and the BatchNorm behind it, which fused code runs as one.
struct ConvolutionUnit {
    let convolution: Conv2d
    let norm: BatchNorm2d

    /// `nil` where the two are to run one by one: the convolution has a bias, hooks want to see what is between them, or
    /// plain kernels are asked for.
    init?(_ convolution: Conv2d, _ norm: BatchNorm2d) {
        guard convolution.bias == nil, convolution.weight.shape.first == norm.numFeatures, norm.hasItsShapes, convolution.forwardHooks.isEmpty,
            norm.forwardHooks.isEmpty, case .fast = ComputeKernels.current
        else { return nil }
        self.convolution = convolution
        self.norm = norm
    }

    /// What a gradient may be asked for.
    var parameters: [Tensor] { [convolution.weight, norm.weight, norm.bias] }

    func plan(_ input: [Int]) -> Convolution {
        switch Convolution.plan(
            input, convolution.weight.shape, nil, convolution.stride, convolution.padding, convolution.dilation,
            convolution.groups)
        {
        case .success(let plan): return plan
        case .failure(let mistake): fail(mistake.description, #fileID, #line)
        }
    }

    /// What a forward pass leaves for the gradient.
    struct Pass {
        let plan: Convolution
        /// The convolution's output, before BatchNorm.
        let output: Tensor
        let affine: ChannelAffine
    }

    /// The convolution, and BatchNorm as far as it is known without another pass over the output.
    func run(_ input: Tensor, _ before: Convolution.InputTransform? = nil) -> Pass {
        let plan = plan(input.shape), count = plan.images * plan.output.height * plan.output.width
        guard norm.isTraining else {
            return Pass(
                plan: plan, output: plan.output(of: input, convolution.weight.detach(), before), affine: .init(evaluating: norm))
        }
        norm.requireSeveralValues(count, plan.outputShape)
        var sums = [Double](repeating: 0, count: 2 * plan.outChannels)
        let output = plan.output(of: input, convolution.weight.detach(), before, sums: &sums)
        return Pass(plan: plan, output: output, affine: ChannelAffine(training: norm, of: output, sums: sums, count: count))
    }

    /// The convolution with BatchNorm's running statistics folded into its weights: one pass, nothing to keep.
    func evaluate(_ input: Tensor, residual: Tensor? = nil, hasReLU: Bool, into output: Tensor? = nil) -> Tensor {
        let plan = plan(input.shape)
        let (weight, bias) = FoldedWeights.of(convolution.weight, norm)
        return plan.output(of: input, weight, nil, .init(bias: bias, residual: residual, hasReLU: hasReLU), into: output)
    }
}
