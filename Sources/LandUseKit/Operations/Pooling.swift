/// The largest value in each window (PyTorch's `F.max_pool2d`); padding never wins, NaN always does.
///
/// - Parameter input: `[N, C, H, W]`
/// - Returns: `[N, C, H′, W′]`, sizes as for `conv2d`.
public func maxPool2d(
    _ input: Tensor, kernelSize: Size2D, stride: Size2D? = nil, padding: Size2D = 0, dilation: Size2D = 1,
    file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
    guard input.rank == 4 else { fail("MaxPool2d expects [N, C, H, W], got \(input.shape)", file, line) }
    guard padding.height * 2 <= kernelSize.height, padding.width * 2 <= kernelSize.width else {
        fail("MaxPool2d: the padding \(padding.tuple) is more than half the kernel \(kernelSize.tuple)", file, line)
    }
    let window = SlidingWindow(kernel: kernelSize, stride: stride ?? kernelSize, padding: padding, dilation: dilation)
    let (images, channels, height, width) = (input.shape[0], input.shape[1], input.shape[2], input.shape[3])
    let size = window.outputSize(height: height, width: width)
    guard size.height > 0, size.width > 0 else {
        fail("MaxPool2d: the kernel \(kernelSize.tuple) does not fit into \(input.shape)", file, line)
    }
    let source = input.laid(out: .channelsLast)
    let output = Tensor(uninitialized: [images, channels, size.height, size.width], layout: .channelsLast)
    withFloats(source, output) { source, output in
        for image in 0..<images {
            for row in 0..<size.height {
                for column in 0..<size.width {
                    let result = output + ((image * size.height + row) * size.width + column) * channels
                    result.update(repeating: -.infinity, count: channels)
                    for kernelRow in 0..<kernelSize.height {
                        let y = row * window.stride.height - padding.height + kernelRow * dilation.height
                        guard y >= 0, y < height else { continue }
                        for kernelColumn in 0..<kernelSize.width {
                            let x = column * window.stride.width - padding.width + kernelColumn * dilation.width
                            guard x >= 0, x < width else { continue }
                            keepLargest(source + ((image * height + y) * width + x) * channels, in: result, channels)
                        }
                    }
                }
            }
        }
    }
    return output
}

@inline(__always)
private func keepLargest(_ pixel: UnsafePointer<Float>, in result: UnsafeMutablePointer<Float>, _ count: Int) {
    for channel in 0..<count {
        let value = pixel[channel], largest = result[channel]
        // Written so that a NaN on either side stays.
        result[channel] = value <= largest ? largest : (largest.isNaN ? largest : value)
    }
}

/// The mean of each of `outputSize` nearly equal parts of the image (PyTorch's
/// `F.adaptive_avg_pool2d`): part i of n along a size s goes from ⌊i·s/n⌋ to ⌈(i+1)·s/n⌉.
///
/// - Parameter input: `[N, C, H, W]`
/// - Returns: `[N, C, outputSize.height, outputSize.width]`
public func adaptiveAvgPool2d(
    _ input: Tensor, outputSize: Size2D, file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
    guard input.rank == 4, !input.shape.dropFirst().contains(0) else {
        fail("AdaptiveAvgPool2d expects [N, C, H, W] without empty dimensions, got \(input.shape)", file, line)
    }
    guard outputSize.height > 0, outputSize.width > 0 else {
        fail("AdaptiveAvgPool2d cannot make an image of \(outputSize.tuple)", file, line)
    }
    let (images, channels, height, width) = (input.shape[0], input.shape[1], input.shape[2], input.shape[3])
    let source = input.laid(out: .channelsLast)
    let output = Tensor(
        uninitialized: [images, channels, outputSize.height, outputSize.width], layout: .channelsLast)
    func part(_ index: Int, _ parts: Int, _ size: Int) -> Range<Int> {
        index * size / parts..<((index + 1) * size + parts - 1) / parts
    }
    withFloats(source, output) { source, output in
        var sums = [Double](repeating: 0, count: channels)
        for image in 0..<images {
            for row in 0..<outputSize.height {
                for column in 0..<outputSize.width {
                    let rows = part(row, outputSize.height, height), columns = part(column, outputSize.width, width)
                    for channel in 0..<channels { sums[channel] = 0 }
                    for y in rows {
                        for x in columns {
                            let pixel = source + ((image * height + y) * width + x) * channels
                            for channel in 0..<channels { sums[channel] += Double(pixel[channel]) }
                        }
                    }
                    let result = output + ((image * outputSize.height + row) * outputSize.width + column) * channels
                    let size = Double(rows.count * columns.count)
                    for channel in 0..<channels { result[channel] = Float(sums[channel] / size) }
                }
            }
        }
    }
    return output
}
