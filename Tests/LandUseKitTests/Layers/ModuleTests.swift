import Testing
@testable import LandUseKit

@Suite("Modules")
struct ModuleTests {
    final class Net: Module {
        var firstLayer = Linear(2, 3)
        let blocks: [Module] = [Linear(3, 3), Identity()]
        let head: Linear? = Linear(3, 1)
        let absent: Linear? = nil
        lazy var late = Linear(1, 1)
        let logScale = Parameter(Tensor.zeros([2]))
        let callCount = Buffer(Tensor(0))
        let name = "net"
        var shared: Linear?

        override func forward(_ x: Tensor) -> Tensor { (head ?? firstLayer)(blocks[0](firstLayer(x))) }
    }

    @Test("parts are found in stored properties, under PyTorch's names, each tensor once") func names() {
        let net = Net()
        net.shared = net.firstLayer
        #expect(net.namedParameters().map(\.name) == [
            "log_scale", "first_layer.weight", "first_layer.bias", "blocks.0.weight", "blocks.0.bias", "head.weight", "head.bias",
        ])
        #expect(net.namedBuffers().map(\.name) == ["call_count"])
        #expect(net.stateDict().names.contains("shared.weight"))
        _ = net.late
        #expect(net.namedParameters().map(\.name).contains("late.weight"))
    }

    @Test("PyTorch's spelling of names", arguments: [
        ("weight", "weight"), ("runningMean", "running_mean"), ("conv1", "conv1"), ("bn2Scale", "bn2_scale"), ("fcHTTP", "fc_http"),
    ])
    func spelling(swift: String, python: String) { #expect(ModuleParts.pythonName(swift) == python) }

    @Test("train and eval reach every module") func modes() {
        let net = Net()
        net.eval()
        #expect(net.modules().allSatisfy { !$0.isTraining })
        #expect(net.train().modules().allSatisfy { $0.isTraining })
    }

    @Test("hooks run after the pass, until they are removed") func hooks() {
        let net = Net()
        var calls: [String] = []
        let inner = net.firstLayer.registerForwardHook { _, input, output in calls.append("\(input.shape) to \(output.shape)") }
        let outer = net.registerForwardHook { module, _, _ in calls.append(module.typeName) }
        _ = net(Tensor.zeros([4, 2]))
        inner.remove()
        outer.remove()
        _ = net(Tensor.zeros([4, 2]))
        #expect(calls == ["[4, 2] to [4, 3]", "Net"])
    }

    @Test("a checkpoint that does not fit is refused whole, and says why") func mismatch() throws {
        let model = Linear(2, 3)
        let before = model.weight.elements
        var state = StateDict()
        state["weight"] = Tensor.zeros([3, 2])
        state["extra"] = Tensor.zeros([1])
        do throws(StateDictMismatch) {
            try model.load(state)
            Issue.record("loaded")
        } catch {
            #expect(error.description == "the checkpoint does not fit Linear: it lacks bias; the model has no extra")
        }
        #expect(model.weight.elements == before)
        let rest = try model.load(state, strict: false)
        #expect(rest.missing == ["bias"] && rest.unexpected == ["extra"])
        #expect(model.weight.elements == [Float](repeating: 0, count: 6))
        state["bias"] = Tensor.zeros([4])
        do throws(StateDictMismatch) {
            try model.load(state, strict: false)
            Issue.record("loaded")
        } catch {
            #expect(error.description.hasSuffix("bias is [4], the model's is [3]"))
        }
    }

    @Test("old checkpoints lack num_batches_tracked, and that is fine") func oldCheckpoints() throws {
        var state = BatchNorm2d(2).stateDict()
        state["num_batches_tracked"] = nil
        state["running_mean"] = Tensor([1, 2])
        let norm = BatchNorm2d(2)
        try norm.load(state)
        #expect(norm.runningMean.elements == [1, 2])
    }

    @Test("initial weights: bounds of Linear and Conv2d, deviation of ResNet's convolutions") func initialization() {
        Random.withSeed(0) { checkInitialization() }
    }

    private func checkInitialization() {
        let linear = Linear(64, 100)
        #expect(linear.weight.elements.allSatisfy { abs($0) <= 0.125 })
        #expect(abs(linear.weight.mean().item()) < 0.005)
        let spread = (linear.weight * linear.weight).mean().item().squareRoot()
        #expect(abs(spread - 0.125 / Float(3).squareRoot()) < 0.002)
        let conv = Conv2d(4, 8, kernelSize: 3)
        #expect((conv.weight.elements + (conv.bias?.elements ?? [])).allSatisfy { abs($0) <= 1.0 / 6 })
        let normal = Tensor.zeros([64, 32, 3, 3])
        Initialization.kaimingNormalFanOut(normal)
        let deviation = (normal * normal).mean().item().squareRoot()
        #expect(abs(deviation - (2 / Float(64 * 9)).squareRoot()) < 0.001)
        #expect(BatchNorm2d(2).weight.elements == [1, 1])
    }
    @Test("values that lie in the module's own memory are read before they are overwritten") func ownMemory() throws {
        let linear = Linear(3, 3), weight = linear.weight.elements
        var turned = linear.stateDict()
        turned["weight"] = linear.weight.transpose(0, 1)
        try linear.load(turned)
        let places = [0, 3, 6, 1, 4, 7, 2, 5, 8]
        #expect(linear.weight.elements == places.map { weight[$0] })

        let pair = Sequential(Linear(2, 2), Linear(2, 2)), before = pair.parameters().map(\.elements)
        var swapped = StateDict()
        for (name, tensor) in pair.stateDict().entries { swapped[(name.hasPrefix("0") ? "1" : "0") + name.dropFirst()] = tensor }
        try pair.load(swapped)
        #expect(pair.parameters().map(\.elements) == [before[2], before[3], before[0], before[1]])
    }

    /// Parts in collections, beside numbers that are none.
    private final class Collections: Module {
        var numbers: [Float] = [1, 2]
        var table = ["a": 1]
        var nothing: [Float] = []
        var blocks: [Linear?] = [nil, Linear(1, 1, bias: false)]
        var scales = [Parameter(Tensor([1])), Parameter(Tensor([2]))]
        var heads = ["use": Linear(1, 1, bias: false), "area": Linear(1, 1, bias: false)]
        var offsets = ["x": Parameter(Tensor([3]))]
    }

    @Test("arrays and dictionaries of modules and parameters are parts") func collections() {
        #expect(Collections().namedParameters().map(\.name) == [
            "scales.0", "scales.1", "offsets.x", "blocks.1.weight", "heads.area.weight", "heads.use.weight",
        ])
    }

    private final class Child: Module {
        var parent: Module?
        let fc = Linear(2, 1)
    }

    private final class Parent: Module {
        let child = Child()
        override init() {
            super.init()
            child.parent = self
        }
    }

    @Test("a part that refers back to its parent leads nowhere twice") func cycle() {
        let parent = Parent()
        defer { parent.child.parent = nil }
        #expect(parent.description == """
            Parent(
              (child): Child(
                (parent): Parent(…)
                (fc): Linear(in_features=2, out_features=1, bias=True)
              )
            )
            """)
        var visited: [String] = []
        parent.apply { visited.append($0.typeName) }
        #expect(visited == ["Linear", "Child", "Parent"])
        #expect(parent.namedParameters().map(\.name) == ["child.fc.weight", "child.fc.bias"])
    }
}
