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
    struct MaxPool: Decodable {
        var input, output: [Int]
        var kernel, stride, padding: Int
        var values: [Double]
    }
    struct AveragePool: Decodable {
        var input, size, output: [Int]
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
    var maxPools: [MaxPool]
    var averagePools: [AveragePool]
    var batchNorm: BatchNorm
    var linear: [Double]
    var softmax: [[Double]]

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

    @Test("maxPool2d") func maxPool() {
        for fixture in fixtures.maxPools {
            let output = maxPool2d(
                noise(fixture.input, 50), kernelSize: Size2D(fixture.kernel), stride: Size2D(fixture.stride),
                padding: Size2D(fixture.padding))
            #expect(output.shape == fixture.output)
            expectClose(output.elements, fixture.values, tolerance: 0)
        }
    }

    @Test("a NaN wins every window, as in PyTorch") func maxPoolOfNaN() {
        for place in 0..<4 {
            var values: [Float] = [1, 2, 3, 4]
            values[place] = .nan
            #expect(maxPool2d(Tensor(values, shape: [1, 1, 2, 2]), kernelSize: 2).item().isNaN)
        }
    }

    @Test("adaptiveAvgPool2d, also into parts that overlap") func averagePool() {
        for fixture in fixtures.averagePools {
            let output = adaptiveAvgPool2d(noise(fixture.input, 51), outputSize: size(fixture.size))
            #expect(output.shape == fixture.output)
            expectClose(output.elements, fixture.values)
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

    @Test("linear, along the last dimension of three") func linearLayer() {
        let output = linear(noise([2, 3, 5], 70), weight: noise([4, 5], 71), bias: noise([4], 72))
        #expect(output.shape == [2, 3, 4])
        expectClose(output.elements, fixtures.linear)
    }

    @Test("softmax along each dimension", arguments: 0..<3) func softmax(dim: Int) {
        expectClose((noise([2, 3, 4], 73) * 20).softmax(dim: dim).elements, fixtures.softmax[dim])
    }
}
