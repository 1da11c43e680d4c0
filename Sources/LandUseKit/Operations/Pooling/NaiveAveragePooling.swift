/// Average pooling written out: the oracle for what computes faster. Pointers are channels-last.
extension AveragePooling {
    func averageNaively(_ input: UnsafePointer<Float>, into output: UnsafeMutablePointer<Float>) {
        let channels = plan.channels
        var sums = [Double](repeating: 0, count: channels)
        sums.withUnsafeMutableBufferPointer { sums in
            forEachMean { place, pixels, divisor in
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

    func spreadNaively(_ gradient: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>) {
        let channels = plan.channels
        result.update(repeating: 0, count: plan.images * plan.height * plan.width * channels)
        forEachMean { place, pixels, divisor in
            let share = Float(1 / divisor), source = gradient + place * channels
            pixels { pixel in
                let target = result + pixel * channels
                for channel in 0..<channels { target[channel] += source[channel] * share }
            }
        }
    }

    /// What one mean is taken of along one axis.
    private struct Part {
        var pixels: Range<Int>
        /// How many pixels their sum is divided by.
        var divisor: Int
    }

    private func parts(_ count: Int, _ size: Int, _ kernel: Int, _ stride: Int, _ padding: Int) -> [Part] {
        (0..<count).map { place in
            switch kind {
            case .parts:
                let pixels = place * size / count..<((place + 1) * size + count - 1) / count
                return Part(pixels: pixels, divisor: pixels.count)
            case .windows(let countIncludePad):
                // Beyond the padding, nothing counts.
                let padded = place * stride - padding..<min(place * stride - padding + kernel, size + padding)
                let inside = padded.clamped(to: 0..<size)
                return Part(pixels: inside, divisor: countIncludePad ? padded.count : inside.count)
            }
        }
    }

    /// Calls `body` with each output pixel's number, and a way to go through the numbers of the pixels that it is the mean of.
    @inline(__always)
    private func forEachMean(_ body: (_ place: Int, _ pixels: ((Int) -> Void) -> Void, _ divisor: Double) -> Void) {
        let (kernel, stride, padding) = (plan.window.kernel, plan.window.stride, plan.window.padding)
        let rows = parts(plan.output.height, plan.height, kernel.height, stride.height, padding.height)
        let columns = parts(plan.output.width, plan.width, kernel.width, stride.width, padding.width)
        var place = 0
        for image in 0..<plan.images {
            for row in rows {
                for column in columns {
                    body(
                        place,
                        { use in
                            for y in row.pixels { for x in column.pixels { use((image * plan.height + y) * plan.width + x) } }
                        }, Double(row.divisor * column.divisor))
                    place += 1
                }
            }
        }
    }
}
