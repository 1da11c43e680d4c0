internal import CKernels

/// The mean of each window (PyTorch's `F.avg_pool2d`).
///
/// - Parameters:
///   - input: `[N, C, H, W]`
///   - stride: the kernel's size unless given.
///   - ceilMode: whether windows count that reach beyond the image's end.
///   - countIncludePad: whether the zeros of the padding count among the values that are averaged.
/// - Returns: `[N, C, H′, W′]`, channels-last in memory, sizes as for `conv2d`.
public func avgPool2d(
    _ input: Tensor, kernelSize: Size2D, stride: Size2D? = nil, padding: Size2D = 0, ceilMode: Bool = false,
    countIncludePad: Bool = true, file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
    let window = SlidingWindow(
        kernel: kernelSize, stride: stride ?? kernelSize, padding: padding, dilation: 1, roundsUp: ceilMode)
    let plan = PoolingPlan.make("AvgPool2d", input.shape, window, file, line)
    return AveragePooling(plan: plan, kind: .windows(countIncludePad: countIncludePad)).applied(to: input, "avgPool2d")
}

/// The mean of each of `outputSize` nearly equal parts of the image (PyTorch's
/// `F.adaptive_avg_pool2d`): part i of n along a size s goes from ⌊i·s/n⌋ to ⌈(i+1)·s/n⌉.
///
/// - Parameter input: `[N, C, H, W]`
/// - Returns: `[N, C, outputSize.height, outputSize.width]`, channels-last in memory.
public func adaptiveAvgPool2d(
    _ input: Tensor, outputSize: Size2D, file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
    guard input.rank == 4, !input.shape.dropFirst().contains(0) else {
        fail("AdaptiveAvgPool2d expects [N, C, H, W] without empty dimensions, got \(input.shape)", file, line)
    }
    guard outputSize.height > 0, outputSize.width > 0 else {
        fail("AdaptiveAvgPool2d cannot make an image of \(outputSize.tuple) from \(input.shape)", file, line)
    }
    // The window says nothing here.
    let plan = PoolingPlan(
        images: input.shape[0], channels: input.shape[1], height: input.shape[2], width: input.shape[3],
        window: SlidingWindow(kernel: 1, stride: 1, padding: 0, dilation: 1), output: outputSize)
    return AveragePooling(plan: plan, kind: .parts).applied(to: input, "adaptiveAvgPool2d")
}

/// Means of windows or of parts of images, in both directions, by whichever kernels are chosen.
struct AveragePooling {
    enum Kind {
        case windows(countIncludePad: Bool)
        /// As many as there are output pixels.
        case parts
    }

    let plan: PoolingPlan
    let kind: Kind

    fileprivate func applied(to input: Tensor, _ name: String) -> Tensor {
        let output = Tensor(uninitialized: plan.outputShape, layout: .channelsLast)
        withFloats(input.detach().laid(out: .channelsLast), output) { average($0, into: $1) }
        return output.computed(name, from: [input]) { gradient in
            let result = Tensor(uninitialized: [plan.images, plan.channels, plan.height, plan.width], layout: .channelsLast)
            withFloats(gradient.laid(out: .channelsLast), result) { spread($0, into: $1) }
            return [result]
        }
    }

    private func average(_ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>) {
        guard case .fast = ComputeKernels.current else { return averageNaively(input, into: output) }
        ComputeKernels.enter()
        var sizes = plan.kernelSizes
        switch kind {
        case .windows(let countIncludePad): ck_average_pool(&sizes, countIncludePad ? 1 : 0, 0, input, output)
        case .parts: ck_adaptive_average_pool(&sizes, input, output)
        }
    }

    /// The gradient: each pixel gets its share of those of the means that it belongs to.
    private func spread(_ gradient: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>) {
        guard case .fast = ComputeKernels.current else { return spreadNaively(gradient, into: result) }
        ComputeKernels.enter()
        var sizes = plan.kernelSizes
        switch kind {
        case .windows(let countIncludePad): ck_average_pool_backward(&sizes, countIncludePad ? 1 : 0, 0, gradient, result)
        case .parts: ck_adaptive_average_pool_backward(&sizes, gradient, result)
        }
    }
}
