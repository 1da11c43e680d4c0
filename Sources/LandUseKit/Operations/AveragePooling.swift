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
    func parts(_ count: Int, _ size: Int, _ kernel: Int, _ stride: Int, _ padding: Int) -> [AveragedParts.Part] {
        (0..<count).map { place in
            // Beyond the padding, nothing counts.
            let padded = (place * stride - padding)..<min(place * stride - padding + kernel, size + padding)
            let inside = padded.clamped(to: 0..<size)
            return AveragedParts.Part(pixels: inside, divisor: countIncludePad ? padded.count : inside.count)
        }
    }
    return averaged(
        input, "avgPool2d",
        AveragedParts(
            rows: parts(plan.output.height, plan.height, kernelSize.height, window.stride.height, padding.height),
            columns: parts(plan.output.width, plan.width, kernelSize.width, window.stride.width, padding.width)))
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
    func parts(_ count: Int, _ size: Int) -> [AveragedParts.Part] {
        (0..<count).map { index in
            let pixels = index * size / count..<((index + 1) * size + count - 1) / count
            return AveragedParts.Part(pixels: pixels, divisor: pixels.count)
        }
    }
    return averaged(
        input, "adaptiveAvgPool2d",
        AveragedParts(rows: parts(outputSize.height, input.shape[2]), columns: parts(outputSize.width, input.shape[3])))
}

/// The parts of an image that become one pixel each: every pair of some rows and some columns.
private struct AveragedParts {
    struct Part {
        var pixels: Range<Int>
        /// How many pixels their sum is divided by.
        var divisor: Int
    }

    var rows, columns: [Part]
}

private func averaged(_ input: Tensor, _ name: String, _ parts: AveragedParts) -> Tensor {
    let shape = input.shape
    let output = Tensor(uninitialized: [shape[0], shape[1], parts.rows.count, parts.columns.count], layout: .channelsLast)
    withFloats(input.detach().laid(out: .channelsLast), output) { parts.average($0, shape, into: $1) }
    return output.computed(name, from: [input]) { gradient in
        let result = Tensor(zeros: shape, layout: .channelsLast)
        withFloats(gradient.laid(out: .channelsLast), result) { parts.spread($0, to: $1, shape) }
        return [result]
    }
}

/// Pointers are channels-last; `shape` is the image's, `[N, C, H, W]`.
extension AveragedParts {
    func average(_ input: UnsafePointer<Float>, _ shape: [Int], into output: UnsafeMutablePointer<Float>) {
        let channels = shape[1]
        var sums = [Double](repeating: 0, count: channels)
        sums.withUnsafeMutableBufferPointer { sums in
            forEachPart(shape) { place, pixels, divisor in
                sums.update(repeating: 0)
                pixels { pixel in
                    let pixel = input + pixel * channels
                    for channel in 0..<channels { sums[channel] += Double(pixel[channel]) }
                }
                let result = output + place * channels
                for channel in 0..<channels { result[channel] = Float(sums[channel] / divisor) }
            }
        }
    }

    /// The gradient: each pixel gets its share of those of the parts that it belongs to.
    func spread(_ gradient: UnsafePointer<Float>, to result: UnsafeMutablePointer<Float>, _ shape: [Int]) {
        let channels = shape[1]
        forEachPart(shape) { place, pixels, divisor in
            let share = Float(1 / divisor), source = gradient + place * channels
            pixels { pixel in
                let target = result + pixel * channels
                for channel in 0..<channels { target[channel] += source[channel] * share }
            }
        }
    }

    @inline(__always)
    private func forEachPart(
        _ shape: [Int], _ body: (_ place: Int, _ pixels: ((Int) -> Void) -> Void, _ divisor: Double) -> Void
    ) {
        let (height, width) = (shape[2], shape[3])
        var place = 0
        for image in 0..<shape[0] {
            for row in rows {
                for column in columns {
                    body(
                        place,
                        { use in
                            for y in row.pixels { for x in column.pixels { use((image * height + y) * width + x) } }
                        }, Double(row.divisor * column.divisor))
                    place += 1
                }
            }
        }
    }
}
