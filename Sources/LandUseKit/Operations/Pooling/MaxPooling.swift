internal import CKernels

/// The largest value in each window (PyTorch's `F.max_pool2d`); padding never wins, NaN always does. The gradient goes to
/// the first of equal values.
///
/// - Parameters:
///   - input: `[N, C, H, W]`
///   - stride: the kernel's size unless given.
///   - ceilMode: whether windows count that reach beyond the image's end.
/// - Returns: `[N, C, H′, W′]`, channels-last in memory, sizes as for `conv2d`.
public func maxPool2d(
    _ input: Tensor, kernelSize: Size2D, stride: Size2D? = nil, padding: Size2D = 0, dilation: Size2D = 1,
    ceilMode: Bool = false, file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
    let window = SlidingWindow(
        kernel: kernelSize, stride: stride ?? kernelSize, padding: padding, dilation: dilation, roundsUp: ceilMode)
    let plan = PoolingPlan.make("MaxPool2d", input.shape, window, file, line)
    let isWanted = Autograd.wanted([input]) != nil
    let (output, taps) = plan.largest(of: input.detach(), keepsTaps: isWanted)
    guard isWanted else { return output }
    return output.computed("maxPool2d", from: [input]) { gradient in [plan.inputGradient(of: gradient, taps)] }
}

/// Both directions, by whichever kernels are chosen.
extension PoolingPlan {
    /// The largest values, channels-last in memory, and the number of each window's tap that won: one byte, or four
    /// (`UInt32`) for huge windows.
    fileprivate func largest(of input: Tensor, keepsTaps: Bool) -> (output: Tensor, taps: [UInt8]) {
        let source = input.laid(out: .channelsLast)
        let output = Tensor(uninitialized: outputShape, layout: .channelsLast)
        var sizes = kernelSizes
        let tapBytes = keepsTaps ? output.count * ck_max_pool_tap_size(&sizes) : 0
        var taps = [UInt8](unsafeUninitializedCapacity: tapBytes) { $1 = tapBytes }
        taps.withUnsafeMutableBytes { taps in
            let place = keepsTaps ? taps.baseAddress : nil
            withFloats(source, output) { source, output in
                switch ComputeKernels.current {
                case .fast:
                    ComputeKernels.enter()
                    ck_max_pool(&sizes, source, nil, output, place)
                case .reference:
                    if hasByteTaps {
                        keepLargestNaively(of: source, into: output, taps: place?.assumingMemoryBound(to: UInt8.self))
                    } else {
                        keepLargestNaively(of: source, into: output, taps: place?.bindMemory(to: UInt32.self, capacity: outputShape.product))
                    }
                }
            }
        }
        return (output, taps)
    }

    fileprivate func inputGradient(of gradient: Tensor, _ taps: [UInt8]) -> Tensor {
        let result = Tensor(uninitialized: [images, channels, height, width], layout: .channelsLast)
        var sizes = kernelSizes
        taps.withUnsafeBytes { taps in
            withFloats(gradient.laid(out: .channelsLast), result) { gradient, result in
                guard let place = taps.baseAddress else { return }
                switch ComputeKernels.current {
                case .fast:
                    ComputeKernels.enter()
                    ck_max_pool_backward(&sizes, gradient, place, nil, result)
                case .reference:
                    result.update(repeating: 0, count: images * height * width * channels)
                    if hasByteTaps {
                        addNaively(gradient, toTaps: place.assumingMemoryBound(to: UInt8.self), of: result)
                    } else {
                        addNaively(gradient, toTaps: place.assumingMemoryBound(to: UInt32.self), of: result)
                    }
                }
            }
        }
        return result
    }

    private var hasByteTaps: Bool {
        var sizes = kernelSizes
        return ck_max_pool_tap_size(&sizes) == 1
    }

    /// As the kernels want them.
    var kernelSizes: ck_pooling {
        ck_pooling(
            images: images, height: height, width: width, channels: channels, kernel_height: window.kernel.height,
            kernel_width: window.kernel.width, stride_height: window.stride.height, stride_width: window.stride.width,
            padding_height: window.padding.height, padding_width: window.padding.width,
            dilation_height: window.dilation.height, dilation_width: window.dilation.width, output_height: output.height,
            output_width: output.width)
    }
}
