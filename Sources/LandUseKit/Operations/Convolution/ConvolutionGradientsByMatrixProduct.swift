extension Convolution {
    /// The gradient with respect to the weights, `[O, kH, kW, C/groups]`, from the input `[N, H, W, C]` and the output's
    /// gradient `[N, H′, W′, O]`: each output pixel adds its patch times its gradient.
    func weightGradientByMatrixProduct(
        _ input: UnsafePointer<Float>, _ gradient: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>
    ) {
        let groupOutputs = outChannels / groups
        result.update(repeating: 0, count: outChannels * patchSize)
        forEachPatchBlock { patches, group, first, count in
            layOutPatches(of: input, group: group, lines: first..<first + count, into: patches)
            MatrixEngine.multiply(
                m: groupOutputs, n: patchSize, k: count * output.width,
                gradient + first * output.width * outChannels + group * groupOutputs, stride: outChannels, transposeA: true,
                patches, stride: patchSize, beta: 1, into: result + group * groupOutputs * patchSize, stride: patchSize)
        }
    }

    /// The gradient with respect to the input: each output pixel's gradient times the weights is a patch of gradients,
    /// which are added up where patches overlap.
    func inputGradientByMatrixProduct(
        _ gradient: UnsafePointer<Float>, weight: UnsafePointer<Float>, into result: UnsafeMutablePointer<Float>
    ) {
        let groupOutputs = outChannels / groups
        result.update(repeating: 0, count: images * height * width * inChannels)
        forEachPatchBlock { patches, group, first, count in
            MatrixEngine.multiply(
                m: count * output.width, n: patchSize, k: groupOutputs,
                gradient + first * output.width * outChannels + group * groupOutputs, stride: outChannels,
                weight + group * groupOutputs * patchSize, stride: patchSize, into: patches, stride: patchSize)
            for line in first..<first + count {
                addPatches(patches + (line - first) * output.width * patchSize, group: group, line: line, to: result)
            }
        }
    }

    /// Adds the patches of one row of output pixels to the input's pixels that they cover.
    private func addPatches(
        _ patches: UnsafePointer<Float>, group: Int, line: Int, to result: UnsafeMutablePointer<Float>
    ) {
        let (image, row) = line.quotientAndRemainder(dividingBy: output.height)
        let target = result + image * height * width * inChannels + group * groupChannels
        let channels = groupChannels
        for column in 0..<output.width {
            var patch = patches + column * patchSize
            for kernelRow in 0..<window.kernel.height {
                let y = row * window.stride.height - window.padding.height + kernelRow * window.dilation.height
                for kernelColumn in 0..<window.kernel.width {
                    let x = column * window.stride.width - window.padding.width + kernelColumn * window.dilation.width
                    if y >= 0, y < height, x >= 0, x < width {
                        let pixel = target + (y * width + x) * inChannels
                        for channel in 0..<channels { pixel[channel] += patch[channel] }
                    }
                    patch += channels
                }
            }
        }
    }
}
