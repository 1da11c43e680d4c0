extension Convolution {
    /// How many floats of patches are laid out at once: 16 MB, so that a batch needs no more memory
    /// than an image or two.
    private static let patchBudget = 4 << 20

    /// All pointers are channels-last: input `[N, H, W, C]`, weight `[O, kH, kW, C/groups]`, output `[N, H′, W′, O]`.
    ///
    /// Each output pixel's patch becomes a row of a matrix ("im2col"), which OpenBLAS multiplies with the
    /// weights. A 1×1 convolution with stride 1 finds its matrix ready: the input itself.
    func run(
        _ input: UnsafePointer<Float>, weight: UnsafePointer<Float>, bias: [Float]?,
        into result: UnsafeMutablePointer<Float>
    ) {
        let pixels = output.height * output.width
        if let bias {
            for pixel in 0..<images * pixels { (result + pixel * outChannels).update(from: bias, count: outChannels) }
        }
        let groupOutputs = outChannels / groups
        func multiply(_ rows: Int, _ patches: UnsafePointer<Float>, _ stride: Int, _ group: Int, _ firstPixel: Int) {
            MatrixEngine.multiply(
                m: rows, n: groupOutputs, k: patchSize, patches, stride: stride,
                weight + group * groupOutputs * patchSize, stride: patchSize, transposeB: true,
                beta: bias == nil ? 0 : 1, into: result + firstPixel * outChannels + group * groupOutputs,
                stride: outChannels)
        }
        if window.kernel == 1, window.stride == 1, window.padding == 0 {
            for group in 0..<groups {
                multiply(images * pixels, input + group * groupChannels, inChannels, group, 0)
            }
            return
        }
        forEachPatchBlock { patches, group, first, count in
            layOutPatches(of: input, group: group, lines: first..<first + count, into: patches)
            multiply(count * output.width, patches, patchSize, group, first * output.width)
        }
    }

    /// Lends memory for the patches of some rows of output pixels, counted across the batch's images, until all rows of
    /// all groups have had their turn.
    ///
    /// - Parameter body: gets the memory, the group, the first row, and how many.
    func forEachPatchBlock(_ body: (UnsafeMutablePointer<Float>, Int, Int, Int) -> Void) {
        let lines = images * output.height
        let linesAtOnce = min(lines, max(1, Self.patchBudget / (output.width * patchSize)))
        Scratch.withFloats(linesAtOnce * output.width * patchSize) { patches in
            for group in 0..<groups {
                for first in Swift.stride(from: 0, to: lines, by: linesAtOnce) {
                    body(patches, group, first, min(linesAtOnce, lines - first))
                }
            }
        }
    }

    /// The patches of some rows of output pixels, counted across the batch's images.
    func layOutPatches(
        of input: UnsafePointer<Float>, group: Int, lines: Range<Int>, into patches: UnsafeMutablePointer<Float>
    ) {
        for (index, line) in lines.enumerated() {
            layOutPatches(
                of: input, group: group, image: line / output.height, row: line % output.height,
                into: patches + index * output.width * patchSize)
        }
    }

    /// The patches of one row of output pixels, `[W′, kH, kW, C/groups]`, zeros where they leave the image.
    private func layOutPatches(
        of input: UnsafePointer<Float>, group: Int, image: Int, row: Int, into patches: UnsafeMutablePointer<Float>
    ) {
        let (kernel, dilation) = (window.kernel, window.dilation)
        let channels = groupChannels
        let source = input + image * height * width * inChannels + group * channels
        // Neighbours along a row lie side by side in memory, so that a kernel's row is one run to copy.
        let isOneRun = dilation.width == 1 && groups == 1
        let top = row * window.stride.height - window.padding.height
        for column in 0..<output.width {
            let left = column * window.stride.width - window.padding.width
            var target = patches + column * patchSize
            for kernelRow in 0..<kernel.height {
                let y = top + kernelRow * dilation.height
                if y < 0 || y >= height {
                    target.update(repeating: 0, count: kernel.width * channels)
                } else if isOneRun {
                    let first = max(left, 0), last = max(first, min(left + kernel.width, width))
                    if first > left { target.update(repeating: 0, count: min(first - left, kernel.width) * channels) }
                    if last > first {
                        (target + (first - left) * channels)
                            .update(from: source + (y * width + first) * inChannels, count: (last - first) * channels)
                    }
                    if last < left + kernel.width, last >= left {
                        (target + (last - left) * channels)
                            .update(repeating: 0, count: (left + kernel.width - last) * channels)
                    }
                } else {
                    for kernelColumn in 0..<kernel.width {
                        let x = left + kernelColumn * dilation.width
                        let place = target + kernelColumn * channels
                        if x < 0 || x >= width {
                            place.update(repeating: 0, count: channels)
                        } else {
                            place.update(from: source + (y * width + x) * inChannels, count: channels)
                        }
                    }
                }
                target += kernel.width * channels
            }
        }
    }
}
