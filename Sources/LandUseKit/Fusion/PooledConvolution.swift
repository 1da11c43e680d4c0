internal import CKernels

/// A convolution, BatchNorm or a bias, ReLU and max pooling as one operation: the stem of a residual network, or a layer of
/// a plain one. What would be the largest activations of a network are never written; pooling computes them as it reads.
struct PooledConvolution {
    /// What stands between the convolution and the ReLU.
    enum Middle {
        case norm(BatchNorm2d)
        case bias
    }

    let convolution: Conv2d
    let middle: Middle
    let pool: MaxPool2d

    /// `nil` where the layers are to run one by one: hooks want to see what is between them, plain kernels are asked for,
    /// or a bias stands before a BatchNorm.
    init?(_ convolution: Conv2d, _ norm: BatchNorm2d?, _ relu: ReLU, _ pool: MaxPool2d) {
        let modules: [Module] = [convolution, relu, pool] + [norm].compactMap { $0 }
        guard case .fast = ComputeKernels.current, modules.allSatisfy(\.forwardHooks.isEmpty) else { return nil }
        if let norm {
            guard convolution.bias == nil, convolution.weight.shape.first == norm.numFeatures, norm.hasItsShapes else { return nil }
            middle = .norm(norm)
        } else {
            guard convolution.bias != nil else { return nil }
            middle = .bias
        }
        self.convolution = convolution
        self.pool = pool
    }

    func callAsFunction(_ input: Tensor) -> Tensor {
        var inputs: [Tensor?] = [input, convolution.weight]
        switch middle {
        case .norm(let norm): inputs += [norm.weight, norm.bias]
        case .bias: inputs.append(convolution.bias)
        }
        let wanted = Autograd.wanted(inputs)
        let x = input.detach().laid(out: .channelsLast), plan = plan(x.shape)
        var before: Convolution.InputTransform, affine: ChannelAffine?, raw: Tensor
        switch middle {
        case .bias:
            raw = plan.output(of: x, convolution.weight.detach())
            before = .init(scale: nil, shift: convolution.bias?.detach().contiguous(), hasReLU: true)
        case .norm(let norm):
            guard let unit = ConvolutionUnit(convolution, norm) else { preconditionFailure() }
            if wanted == nil, !norm.isTraining {
                raw = unit.evaluate(x, hasReLU: true)
                return pooled(raw, nil, keepsTaps: false).output
            }
            let pass = unit.run(x)
            (raw, affine, before) = (pass.output, pass.affine, pass.affine.thenReLU)
        }
        let (output, taps) = pooled(raw, before, keepsTaps: wanted != nil)
        guard let wanted else { return output }
        let gradient = PooledConvolutionGradient(
            wanted: wanted, plan: plan, pooling: pooling(raw.shape), input: wanted[1] ? SavedTensor(x) : nil, weight: SavedTensor(convolution.weight),
            raw: affine == nil ? nil : raw, affine: affine, output: output.detach(), taps: taps)
        return output.computed("PooledConvolution", from: inputs) { gradient($0) }
    }

    private func plan(_ input: [Int]) -> Convolution {
        switch Convolution.plan(
            input, convolution.weight.shape, convolution.bias?.shape, convolution.stride, convolution.padding,
            convolution.dilation, convolution.groups)
        {
        case .success(let plan): return plan
        case .failure(let mistake): fail(mistake.description, #fileID, #line)
        }
    }

    private func pooled(
        _ raw: Tensor, _ before: Convolution.InputTransform?, keepsTaps: Bool
    ) -> (output: Tensor, taps: TensorStorage?) {
        var sizes = pooling(raw.shape)
        let output = Tensor(
            uninitialized: [sizes.images, sizes.channels, sizes.output_height, sizes.output_width], layout: .channelsLast)
        let taps = keepsTaps ? TensorStorage(bytes: output.count * ck_max_pool_tap_size(&sizes)) : nil
        ComputeKernels.enter()
        withExtendedLifetime((before, taps)) {
            let transform = ck_input_transform(
                scale: before?.scale?.floats, shift: before?.shift?.floats, relu: before?.hasReLU == true ? 1 : 0)
            withUnsafePointer(to: transform) { transform in
                withFloats(raw, output) { ck_max_pool(&sizes, $0, before == nil ? nil : transform, $1, taps?.floats) }
            }
        }
        return (output, taps)
    }

    private func pooling(_ shape: [Int]) -> ck_pooling {
        PoolingPlan.make("MaxPool2d", shape, pool.window, #fileID, #line).kernelSizes
    }
}

/// The gradient of a `PooledConvolution`.
private struct PooledConvolutionGradient {
    let wanted: [Bool]
    let plan: Convolution
    let pooling: ck_pooling
    let input: SavedTensor?
    let weight: SavedTensor
    /// The convolution's output, which BatchNorm's gradient needs.
    let raw: Tensor?
    let affine: ChannelAffine?
    let output: Tensor
    let taps: TensorStorage?

    func callAsFunction(_ gradient: Tensor) -> [Tensor?] {
        var pooling = pooling
        let gradient = gradient.laid(out: .channelsLast), channels = plan.outChannels
        // Over the convolution's output, which was kept for this, unless the graph is retained.
        let d = raw.flatMap { GradientMode.retainsGraph ? nil : $0 } ?? Tensor(uninitialized: plan.outputShape, layout: .channelsLast)
        var results = [Tensor?](repeating: nil, count: wanted.count)
        ComputeKernels.enter()
        if let raw, let affine {
            let terms = normTerms(gradient, raw, affine)
            results[2] = wanted[2] ? terms.weight : nil
            results[3] = wanted[3] ? terms.bias : nil
            withExtendedLifetime((terms, taps)) {
                withFloats(gradient, raw, d) { gradient, raw, d in
                    var combine = ck_pooling_combine(x: raw, a: terms.a.floats, b: terms.b.floats, c: terms.c.floats)
                    ck_max_pool_backward(&pooling, gradient, taps?.floats, &combine, d)
                }
            }
        } else {
            if wanted[2] {
                let sums = ChannelPasses.masked(gradient, by: output, first: nil, keepsMasked: false).sums
                results[2] = Tensor(sums[..<channels].map(Float.init))
            }
            withExtendedLifetime(taps) {
                withFloats(gradient, d) { ck_max_pool_backward(&pooling, $0, taps?.floats, nil, $1) }
            }
        }
        results[1] = input.map { plan.weightGradient(of: d, $0.restored()) }
        if wanted[0] { results[0] = plan.inputGradient(of: d, weight.restored()) }
        return results
    }

    /// The sums that BatchNorm's gradient needs are over what won, as it was before BatchNorm and ReLU. Those winners follow
    /// from the result, where ReLU let them through.
    private func normTerms(_ gradient: Tensor, _ raw: Tensor, _ affine: ChannelAffine) -> ChannelAffine.Gradient {
        let channels = plan.outChannels
        if !affine.isFarFromZero {
            let sums = ChannelPasses.masked(gradient, by: output, first: output, keepsMasked: false).sums
            if let products = affine.productsBefore(sum: sums[..<channels], productAfter: sums[channels..<2 * channels]) {
                return affine.gradient(of: gradient, output, sum: sums[..<channels], product: products[...])
            }
        }
        var pooling = pooling
        let winners = Tensor(uninitialized: output.shape, layout: .channelsLast)
        withExtendedLifetime(taps) {
            withFloats(raw, winners) { ck_max_pool_winners(&pooling, $0, taps?.floats, $1) }
        }
        let (masked, sums) = ChannelPasses.masked(gradient, by: output, first: winners)
        return affine.gradient(of: masked, winners, sum: sums[..<channels], product: sums[channels..<2 * channels])
    }
}
