import CKernels
import Testing

/// Sums of a few hundred products in single precision: 3e-7 of the largest value was seen.
@Suite("Direct convolution")
struct DirectTests {
    let checks = ConvolutionChecks(implementation: .direct, tolerance: 2e-6)

    static let shapes = [
        // Matrix products: one pixel; tails of channels and filters; several tiles; several panels and bands.
        ConvolutionShape(input: (1, 1), channels: 1, filters: 1),
        ConvolutionShape(images: 2, input: (5, 3), channels: 17, filters: 33),
        ConvolutionShape(images: 3, input: (4, 7), channels: 32, filters: 48),
        ConvolutionShape(input: (21, 20), channels: 16, filters: 70),
        // Strides: pixels, rows and columns that nothing looks at.
        ConvolutionShape(images: 2, input: (7, 6), channels: 16, filters: 20, stride: (2, 2)),
        ConvolutionShape(input: (8, 9), channels: 20, filters: 16, kernel: (3, 3), stride: (2, 2), padding: (1, 1)),
        ConvolutionShape(input: (9, 8), channels: 16, filters: 17, kernel: (2, 3), stride: (3, 1), padding: (0, 2)),
        // Maps of 7 × 7, several images in a band; what Winograd would do.
        ConvolutionShape(images: 3, input: (7, 7), channels: 16, filters: 32, kernel: (3, 3), padding: (1, 1)),
        // Few channels: whole rows of the kernel at once, and where dilation keeps them apart.
        ConvolutionShape(images: 2, input: (19, 17), channels: 3, filters: 24, kernel: (7, 7), stride: (2, 2), padding: (3, 3)),
        ConvolutionShape(input: (6, 11), channels: 3, filters: 8, kernel: (3, 3), padding: (1, 1)),
        ConvolutionShape(input: (9, 9), channels: 5, filters: 4, kernel: (3, 2), stride: (1, 2), dilation: (2, 3)),
        // Dilation with strides that share a divisor, and that do not.
        ConvolutionShape(input: (12, 11), channels: 16, filters: 16, kernel: (3, 3), stride: (4, 2), padding: (2, 3), dilation: (2, 3)),
        // Padding beyond the kernel, a kernel larger than the image.
        ConvolutionShape(input: (2, 3), channels: 18, filters: 5, kernel: (1, 1), padding: (2, 1)),
        ConvolutionShape(input: (2, 2), channels: 4, filters: 6, kernel: (5, 5), padding: (3, 3)),
        // Groups: of many channels, of few, of one.
        ConvolutionShape(input: (5, 6), channels: 40, filters: 34, kernel: (3, 3), padding: (1, 1), groups: 2),
        ConvolutionShape(images: 2, input: (5, 4), channels: 12, filters: 8, kernel: (3, 3), stride: (2, 2), padding: (1, 1), groups: 4),
        ConvolutionShape(images: 2, input: (7, 9), channels: 35, filters: 35, kernel: (3, 3), stride: (2, 1), padding: (1, 1), groups: 35),
        ConvolutionShape(input: (6, 5), channels: 6, filters: 12, kernel: (3, 3), padding: (1, 1), groups: 6),
    ]

    @Test("gives the outputs, with all that is done on the way", arguments: shapes)
    func forward(shape: ConvolutionShape) { checks.checkForward(shape) }

    @Test("gives the inputs' gradient, with all that is done on the way", arguments: shapes)
    func backwardData(shape: ConvolutionShape) { checks.checkBackwardData(shape) }

    @Test("gives the weights' gradient, alone and added", arguments: shapes)
    func backwardWeights(shape: ConvolutionShape) { checks.checkBackwardWeights(shape) }
}
