import Testing
@testable import LandUseKit

@Suite("A batch of no images")
struct EmptyBatches {
    static let modules: [(name: String, make: @Sendable () -> Module, input: [Int], output: [Int])] = [
        ("3×3", { Conv2d(3, 8, kernelSize: 3, padding: 1) }, [0, 3, 16, 16], [0, 8, 16, 16]),
        ("1×1", { Conv2d(16, 32, kernelSize: 1) }, [0, 16, 8, 8], [0, 32, 8, 8]),
        ("Winograd's size", { Conv2d(32, 32, kernelSize: 3, padding: 1, bias: false) }, [0, 32, 28, 28], [0, 32, 28, 28]),
        ("transposed", { ConvTranspose2d(4, 2, kernelSize: 2, stride: 2) }, [0, 4, 5, 5], [0, 2, 10, 10]),
        ("fused with pooling", { Sequential(Conv2d(3, 8, kernelSize: 3), ReLU(), MaxPool2d(2)) }, [0, 3, 8, 8], [0, 8, 3, 3]),
        ("a residual block", { BasicBlock(8, 16, stride: 2).eval() }, [0, 8, 6, 6], [0, 16, 3, 3]),
        ("ResNet-18", { ResNet.resnet18(numClasses: 4).eval() }, [0, 3, 64, 64], [0, 4]),
        ("linear", { Linear(5, 3) }, [0, 5], [0, 3]),
    ]

    @Test("gives no results, and gradients of zero", arguments: modules.indices) func passes(index: Int) {
        for kernels in [ComputeKernels.fast, .reference] {
            ComputeKernels.$current.withValue(kernels) {
                let (name, make, input, output) = Self.modules[index]
                let model = make(), x = Tensor.zeros(input)
                x.requiresGrad = true
                let y = model(x)
                #expect(y.shape == output, "\(name)")
                y.sum().backward()
                #expect(x.grad?.shape == input, "\(name)")
                for (part, parameter) in model.namedParameters() {
                    #expect(parameter.grad?.elements.allSatisfy { $0 == 0 } ?? true, "\(name), \(part)")
                }
            }
        }
    }
}
