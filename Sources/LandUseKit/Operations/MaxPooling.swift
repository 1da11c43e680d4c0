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
    return maxPool2d(input, PoolingPlan.make("MaxPool2d", input.shape, window, file, line))
}

private func maxPool2d(_ input: Tensor, _ plan: PoolingPlan) -> Tensor {
    // What is kept for the gradient is the number of each window's tap that won: one byte, unless windows are huge.
    plan.window.kernel.height * plan.window.kernel.width <= Int(UInt8.max)
        ? maxPool2d(input, plan, UInt8.self) : maxPool2d(input, plan, UInt32.self)
}

private func maxPool2d<Tap: FixedWidthInteger & Sendable>(_ input: Tensor, _ plan: PoolingPlan, _: Tap.Type) -> Tensor {
    let source = input.detach().laid(out: .channelsLast)
    let output = Tensor(uninitialized: plan.outputShape, layout: .channelsLast)
    guard Autograd.wanted([input]) != nil else {
        withFloats(source, output) { plan.largest(of: $0, into: $1, taps: UnsafeMutablePointer<Tap>?.none) }
        return output
    }
    let taps = [Tap](unsafeUninitializedCapacity: output.count) { taps, count in
        withFloats(source, output) { plan.largest(of: $0, into: $1, taps: taps.baseAddress) }
        count = output.count
    }
    return output.computed("maxPool2d", from: [input]) { gradient in
        let result = Tensor(zeros: [plan.images, plan.channels, plan.height, plan.width], layout: .channelsLast)
        taps.withUnsafeBufferPointer { taps in
            withFloats(gradient.laid(out: .channelsLast), result) { plan.add($0, toTaps: taps, of: $1) }
        }
        return [result]
    }
}

/// Pointers are channels-last. A window's taps are numbered row by row; `Tap.max` stands for none.
extension PoolingPlan {
    fileprivate func largest<Tap: FixedWidthInteger>(
        of input: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>, taps: UnsafeMutablePointer<Tap>?
    ) {
        forEachOutputPixel { place, rows, columns in
            let best = result + place * channels, winners = taps.map { $0 + place * channels }
            best.update(repeating: -.infinity, count: channels)
            winners?.update(repeating: .max, count: channels)
            var isFirst = true
            forEachTap(rows, columns) { tap, pixel in
                let pixel = input + pixel * channels
                if let winners {
                    keepLargest(pixel, in: best, Tap(truncatingIfNeeded: tap), in: winners, isFirst: isFirst)
                } else {
                    keepLargest(pixel, in: best)
                }
                isFirst = false
            }
        }
    }

    @inline(__always)
    private func keepLargest(_ pixel: UnsafePointer<Float>, in best: UnsafeMutablePointer<Float>) {
        for channel in 0..<channels {
            let value = pixel[channel]
            if value > best[channel] || value.isNaN { best[channel] = value }
        }
    }

    @inline(__always)
    private func keepLargest<Tap: FixedWidthInteger>(
        _ pixel: UnsafePointer<Float>, in best: UnsafeMutablePointer<Float>, _ tap: Tap, in winners: UnsafeMutablePointer<Tap>,
        isFirst: Bool
    ) {
        for channel in 0..<channels {
            let value = pixel[channel]
            // Of values that are all −∞, the first has won.
            if value > best[channel] || value.isNaN || isFirst {
                best[channel] = value
                winners[channel] = tap
            }
        }
    }

    fileprivate func add<Tap: FixedWidthInteger>(
        _ gradient: UnsafePointer<Float>, toTaps taps: UnsafeBufferPointer<Tap>, of result: UnsafeMutablePointer<Float>
    ) {
        let kernelWidth = window.kernel.width
        forEachOutputPixel { place, rows, columns in
            let first = (rows.first * width + columns.first) * channels
            for channel in 0..<channels {
                let index = place * channels + channel, tap = taps[index]
                guard tap != .max else { continue }
                let (row, column) = Int(tap).quotientAndRemainder(dividingBy: kernelWidth)
                let step = (row * window.dilation.height * width + column * window.dilation.width) * channels
                result[first + step + channel] += gradient[index]
            }
        }
    }

    /// Where a window's taps lie along one axis of the image: the first, which may be in the padding, and those within.
    private struct Taps {
        var first: Int
        var inside: Range<Int>
    }

    /// Calls `body` with each output pixel's number and its window. Row numbers count from the first image's on.
    @inline(__always)
    private func forEachOutputPixel(_ body: (_ place: Int, _ rows: Taps, _ columns: Taps) -> Void) {
        func taps(_ place: Int, _ size: Int, _ kernel: Int, _ stride: Int, _ padding: Int, _ dilation: Int) -> Taps {
            let first = place * stride - padding
            let before = max(0, (-first + dilation - 1) / dilation)
            let count = min(kernel, max(before, (size - first + dilation - 1) / dilation))
            return Taps(first: first, inside: min(before, count)..<count)
        }
        let (kernel, stride, padding, dilation) = (window.kernel, window.stride, window.padding, window.dilation)
        for image in 0..<images {
            for row in 0..<output.height {
                var rows = taps(row, height, kernel.height, stride.height, padding.height, dilation.height)
                rows.first += image * height
                for column in 0..<output.width {
                    let columns = taps(column, width, kernel.width, stride.width, padding.width, dilation.width)
                    body((image * output.height + row) * output.width + column, rows, columns)
                }
            }
        }
    }

    /// Calls `body` with the number of each tap that is within the image, and that of the input pixel there.
    @inline(__always)
    private func forEachTap(_ rows: Taps, _ columns: Taps, _ body: (_ tap: Int, _ pixel: Int) -> Void) {
        for row in rows.inside {
            let y = rows.first + row * window.dilation.height
            for column in columns.inside {
                body(row * window.kernel.width + column, y * width + columns.first + column * window.dilation.width)
            }
        }
    }
}
