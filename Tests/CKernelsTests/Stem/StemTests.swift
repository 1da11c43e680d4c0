import CKernels
import Testing

/// Winograd's transforms lose a few bits: 4e-6 of the largest value was seen.
@Suite("The stem's convolution")
struct StemTests {
    let checks = ConvolutionChecks(implementation: .stem, tolerance: 2e-5)

    static func shape(
        images: Int = 1, _ height: Int, _ width: Int, channels: Int = 3, filters: Int, kernel: (Int, Int) = (7, 7),
        padding: (Int, Int) = (3, 3)
    ) -> ConvolutionShape {
        ConvolutionShape(
            images: images, input: (height, width), channels: channels, filters: filters, kernel: kernel, stride: (2, 2),
            padding: padding)
    }

    static let shapes = [
        shape(8, 8, filters: 16),
        // Tiles that are cut off, several rows of tiles, several units.
        shape(images: 2, 19, 13, filters: 40),
        shape(7, 33, channels: 1, filters: 3, padding: (0, 2)),
        shape(17, 8, channels: 4, filters: 32, kernel: (8, 7), padding: (2, 1)),
        shape(1, 1, channels: 2, filters: 5),
    ]

    @Test("gives the outputs, with all that is done on the way", arguments: shapes)
    func forward(shape: ConvolutionShape) { checks.checkForward(shape) }

    @Test("gives the weights' gradient, alone and added", arguments: shapes)
    func backwardWeights(shape: ConvolutionShape) { checks.checkBackwardWeights(shape) }

    @Test("is chosen for the stem and nothing else")
    func isChosen() {
        func isChosen(_ shape: ConvolutionShape) -> Bool {
            var convolution = shape.convolution
            return ck_stem_serves(&convolution) != 0 && ck_stem_is_quicker(&convolution) != 0
        }
        let stem = Self.shape(64, 64, filters: 64)
        #expect(isChosen(stem))
        let changes: [(inout ConvolutionShape) -> Void] = [
            { $0.channels = 5 }, { $0.stride = (2, 1) }, { $0.kernel = (7, 5) }, { $0.dilation = (1, 2) },
            { $0.input = (16, 64) }, { $0.filters = 8 },
        ]
        for (index, change) in changes.enumerated() {
            var other = stem
            change(&other)
            #expect(!isChosen(other), "change \(index)")
        }
    }
}
