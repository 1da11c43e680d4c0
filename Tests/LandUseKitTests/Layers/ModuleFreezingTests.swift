import Testing
@testable import LandUseKit

@Suite("Freezing")
struct ModuleFreezingTests {
    private func trained(_ model: Module) -> [String] { model.namedParameters().filter(\.parameter.requiresGrad).map(\.name) }

    private func network() -> ResNet { Initialization.skipped { ResNet.resnet18(numClasses: 2) } }

    @Test("whole, but for the head") func head() {
        let model = network()
        #expect(trained(model).count == 62)
        #expect(trained(model.freeze().unfreeze("fc")) == ["fc.weight", "fc.bias"])
        #expect(trained(model.requiresGrad(true)).count == 62 && trained(model.requiresGrad(false)).isEmpty)
    }

    @Test("by name: whole parts of it, with * within a part", arguments: [
        (["conv1"], ["conv1.weight"]),
        (["layer4.1.bn2"], ["layer4.1.bn2.weight", "layer4.1.bn2.bias"]),
        (["fc.bias", "bn1.weight"], ["bn1.weight", "fc.bias"]),
        (["layer*.0.downsample.1.bias"], (2...4).map { "layer\($0).0.downsample.1.bias" }),
        (["*.weight"], ["conv1.weight", "bn1.weight", "fc.weight"]),
        (["b*1"], ["bn1.weight", "bn1.bias"]),
    ])
    func names(names: [String], expected: [String]) {
        let patterns = names.map(ParameterPattern.init)
        let found = network().namedParameters().map(\.name).filter { name in patterns.contains { $0.matches(name) } }
        #expect(found == expected)
    }

    @Test("a name that fits nothing brings what its module has", arguments: [
        ("fc.weights", "fc has weight, bias"), ("layer4.2.conv1", "layer4 has 0, 1"),
        ("layer*.0.conv9", "layer*.0 has conv1, bn1, conv2, bn2, downsample"), ("fc.weight.0", "fc.weight is a parameter"),
        ("head", "it has conv1, bn1, layer1, layer2, layer3, layer4, fc"),
    ])
    func alternatives(name: String, expected: String) {
        #expect(ParameterPattern(name).alternatives(among: network().namedParameters().map(\.name)) == expected)
    }

    @Test("a name that fits nothing is a mistake, and says what there is") func unknown() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            Initialization.skipped { ResNet.resnet18() }.freeze("conv1", "layer5")
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains("freeze: ResNet has no parameter under \"layer5\"; it has conv1, bn1, layer1, layer2, layer3, layer4, fc"))
    }

    @Test("nothing is computed below the first parameter that needs a gradient; zeroGrad forgets") func gradients() {
        let model = Sequential(Linear(3, 4), ReLU(), Linear(4, 2))
        model.freeze("0")
        model(noise([2, 3], 1)).sum().backward()
        #expect(model[0].parameters().allSatisfy { $0.grad == nil } && model[2].parameters().allSatisfy { $0.grad != nil })
        model.zeroGrad()
        #expect(model.parameters().allSatisfy { $0.grad == nil })
    }
}
