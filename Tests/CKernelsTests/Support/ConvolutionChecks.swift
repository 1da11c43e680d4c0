import CKernels
import Testing

/// Compares one way to compute convolutions with the reference: with all that is done on the way and without, on every
/// instruction set, with one thread and with two, whose results must be the same to the bit.
struct ConvolutionChecks {
    var implementation: ConvolutionImplementation
    /// Of the largest value.
    var tolerance: Float
    /// Of the largest sum over pixels, whose terms are larger than it is.
    var sumTolerance: Float = 2e-5

    func checkForward(_ shape: ConvolutionShape) {
        var c = shape.convolution
        let x = GuardedFloats(values(shape.inputs, seed: 1)), w = GuardedFloats(values(shape.weights, seed: 2))
        let scale = GuardedFloats(values(shape.channels, seed: 3)), shift = GuardedFloats(values(shape.channels, seed: 4))
        let bias = GuardedFloats(values(shape.filters, seed: 5)), residual = GuardedFloats(values(shape.outputs, seed: 6))
        for transforms in 0..<8 {
            func run(_ implementation: ConvolutionImplementation) -> [[Float]] {
                var sums = [Double](repeating: .nan, count: 2 * shape.filters)
                let y = GuardedFloats([Float](repeating: .nan, count: shape.outputs))
                let packed = implementation.packed(&c, ck_forward, w)
                var input = ck_input_transform(scale: scale.pointer, shift: shift.pointer, relu: transforms & 4 == 0 ? 1 : 0)
                sums.withUnsafeMutableBufferPointer { sums in
                    var output = ck_output_transform(
                        bias: transforms & 2 != 0 ? bias.pointer : nil,
                        residual: transforms & 4 != 0 ? residual.pointer : nil, relu: transforms & 2 != 0 ? 1 : 0,
                        sums: transforms != 7 ? sums.baseAddress : nil)
                    withUnsafePointer(to: &input) { input in
                        implementation.forward(
                            &c, x.pointer, transforms & 1 != 0 ? input : nil, packed.pointer, &output, y.pointer)
                    }
                }
                return [y.values, transforms != 7 ? sums.map(Float.init) : []]
            }
            compare("outputs and sums, transforms \(transforms)", run)
        }
    }

    func checkBackwardData(_ shape: ConvolutionShape) {
        var c = shape.convolution
        let dy = GuardedFloats(values(shape.outputs, seed: 1)), w = GuardedFloats(values(shape.weights, seed: 2))
        let scale = GuardedFloats(values(shape.channels, seed: 3)), shift = GuardedFloats(values(shape.channels, seed: 4))
        let inputs = (5..<9).map { GuardedFloats(values(shape.inputs, seed: $0)) }
        for transforms in 0..<8 {
            func run(_ implementation: ConvolutionImplementation) -> [[Float]] {
                var sums = [Double](repeating: .nan, count: 3 * shape.channels)
                let dx = GuardedFloats([Float](repeating: .nan, count: shape.inputs))
                let packed = implementation.packed(&c, ck_backward_data, w)
                sums.withUnsafeMutableBufferPointer { sums in
                    var gradient = ck_gradient_transform(
                        addend: transforms & 1 != 0 ? inputs[0].pointer : nil,
                        activation: transforms & 2 != 0 ? inputs[1].pointer : nil,
                        scale: transforms & 4 != 0 ? scale.pointer : nil,
                        shift: transforms & 4 != 0 ? shift.pointer : nil,
                        first: transforms & 1 == 0 ? inputs[2].pointer : nil,
                        second: transforms & 2 == 0 ? inputs[3].pointer : nil,
                        sums: transforms != 3 ? sums.baseAddress : nil)
                    implementation.data(&c, dy.pointer, packed.pointer, &gradient, dx.pointer)
                }
                // The sums for which no array was given mean nothing.
                let isWritten = [transforms != 3, transforms & 1 == 0, transforms & 2 == 0]
                return [dx.values]
                    + isWritten.enumerated().filter(\.element).map { kind, _ in
                        sums[(kind * shape.channels)..<((kind + 1) * shape.channels)].map(Float.init)
                    }
            }
            compare("gradients and sums, transforms \(transforms)", run)
        }
    }

    func checkBackwardWeights(_ shape: ConvolutionShape) {
        var c = shape.convolution
        let x = GuardedFloats(values(shape.inputs, seed: 1)), dy = GuardedFloats(values(shape.outputs, seed: 2))
        let scale = GuardedFloats(values(shape.channels, seed: 3)), before = values(shape.weights, seed: 4)
        for transforms in 0..<4 {
            func run(_ implementation: ConvolutionImplementation) -> [[Float]] {
                let dw = GuardedFloats(before)
                var input = ck_input_transform(scale: scale.pointer, shift: scale.pointer, relu: 1)
                withUnsafePointer(to: &input) { input in
                    implementation.weights(
                        &c, x.pointer, transforms & 1 != 0 ? input : nil, dy.pointer, dw.pointer, transforms & 2 != 0 ? 1 : 0)
                }
                return [dw.values]
            }
            compare("gradients, transforms \(transforms)", run)
        }
    }

    private func compare(_ what: String, _ run: (ConvolutionImplementation) -> [[Float]]) {
        let expected = run(.reference)
        var first: [ck_instruction_set.RawValue: [[Float]]] = [:]
        for setting in Setting.all {
            let actual = setting.run { run(implementation) }
            for (part, (actual, expected)) in zip(actual, expected).enumerated() {
                expectClose(actual, expected, within: part == 0 ? tolerance : sumTolerance, "\(what), \(setting), part \(part)")
            }
            #expect(actual == first[setting.set.rawValue, default: actual], "\(what), \(setting): other bits than with one thread")
            first[setting.set.rawValue] = actual
        }
    }
}
