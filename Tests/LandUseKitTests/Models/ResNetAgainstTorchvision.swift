import Testing
@testable import LandUseKit

@Suite("ResNet is torchvision's")
struct ResNetAgainstTorchvision {
    struct Fixture: Decodable {
        struct Case: Decodable {
            var side, batch: Int
            var logits: [Double]
        }
        var cases: [Case]
        /// Number of elements of all parameters, number of entries of the state dict.
        var parameters: [String: [Int]]
        var bottlenecks: [Double]
    }

    let fixture: Fixture

    init() throws { fixture = try Fixtures.json("resnet.json") }

    @Test("logits agree with PyTorch's within 1e-4", arguments: [0, 1])
    func logits(index: Int) {
        let expected = fixture.cases[index]
        let model = Initialization.skipped { ResNet.resnet18() }.eval()
        fillByFormula(model)
        let logits = model(noise([expected.batch, 3, expected.side, expected.side], 1000) * 4)
        #expect(logits.shape == [expected.batch, 1000])
        expectClose(logits.elements, expected.logits, tolerance: 1e-4)
    }

    @Test("a small network of bottlenecks agrees too") func bottlenecks() {
        let model = Initialization.skipped { ResNet(.bottleneck, depths: [1, 1, 1, 1], numClasses: 5) }.eval()
        fillByFormula(model)
        expectClose(model(noise([1, 3, 32, 32], 1001) * 4).elements, fixture.bottlenecks, tolerance: 1e-4)
    }

    @Test("names, order and shapes of parameters and of the state dict") func names() throws {
        let model = Initialization.skipped { ResNet.resnet18() }
        let parameters = model.namedParameters().map { "\($0.name) \($0.parameter.shape)\n" }.joined()
        let state = model.stateDict().entries.map { "\($0.name) \($0.tensor.shape)\n" }.joined()
        #expect(try parameters == Fixtures.text("resnet18-parameters.txt"))
        #expect(try state == Fixtures.text("resnet18-state.txt"))
        #expect(model.parameters().count == 62)
        #expect(model.stateDict().count == 122)
    }

    @Test("sizes of ResNet-18, 34 and 50") func sizes() {
        for (name, make) in [
            ("resnet18", ResNet.resnet18), ("resnet34", ResNet.resnet34), ("resnet50", ResNet.resnet50),
        ] as [(String, (Int) -> ResNet)] {
            let model = Initialization.skipped { make(1000) }
            let size = model.parameters().reduce(0) { $0 + $1.count }
            #expect([size, model.stateDict().count] == fixture.parameters[name])
        }
    }

    @Test("the description is PyTorch's") func description() throws {
        let model = Initialization.skipped { ResNet.resnet18() }
        #expect(try model.description + "\n" == Fixtures.text("resnet18.txt"))
    }

    @Test("a new head, and everything frozen but it") func transferLearning() {
        let model = Initialization.skipped { ResNet.resnet18() }
        #expect(model.fc.inFeatures == 512)
        #expect(model.parameters().allSatisfy { $0.requiresGrad })
        model.fc = Linear(model.fc.inFeatures, 21)
        for parameter in model.parameters() { parameter.requiresGrad = false }
        for parameter in model.fc.parameters() { parameter.requiresGrad = true }
        let trainable = model.namedParameters().filter(\.parameter.requiresGrad).map(\.name)
        #expect(trainable == ["fc.weight", "fc.bias"])
        #expect(model.parameters().count == 62)
    }

    @Test("ImageNet's class names") func classNames() {
        #expect(ImageNet.classNames.count == 1000)
        #expect(ImageNet.classNames[0] == "tench")
        #expect(ImageNet.classNames[281] == "tabby")
        #expect(ImageNet.classNames[999] == "toilet tissue")
        #expect(ImageNet.classNames.allSatisfy { !$0.isEmpty && $0.first != " " && !$0.contains("\n") })
    }
}
