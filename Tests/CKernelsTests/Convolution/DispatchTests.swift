import CKernels
import Testing

/// Whatever the public functions choose.
@Suite("Convolution")
struct DispatchTests {
    let checks = ConvolutionChecks(implementation: .chosen, tolerance: 2e-5)

    static let shapes = [
        ConvolutionShape(images: 2, input: (9, 7), channels: 16, filters: 32, kernel: (3, 3), padding: (1, 1)),
        ConvolutionShape(images: 2, input: (3, 5), channels: 3, filters: 32, kernel: (3, 3), padding: (1, 1)),
        ConvolutionShape(input: (6, 6), channels: 32, filters: 16),
        ConvolutionShape(input: (9, 8), channels: 16, filters: 16, kernel: (3, 3), stride: (2, 2), padding: (1, 1)),
        ConvolutionShape(input: (4, 4), channels: 16, filters: 16, kernel: (3, 3), padding: (1, 1), groups: 16),
    ]

    @Test("gives outputs and both gradients", arguments: shapes)
    func all(shape: ConvolutionShape) {
        checks.checkForward(shape)
        checks.checkBackwardData(shape)
        checks.checkBackwardWeights(shape)
    }

    @Test("tells packed weights apart that lie in another order")
    func kinds() {
        func kind(_ shape: ConvolutionShape, _ direction: ck_direction) -> Int {
            var convolution = shape.convolution
            return ck_packed_weights_kind(&convolution, direction)
        }
        let strided = ConvolutionShape(input: (9, 9), channels: 17, filters: 16, kernel: (3, 3), stride: (2, 2), padding: (1, 1))
        var larger = strided, unpadded = strided, unstrided = strided
        larger.input = (20, 31)
        unpadded.padding = (0, 1)
        unstrided.stride = (1, 1)
        for direction in [ck_forward, ck_backward_data] { #expect(kind(strided, direction) == kind(larger, direction)) }
        #expect(kind(strided, ck_backward_data) != kind(unpadded, ck_backward_data))
        #expect(kind(strided, ck_backward_data) != kind(unstrided, ck_backward_data))
        // Forward, the taps' order is their own.
        #expect(kind(strided, ck_forward) == kind(unpadded, ck_forward))
    }
}
