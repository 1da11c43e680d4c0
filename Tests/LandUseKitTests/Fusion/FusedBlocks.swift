import Testing
@testable import LandUseKit

@Suite("Fused layers give what the separate ones give")
struct FusedBlocks {
    /// What a pass forward and back leaves.
    struct Outcome {
        var output: [Float]
        var gradients: [(name: String, values: [Float]?)]
        var inputGradient: [Float]?
        var buffers: [[Float]]
    }

    /// One training step's gradients, and what happened to the running statistics.
    static func outcome(
        of model: Module, _ input: Tensor, _ kernels: ComputeKernels, inputRequiresGrad: Bool = true
    ) -> Outcome {
        fillByFormula(model)
        for (name, buffer) in model.namedBuffers() where name.hasSuffix("num_batches_tracked") { buffer.assign(Tensor(0)) }
        for parameter in model.parameters() { parameter.grad = nil }
        let x = input.copied()
        x.requiresGrad = inputRequiresGrad
        return ComputeKernels.$current.withValue(kernels) {
            let output = model(x)
            if output.requiresGrad { (output * noise(output.shape, 77)).sum().backward() }
            return Outcome(
                output: output.elements, gradients: model.namedParameters().map { ($0.name, $0.parameter.grad?.elements) },
                inputGradient: x.grad?.elements, buffers: model.buffers().map(\.elements))
        }
    }

    static func expectSame(
        _ model: Module, _ input: Tensor, inputRequiresGrad: Bool = true, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let fused = outcome(of: model, input, .fast, inputRequiresGrad: inputRequiresGrad)
        let separate = outcome(of: model, input, .reference, inputRequiresGrad: inputRequiresGrad)
        func expect(_ found: [Float]?, _ expected: [Float]?, _ name: String) {
            #expect((found == nil) == (expected == nil), "\(name)", sourceLocation: sourceLocation)
            if let found, let expected {
                expectClose(found, expected.map(Double.init), tolerance: 2e-4, "\(name)", sourceLocation: sourceLocation)
            }
        }
        expect(fused.output, separate.output, "output")
        expect(fused.inputGradient, separate.inputGradient, "the input's gradient")
        for (a, b) in zip(fused.gradients, separate.gradients) { expect(a.values, b.values, a.name) }
        for (a, b) in zip(fused.buffers, separate.buffers) { expect(a, b, "running statistics") }
    }

    static let blocks: [(name: String, make: @Sendable () -> Module, input: [Int])] = [
        ("basic block", { BasicBlock(32, 32, stride: 1) }, [2, 32, 9, 7]),
        ("basic block with a shortcut", { BasicBlock(16, 32, stride: 2) }, [3, 16, 8, 9]),
        ("bottleneck", { Bottleneck(32, 16, stride: 1) }, [2, 32, 5, 6]),
        ("bottleneck with a shortcut, one image", { Bottleneck(64, 16, stride: 2) }, [1, 64, 6, 6]),
        ("odd channels", { BasicBlock(5, 7, stride: 2) }, [2, 5, 5, 5]),
        ("sequential", { Sequential(Conv2d(3, 8, kernelSize: 3, bias: false), BatchNorm2d(8), ReLU(), Conv2d(8, 4, kernelSize: 1, bias: false), BatchNorm2d(4)) }, [2, 3, 6, 6]),
        ("convolution, bias, ReLU, pooling", { Sequential(Conv2d(3, 8, kernelSize: 3, padding: 1), ReLU(), MaxPool2d(2)) }, [2, 3, 7, 6]),
        ("pooling that rounds up", { Sequential(Conv2d(3, 8, kernelSize: 3, padding: 1), ReLU(), MaxPool2d(2, ceilMode: true)) }, [1, 3, 5, 7]),
        ("a stem", { Sequential(Conv2d(3, 16, kernelSize: 7, stride: 2, padding: 3, bias: false), BatchNorm2d(16), ReLU(), MaxPool2d(3, stride: 2, padding: 1)) }, [2, 3, 17, 20]),
    ]

    @Test("in training", arguments: blocks.indices) func training(index: Int) {
        let block = Self.blocks[index]
        Self.expectSame(block.make(), noise(block.input, 5))
    }

    @Test("with running statistics, and a gradient", arguments: blocks.indices) func evaluation(index: Int) {
        let block = Self.blocks[index]
        Self.expectSame(block.make().eval(), noise(block.input, 5))
    }

    @Test("without any gradient", arguments: blocks.indices) func inference(index: Int) {
        let block = Self.blocks[index], model = block.make().eval()
        for parameter in model.parameters() { parameter.requiresGrad = false }
        Self.expectSame(model, noise(block.input, 5), inputRequiresGrad: false)
    }

    @Test("with some parameters frozen", arguments: 0..<8) func frozen(mask: Int) {
        let block = BasicBlock(16, 32, stride: 2)
        for (index, parameter) in block.parameters().enumerated() { parameter.requiresGrad = (index + mask) % 3 != 0 && index > mask }
        Self.expectSame(block, noise([2, 16, 6, 6], 5), inputRequiresGrad: mask % 2 == 0)
    }

    @Test("folded weights follow every change") func folding() {
        let block = BasicBlock(16, 16, stride: 1).eval(), x = noise([1, 16, 6, 6], 5)
        let before = noGrad { block(x) }.elements
        block.bn1.runningVar.assign(block.bn1.runningVar * 4)
        let after = noGrad { block(x) }.elements
        #expect(before != after)
        let separate = ComputeKernels.$current.withValue(.reference) { noGrad { block(x) }.elements }
        expectClose(after, separate.map(Double.init), tolerance: 2e-5)
    }

    @Test("where the mean is far from 0, too", arguments: [100, 10_000] as [Float]) func farFromZero(mean: Float) {
        func model() -> Sequential {
            let layers = Sequential(Conv2d(2, 4, kernelSize: 1, bias: false), BatchNorm2d(4), ReLU(), MaxPool2d(2))
            fillByFormula(layers)
            // All of one sign, so that the convolution's mean is as far from 0 as its input's.
            layers.parameters()[0].assign(layers.parameters()[0].abs() + 0.5)
            return layers
        }
        let x = noise([3, 2, 8, 6], 5) + mean
        func outcome(_ kernels: ComputeKernels) -> [[Float]] {
            ComputeKernels.$current.withValue(kernels) {
                let model = model(), y = model(x)
                (y * noise(y.shape, 77)).sum().backward()
                // Not the convolution's gradient: its sums cancel, whoever computes them.
                return [y.elements] + model.parameters().dropFirst().compactMap { $0.grad?.elements } + model.buffers().map(\.elements)
            }
        }
        for (fused, separate) in zip(outcome(.fast), outcome(.reference)) {
            expectClose(fused, separate.map(Double.init), tolerance: mean * 1e-6 < 1e-3 ? 1e-3 : 1e-2)
        }
    }

    @Test("through a graph that is retained") func retained() {
        let block = BasicBlock(8, 16, stride: 2), stem = Sequential(Conv2d(3, 8, kernelSize: 3, bias: false), BatchNorm2d(8), ReLU(), MaxPool2d(2))
        let y = block(stem(noise([2, 3, 10, 10], 5)))
        let loss = (y * noise(y.shape, 77)).sum()
        loss.backward(retainGraph: true)
        let once = (stem.parameters() + block.parameters()).map { $0.grad?.elements ?? [] }
        loss.backward()
        for (first, parameter) in zip(once, stem.parameters() + block.parameters()) {
            expectClose(parameter.grad?.elements ?? [], first.map { 2 * Double($0) }, tolerance: 1e-5)
        }
    }

    @Test("a parameter of another shape is not taken for the old one") func replaced() {
        let convolution = Conv2d(3, 8, kernelSize: 3, bias: false), norm = BatchNorm2d(8)
        #expect(ConvolutionUnit(convolution, norm) != nil)
        norm.weight = Parameter(Tensor.ones([4]))
        #expect(ConvolutionUnit(convolution, norm) == nil)
        norm.weight = Parameter(Tensor.ones([8]))
        convolution.weight = Parameter(Tensor.zeros([64, 3, 3, 3]))
        #expect(ConvolutionUnit(convolution, norm) == nil)
    }

    @Test("hooks see the separate layers") func hooks() {
        let block = BasicBlock(4, 4, stride: 1)
        var seen = 0
        let handle = block.bn1.registerForwardHook { _, _, _ in seen += 1 }
        _ = block(noise([2, 4, 4, 4], 1))
        handle.remove()
        _ = block(noise([2, 4, 4, 4], 1))
        #expect(seen == 1)
    }
}
