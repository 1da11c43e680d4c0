import Testing
@testable import LandUseKit

/// What PyTorch computes in double precision for the same inputs.
struct LayerFixtures: Decodable {
    struct Convolution: Decodable {
        var input, weight, stride, padding, dilation, output: [Int]
        var groups, stream: Int
        var bias: Bool
        var values: [Double]
    }
    struct BatchNorm: Decodable {
        struct Step: Decodable {
            var stream, batches: Int
            var values, mean, variance: [Double]
        }
        var training: [Step]
        var evaluation: [Double]
    }
    var convolutions: [Convolution]
    var batchNorm: BatchNorm

    static let shared = Result { try Fixtures.json("layers.json", as: LayerFixtures.self) }
}

@Suite("Operations give PyTorch's numbers")
struct OperationsAgainstPyTorch {
    let fixtures: LayerFixtures

    init() throws { fixtures = try LayerFixtures.shared.get() }

    private func size(_ pair: [Int]) -> Size2D { Size2D(height: pair[0], width: pair[1]) }

    @Test("conv2d: strides, paddings, dilations, groups, biases", arguments: 0..<9)
    func convolution(index: Int) {
        let fixture = fixtures.convolutions[index]
        let output = conv2d(
            noise(fixture.input, fixture.stream), weight: noise(fixture.weight, fixture.stream + 1),
            bias: fixture.bias ? noise([fixture.weight[0]], fixture.stream + 2) : nil, stride: size(fixture.stride),
            padding: size(fixture.padding), dilation: size(fixture.dilation), groups: fixture.groups)
        #expect(output.shape == fixture.output)
        expectClose(output.elements, fixture.values)
    }

    @Test("the naive convolution, oracle of faster ones, agrees too", arguments: 0..<9)
    func naiveConvolution(index: Int) throws {
        let fixture = fixtures.convolutions[index]
        let plan = try Convolution.plan(
            fixture.input, fixture.weight, nil, size(fixture.stride), size(fixture.padding), size(fixture.dilation),
            fixture.groups
        ).get()
        let output = Tensor(uninitialized: plan.outputShape, layout: .channelsLast)
        let bias = fixture.bias ? noise([fixture.weight[0]], fixture.stream + 2) : nil
        let input = noise(fixture.input, fixture.stream).laid(out: .channelsLast)
        let weight = noise(fixture.weight, fixture.stream + 1).laid(out: .channelsLast)
        withFloats(input, weight, output) { plan.runNaively($0, weight: $1, bias: bias?.elements, into: $2) }
        expectClose(output.elements, fixture.values)
    }

    @Test("a NaN wins every window, as in PyTorch") func maxPoolOfNaN() {
        for place in 0..<4 {
            var values: [Float] = [1, 2, 3, 4]
            values[place] = .nan
            #expect(maxPool2d(Tensor(values, shape: [1, 1, 2, 2]), kernelSize: 2).item().isNaN)
        }
    }

    @Test("BatchNorm2d: two training steps with running statistics, then evaluation") func batchNorm() {
        let norm = BatchNorm2d(3)
        norm.weight.assign(noise([3], 60) + 1)
        norm.bias.assign(noise([3], 61))
        for step in fixtures.batchNorm.training {
            expectClose(norm(noise([2, 3, 3, 4], step.stream) * 3 + 1).elements, step.values)
            expectClose(norm.runningMean.elements, step.mean)
            expectClose(norm.runningVar.elements, step.variance)
            #expect(norm.numBatchesTracked.item() == Float(step.batches))
        }
        expectClose(norm.eval()(noise([2, 3, 3, 4], 64) * 3 + 1).elements, fixtures.batchNorm.evaluation)
    }
}
