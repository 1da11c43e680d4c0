import CKernels
import Testing

/// Against the reference in double precision. Winograd's transforms lose a few bits: about 5e-6 of the largest value was
/// seen.
@Suite("Winograd's convolution")
struct WinogradTests {
    struct Shape: CustomTestStringConvertible {
        var images = 1
        var height, width, channels, filters: Int
        var padding = (1, 1)

        var testDescription: String {
            "\(images) × \(height) × \(width), \(channels) → \(filters) channels, padding \(padding.0), \(padding.1)"
        }

        var convolution: ck_convolution {
            ck_convolution(
                images: images, height: height, width: width, channels: channels, filters: filters, kernel_height: 3,
                kernel_width: 3, stride_height: 1, stride_width: 1, padding_height: padding.0,
                padding_width: padding.1, dilation_height: 1, dilation_width: 1, groups: 1,
                output_height: height + 2 * padding.0 - 2, output_width: width + 2 * padding.1 - 2)
        }
        /// Which of the things that can be done on the way; all at once where there is much to pack.
        var transforms: Range<Int> { weights > 1 << 18 ? 3..<4 : 0..<4 }
        var inputs: Int { images * height * width * channels }
        var outputs: Int { images * convolution.output_height * convolution.output_width * filters }
        var weights: Int { 9 * channels * filters }
    }

    static let shapes = [
        Shape(height: 1, width: 1, channels: 16, filters: 16),
        Shape(height: 4, width: 4, channels: 16, filters: 16),
        // Tiles that are cut off; filters and channels that fill half a panel.
        Shape(height: 5, width: 3, channels: 32, filters: 16),
        Shape(images: 2, height: 7, width: 7, channels: 16, filters: 48),
        Shape(height: 6, width: 9, channels: 48, filters: 32),
        // Tiles with pixels on all sides, and several chunks of tiles.
        Shape(images: 2, height: 13, width: 18, channels: 16, filters: 16),
        Shape(images: 300, height: 1, width: 1, channels: 16, filters: 16),
        // Other paddings.
        Shape(images: 2, height: 8, width: 5, channels: 16, filters: 32, padding: (0, 0)),
        Shape(height: 2, width: 11, channels: 16, filters: 16, padding: (2, 0)),
        // More filters than a unit takes for the gradient of weights.
        Shape(height: 2, width: 1, channels: 16, filters: 272),
    ]
    static let manyWeights = [
        // All threads work together, on weights that are transformed beforehand, and where they are used.
        Shape(height: 2, width: 2, channels: 256, filters: 256),
        Shape(images: 2, height: 1, width: 1, channels: 256, filters: 512),
    ]

    private func packed(
        _ c: inout ck_convolution, _ direction: ck_direction, _ w: GuardedFloats, _ setting: Setting
    ) -> GuardedFloats {
        let packed = GuardedFloats([Float](repeating: .nan, count: ck_winograd_packed_weights_count(&c, direction)))
        setting.run { ck_winograd_pack_weights(&c, direction, w.pointer, packed.pointer) }
        return packed
    }

    @Test("gives the outputs, with all that is done on the way", arguments: shapes + manyWeights)
    func forward(shape: Shape) {
        var c = shape.convolution
        let x = GuardedFloats(values(shape.inputs, seed: 1)), w = GuardedFloats(values(shape.weights, seed: 2))
        let channels = GuardedFloats(values(shape.channels, seed: 3)), bias = GuardedFloats(values(shape.filters, seed: 4))
        let residual = GuardedFloats(values(shape.outputs, seed: 5))
        for transforms in shape.transforms {
            let (hasInput, hasOutput) = (transforms & 1 != 0, transforms & 2 != 0)
            var input = ck_input_transform(scale: channels.pointer, shift: channels.pointer, relu: 1)
            func outputs(_ convolve: (UnsafePointer<ck_input_transform>?, inout ck_output_transform, GuardedFloats) -> Void)
                -> (y: [Float], sums: [Double])
            {
                var sums = [Double](repeating: .nan, count: 2 * shape.filters)
                let y = GuardedFloats([Float](repeating: .nan, count: shape.outputs))
                sums.withUnsafeMutableBufferPointer { sums in
                    var output = ck_output_transform(
                        bias: hasOutput ? bias.pointer : nil, residual: hasOutput ? residual.pointer : nil,
                        relu: hasOutput ? 1 : 0, sums: sums.baseAddress)
                    withUnsafePointer(to: &input) { convolve(hasInput ? $0 : nil, &output, y) }
                }
                return (y.values, sums)
            }
            let expected = outputs { ck_reference_convolve(&c, x.pointer, $0, w.pointer, &$1, $2.pointer) }
            var first: [ck_instruction_set.RawValue: [Float]] = [:]
            for setting in Setting.all {
                let packed = packed(&c, ck_forward, w, setting)
                let actual = setting.run {
                    outputs { ck_winograd_convolve(&c, x.pointer, $0, packed.pointer, &$1, $2.pointer) }
                }
                expectClose(actual.y, expected.y, within: 2e-5, "outputs, \(setting), transforms \(transforms)")
                expectClose(actual.sums, expected.sums, within: 2e-5, "sums, \(setting), transforms \(transforms)")
                #expect(actual.y == first[setting.set.rawValue, default: actual.y], "\(setting)")
                first[setting.set.rawValue] = actual.y
            }
        }
    }

    @Test("gives the inputs' gradient, with all that is done on the way", arguments: shapes + manyWeights)
    func backwardData(shape: Shape) {
        var c = shape.convolution
        let dy = GuardedFloats(values(shape.outputs, seed: 1)), w = GuardedFloats(values(shape.weights, seed: 2))
        let scale = GuardedFloats(values(shape.channels, seed: 3)), shift = GuardedFloats(values(shape.channels, seed: 4))
        let inputs = (5..<9).map { GuardedFloats(values(shape.inputs, seed: $0)) }
        for transforms in shape.transforms {
            func gradients(_ convolve: (inout ck_gradient_transform, GuardedFloats) -> Void) -> (dx: [Float], sums: [Double]) {
                var sums = [Double](repeating: .nan, count: 3 * shape.channels)
                let dx = GuardedFloats([Float](repeating: .nan, count: shape.inputs))
                sums.withUnsafeMutableBufferPointer { sums in
                    var gradient = ck_gradient_transform(
                        addend: transforms & 1 != 0 ? inputs[0].pointer : nil,
                        activation: transforms != 0 ? inputs[1].pointer : nil,
                        scale: transforms & 2 != 0 ? scale.pointer : nil,
                        shift: transforms & 2 != 0 ? shift.pointer : nil, first: inputs[2].pointer,
                        second: transforms & 2 != 0 ? inputs[3].pointer : nil, sums: sums.baseAddress)
                    convolve(&gradient, dx)
                }
                return (dx.values, sums)
            }
            let expected = gradients { ck_reference_convolve_backward_data(&c, dy.pointer, w.pointer, &$0, $1.pointer) }
            var first: [ck_instruction_set.RawValue: [Double]] = [:]
            for setting in Setting.all {
                let packed = packed(&c, ck_backward_data, w, setting)
                let actual = setting.run {
                    gradients { ck_winograd_convolve_backward_data(&c, dy.pointer, packed.pointer, &$0, $1.pointer) }
                }
                expectClose(actual.dx, expected.dx, within: 2e-5, "gradients, \(setting), transforms \(transforms)")
                expectClose(actual.sums, expected.sums, within: 2e-5, "sums, \(setting), transforms \(transforms)")
                #expect(actual.sums == first[setting.set.rawValue, default: actual.sums], "\(setting)")
                first[setting.set.rawValue] = actual.sums
            }
        }
    }

    @Test("gives the weights' gradient, alone and added", arguments: shapes)
    func backwardWeights(shape: Shape) {
        var c = shape.convolution
        let x = GuardedFloats(values(shape.inputs, seed: 1)), dy = GuardedFloats(values(shape.outputs, seed: 2))
        let channels = GuardedFloats(values(shape.channels, seed: 3)), before = values(shape.weights, seed: 4)
        for accumulates in [Int32(0), 1] {
            var input = ck_input_transform(scale: channels.pointer, shift: channels.pointer, relu: 1)
            func gradients(_ convolve: (UnsafePointer<ck_input_transform>?, GuardedFloats) -> Void) -> [Float] {
                let dw = GuardedFloats(before)
                withUnsafePointer(to: &input) { convolve(accumulates != 0 ? $0 : nil, dw) }
                return dw.values
            }
            let expected = gradients {
                ck_reference_convolve_backward_weights(&c, x.pointer, $0, dy.pointer, $1.pointer, accumulates)
            }
            var first: [ck_instruction_set.RawValue: [Float]] = [:]
            for setting in Setting.all {
                let actual = setting.run {
                    gradients {
                        ck_winograd_convolve_backward_weights(&c, x.pointer, $0, dy.pointer, $1.pointer, accumulates)
                    }
                }
                expectClose(actual, expected, within: 2e-5, "gradients, \(setting), added: \(accumulates)")
                #expect(actual == first[setting.set.rawValue, default: actual], "\(setting)")
                first[setting.set.rawValue] = actual
            }
        }
    }

    @Test("refuses what it cannot do")
    func serves() {
        var c = Shape(height: 5, width: 5, channels: 16, filters: 16).convolution
        #expect(ck_winograd_serves(&c) != 0)
        let changes: [(inout ck_convolution) -> Void] = [
            { $0.channels = 24 }, { $0.filters = 8 }, { $0.kernel_width = 1 }, { $0.stride_height = 2 },
            { $0.dilation_width = 2 }, { $0.groups = 16 }, { $0.padding_height = 3 },
        ]
        for (index, change) in changes.enumerated() {
            var other = c
            change(&other)
            #expect(ck_winograd_serves(&other) == 0, "change \(index)")
        }
    }
}
