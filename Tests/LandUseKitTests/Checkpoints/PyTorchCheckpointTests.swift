import Testing
@testable import LandUseKit

@Suite("PyTorch's checkpoints")
struct PyTorchCheckpointTests {
    @Test("every type of number, views by stride and offset, parameters, nesting") func types() throws {
        let state = try StateDict(contentsOf: Fixtures.path("pytorch/types.pth"))
        let base = noise([4, 6], 600)
        #expect(state.names == [
            "whole", "turned", "part", "parameter", "channels_last", "half", "bfloat", "double", "long", "byte", "bool",
            "scalar", "nothing", "nested.weight",
        ])
        for name in ["whole", "parameter", "double"] { #expect(state[name]?.elements == base.elements) }
        #expect(state["turned"]?.elements == base.transpose(0, 1).elements)
        #expect(state["part"]?.elements == [8, 9, 10, 14, 15, 16].map { base.elements[$0] })
        #expect(state["channels_last"]?.elements == noise([2, 3, 2, 2], 601).elements)
        let rounded = base.elements.map { ($0 * 64).rounded(.toNearestOrEven) }
        #expect(state["half"]?.elements == rounded)
        #expect(state["bfloat"]?.elements == rounded)
        #expect(state["long"]?.elements == [-3, 0, 1_048_576])
        #expect(state["byte"]?.elements == [0, 255])
        #expect(state["bool"]?.elements == [1, 0])
        #expect(state["scalar"]?.shape == [])
        #expect(state["nothing"]?.shape == [0, 3])
        #expect(state["nested.weight"]?.elements == (base + 1).elements)
    }

    @Test("an object that would run code is refused by name") func evil() {
        #expect(refusal(Fixtures.path("pytorch/evil.pth")) == "the checkpoint FILE cannot be used: " + Self.refusedGlobal("__builtin__.print"))
    }

    static func refusedGlobal(_ name: String) -> String {
        "it asks for Python's \(name), and only tensors, containers, numbers and strings are read; save these alone, in Python: torch.save(model.state_dict(), path)"
    }

    @Test("hostile pickles", arguments: [
        ("", "its pickle ends early"),
        (".", "its pickle uses a value that is not there"),
        ("N.", "it holds no tensor"),
        ("t.", "its pickle uses a mark that is not there"),
        ("hA.", "its pickle recalls what it never kept"),
        ("X\u{7f}\u{7f}\u{7f}\u{7f}a.", "its pickle ends early"),
        ("cos\nsystem\n.", refusedGlobal("os.system")),
        ("XAAAA", "its pickle ends early"),
        ("\u{1}.", "its pickle has the operation 1 at byte 0, which no checkpoint needs"),
        ("(K\u{1}Q.", "byte 3 of its pickle: expected a tensor that the file holds"),
        ("]K\u{1}Ns.", "byte 4 of its pickle: expected pairs for a dictionary"),
        ("}(K\u{1}u.", "byte 4 of its pickle: expected pairs for a dictionary"),
        ("}N" + String(repeating: "0", count: 3) + ".", "its pickle uses a value that is not there"),
        ("i.", "its pickle has the operation 105 at byte 0, which no checkpoint needs"),
        ("N)R.", "byte 2 of its pickle: expected a call"),
    ])
    func hostile(pickle: String, reason: String) {
        do throws(CheckpointFault) {
            var bytes = PickleBytes(Array(pickle.utf8))
            _ = try Unpickler.read(&bytes) { value, _ throws(CheckpointFault) in try NamedTensors.find(in: value, unwrapping: true) }
            Issue.record("accepted")
        } catch {
            #expect(error.reason == reason)
        }
    }
}
