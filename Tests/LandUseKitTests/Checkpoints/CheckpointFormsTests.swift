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
        #expect(Self.expected.count == 20)
    }
}
