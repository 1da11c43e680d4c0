extension Convolution {
    /// The definition written out, one multiplication at a time: the oracle for whatever computes faster.
    /// Pointers as in `run`.
    func runNaively(
        _ input: UnsafePointer<Float>, weight: UnsafePointer<Float>, bias: [Float]?,
        into result: UnsafeMutablePointer<Float>
    ) {
        for image in 0..<images {
            for row in 0..<output.height {
                for column in 0..<output.width {
                    for out in 0..<outChannels {
                        let sum = weightedSum(input, weight, image, row, column, out)
                        let place = ((image * output.height + row) * output.width + column) * outChannels + out
                        result[place] = Float(sum + Double(bias?[out] ?? 0))
                    }
                }
            }
        }
    }

    private func weightedSum(
        _ input: UnsafePointer<Float>, _ weight: UnsafePointer<Float>, _ image: Int, _ row: Int, _ column: Int, _ out: Int
    ) -> Double {
        let firstChannel = out / (outChannels / groups) * groupChannels
        var sum = 0.0
        for kernelRow in 0..<window.kernel.height {
            let y = row * window.stride.height - window.padding.height + kernelRow * window.dilation.height
            guard (0..<height).contains(y) else { continue }
            for kernelColumn in 0..<window.kernel.width {
                let x = column * window.stride.width - window.padding.width + kernelColumn * window.dilation.width
                guard (0..<width).contains(x) else { continue }
                let pixel = input + ((image * height + y) * width + x) * inChannels + firstChannel
                let weights =
                    weight + ((out * window.kernel.height + kernelRow) * window.kernel.width + kernelColumn) * groupChannels
                for channel in 0..<groupChannels { sum += Double(pixel[channel]) * Double(weights[channel]) }
            }
        }
        return sum
    }
}
