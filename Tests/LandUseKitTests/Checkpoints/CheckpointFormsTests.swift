import Testing
@testable import LandUseKit

@Suite("The forms of checkpoints")
struct CheckpointFormsTests {
    static let expected: [String: [String: ExpectedTensor]] = (try? Fixtures.json("checkpoints/expected.json")) ?? [:]

    @Test("every form has the names, shapes and values that PyTorch reads", arguments: expected.keys.sorted())
    func good(name: String) throws {
        let state = try StateDict(contentsOf: Fixtures.path("checkpoints/\(name)"))
        #expect(state.described == Self.expected[name])
    }

    @Test("there are files of every form") func complete() {
        #expect(Self.expected.count == 18)
    }

    @Test("ResNet-18 with 102 entries, as torchvision publishes it, and with 122, as it is saved today", arguments: [102, 122])
    func resnet18(count: Int) throws {
        let state = try StateDict(contentsOf: Fixtures.path("checkpoints/resnet18-\(count).pth"))
        #expect(state.count == count)
        let model = Initialization.skipped { ResNet.resnet18() }
        let outcome = try model.load(state)
        #expect(outcome.missing.isEmpty && outcome.unexpected.isEmpty)
        let numbers = noise([122], 705).elements
        for (index, entry) in model.stateDict().entries.enumerated() {
            // Each of the file's tensors is one number many times over, without memory for it.
            let isCount = entry.name.hasSuffix("num_batches_tracked")
            let found = try state[entry.name]?.withFloats { $0.pointee } ?? #require(count == 102 && isCount ? 0 : nil)
            #expect(found == (!isCount ? numbers[index] : count == 122 ? Float(index) : 0), "\(entry.name)")
            #expect(entry.tensor.withFloats { $0[entry.tensor.count - 1] } == found, "\(entry.name)")
        }
        #expect(state["layer4.1.conv2.weight"]?.strides == [0, 0, 0, 0])
    }

    @Test("without unwrapping every tensor has its full name") func wrapped() throws {
        let path = Fixtures.path("checkpoints/training.pth")
        #expect(try StateDict(contentsOf: path).names == ["conv.weight", "conv.bias"])
        #expect(try StateDict(contentsOf: path, unwrapping: false).names == [
            "best", "optimizer.state.0.step", "optimizer.state.0.exp_avg", "state_dict.module.conv.weight", "state_dict.module.conv.bias",
        ])
    }
}
