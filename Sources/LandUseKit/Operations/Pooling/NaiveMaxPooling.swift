/// Max pooling written out: the oracle for what computes faster. Pointers are channels-last. A window's taps are numbered
/// row by row; `Tap.max` stands for none.
extension PoolingPlan {
    func keepLargestNaively<Tap: FixedWidthInteger>(
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

    /// Adds each output's gradient to the input that won.
    func addNaively<Tap: FixedWidthInteger>(
        _ gradient: UnsafePointer<Float>, toTaps taps: UnsafePointer<Tap>, of result: UnsafeMutablePointer<Float>
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
