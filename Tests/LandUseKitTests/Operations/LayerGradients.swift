import Testing
@testable import LandUseKit

@Suite("Gradients of layers agree with finite differences")
struct LayerGradients {
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var shapes: [[Int]]
        /// What the noise in [-0.5, 0.5) is multiplied by.
        var scale: Float = 1
        var function: @Sendable ([Tensor]) -> Tensor

        init(_ name: String, _ shapes: [[Int]], scale: Float = 1, _ function: @escaping @Sendable ([Tensor]) -> Tensor) {
            testDescription = name
            self.shapes = shapes
            self.scale = scale
            self.function = function
        }
    }

    /// Numbers that differ by more than a step, so that no other one wins.
    private static func spread(_ x: Tensor) -> Tensor { x + Tensor.arange(x.count).reshape(x.shape) * 0.3 }

    static let cases = [
        Case("gelu, by tanh and exact", [[7]], scale: 6) { $0[0].gelu() + $0[0].gelu(approximate: .tanh) },
        Case("leakyReLU away from the corner", [[6]]) { ($0[0] * 4 + 0.3).leakyReLU(negativeSlope: 0.1) },
        Case("maxPool2d, overlapping and padded", [[1, 2, 5, 4]]) {
            maxPool2d(spread($0[0]), kernelSize: 3, stride: 2, padding: 1)
        },
        Case("maxPool2d, ceilMode", [[2, 1, 5, 3]]) { maxPool2d(spread($0[0]), kernelSize: 2, ceilMode: true) },
        Case("avgPool2d, padded", [[1, 2, 5, 4]]) { avgPool2d($0[0], kernelSize: 3, stride: 2, padding: 1) },
        Case("avgPool2d, padding not counted, ceilMode", [[1, 2, 6, 4]]) {
            avgPool2d($0[0], kernelSize: 3, stride: 2, padding: 1, ceilMode: true, countIncludePad: false)
        },
        Case("adaptiveAvgPool2d", [[2, 2, 5, 3]]) { adaptiveAvgPool2d($0[0], outputSize: Size2D(height: 3, width: 2)) },
        Case("batchNorm in training", [[2, 3, 2, 2], [3], [3]], scale: 3) { batchNorm($0, isBatch: true) },
        Case("batchNorm in evaluation", [[2, 3, 2, 2], [3], [3]], scale: 3) { batchNorm($0, isBatch: false) },
        Case("layerNorm", [[3, 2, 4], [2, 4], [2, 4]], scale: 3) {
            layerNorm($0[0], normalizedShape: [2, 4], weight: $0[1], bias: $0[2])
        },
        Case("dropout", [[4, 5]]) { inputs in Random.withSeed(3) { dropout(inputs[0], p: 0.4) } },
        Case("convTranspose2d", [[1, 4, 2, 3], [4, 2, 3, 2], [4]]) {
            convTranspose2d($0[0], weight: $0[1], bias: $0[2], stride: 2, padding: 1, outputPadding: 1, groups: 2)
        },
        Case("attention of three inputs", [[1, 2, 4], [1, 3, 4], [1, 3, 4]], scale: 2) {
            attention()($0[0], $0[1], $0[2]).output
        },
        Case("attention of one input, causal", [[2, 3, 4]], scale: 2) {
            attention()($0[0], $0[0], $0[0], attentionMask: MultiheadAttention.causalMask(3)).output
        },
        Case("patches", [[1, 2, 4, 4]]) { inputs in Random.withSeed(2) { PatchEmbedding(2, 3, patchSize: 2) }(inputs[0]) },
    ]

    private static func batchNorm(_ inputs: [Tensor], isBatch: Bool) -> Tensor {
        let statistics = isBatch ? ChannelStatistics(of: inputs[0].detach())
            : ChannelStatistics(mean: [0.1, 0.2, 0.3], variance: [1, 2, 3], count: 0)
        return LandUseKit.batchNorm(
            inputs[0], statistics, isBatch: isBatch, weight: inputs[1], bias: inputs[2], epsilon: 1e-5)
    }

    private static func attention() -> MultiheadAttention {
        Random.withSeed(1) { MultiheadAttention(4, 2, batchFirst: true) }
    }

    @Test("by the kernels and by plain loops", arguments: cases) func gradients(_ test: Case) {
        let inputs = test.shapes.enumerated().map { noise($1, 400 + $0) * test.scale }
        expectGradients(of: inputs, function: test.function)
        ComputeKernels.$current.withValue(.reference) { expectGradients(of: inputs, function: test.function) }
    }
}
