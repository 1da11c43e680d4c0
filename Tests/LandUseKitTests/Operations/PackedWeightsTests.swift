import Dispatch
import Synchronization
import Testing
@testable import LandUseKit

@Suite("Weights that kernels have packed")
struct PackedWeightsTests {
    private func expectTrue(
        _ x: Tensor, _ weight: Tensor, groups: Int = 1, padding: Size2D = 1, sourceLocation: SourceLocation = #_sourceLocation
    ) {
        let found = noGrad { conv2d(x, weight: weight, padding: padding, groups: groups) }
        let expected = ComputeKernels.$current.withValue(.reference) {
            noGrad { conv2d(x, weight: weight.contiguous(), padding: padding, groups: groups) }
        }
        expectClose(found.elements, expected.elements.map(Double.init), tolerance: 2e-5, sourceLocation: sourceLocation)
    }

    @Test("are those of the view that is used") func views() {
        let w = noise([16, 16, 3, 3], 1), x = noise([2, 16, 8, 8], 2)
        for _ in 0..<2 {
            expectTrue(x, w[0..<8])
            expectTrue(x, w[8..<16])
            expectTrue(x, w)
            expectTrue(x, w.transpose(0, 1))
            expectTrue(x, w.transpose(2, 3))
            expectTrue(noise([2, 4, 8, 8], 2), w.reshape([64, 4, 3, 3]))
            expectTrue(noise([2, 32, 8, 8], 2), w, groups: 2)
        }
    }

    @Test("are packed anew after a change, and not kept in training") func changes() {
        let layer = Conv2d(16, 16, kernelSize: 3, padding: 1, bias: false), x = noise([2, 16, 8, 8], 2)
        expectTrue(x, layer.weight)
        #expect(layer.weight.storage.packedWeights != nil)
        layer.weight.assign(noise([16, 16, 3, 3], 3))
        #expect(layer.weight.storage.packedWeights == nil)
        expectTrue(x, layer.weight)
        layer(x).sum().backward()
        _ = layer(x)
        #expect(layer.weight.storage.packedWeights == nil)
        layer.weight.requiresGrad = false
        _ = layer(x)
        #expect(layer.weight.storage.packedWeights != nil)
    }

    @Test("may be asked for by several threads at once") func threads() {
        let x = noise([1, 3, 32, 32], 2)
        for round in 0..<10 {
            nonisolated(unsafe) let model = BasicBlock(3, 16, stride: 2).eval(), x = x
            fillByFormula(model)
            let expected = noGrad { model(x) }.elements
            for parameter in model.parameters() { parameter.assign(parameter.copied()) }
            let differing = Atomic(0)
            DispatchQueue.concurrentPerform(iterations: 4) { _ in
                if noGrad({ model(x) }).elements != expected { differing.add(1, ordering: .relaxed) }
            }
            #expect(differing.load(ordering: .relaxed) == 0, "round \(round)")
        }
    }
}
