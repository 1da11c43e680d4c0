import Testing
@testable import LandUseKit

@Suite("PyTorch's checkpoints")
struct PyTorchCheckpointTests {
    private func message(_ path: String) -> String {
        do throws(CheckpointError) {
            _ = try StateDict(pyTorchFile: path)
            return "accepted"
        } catch {
            return error.description
        }
    }

    @Test("every type of number, views by stride and offset, parameters, nesting") func types() throws {
        let state = try StateDict(pyTorchFile: Fixtures.path("pytorch/types.pth"))
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
        #expect(message(Fixtures.path("pytorch/evil.pth")).hasSuffix(
            "is no valid checkpoint: it asks for Python's __builtin__.print, and a checkpoint may hold tensors, containers, numbers and strings only"))
    }

    @Test("a file cut anywhere is refused") func cut() throws {
        let whole = try contents(of: Fixtures.path("pytorch/types.pth"))
        try withTemporaryFolder { folder in
            for count in stride(from: 0, to: whole.count, by: 97) {
                try write(Array(whole.prefix(count)), to: folder + "/cut.pth")
                #expect(message(folder + "/cut.pth").contains("no ZIP directory at its end: it is truncated"))
            }
        }
    }

    @Test("no damaged byte crashes the reader") func damaged() throws {
        let whole = try contents(of: Fixtures.path("pytorch/types.pth"))
        try withTemporaryFolder { folder in
            for place in stride(from: 0, to: whole.count, by: 11) {
                var bytes = whole
                bytes[place] ^= UInt8(1 << (place % 8)) | 0x11
                try write(bytes, to: folder + "/damaged.pth")
                _ = message(folder + "/damaged.pth")
            }
        }
    }

    @Test("hostile pickles", arguments: [
        ("", "its pickle ends early"),
        (".", "its pickle uses a value that is not there"),
        ("N.", "it holds no dictionary of tensors"),
        ("t.", "its pickle uses a mark that is not there"),
        ("hA.", "its pickle recalls what it never kept"),
        ("X\u{7f}\u{7f}\u{7f}\u{7f}a.", "its pickle ends early"),
        ("cos\nsystem\n.", "it asks for Python's os.system, and a checkpoint may hold tensors, containers, numbers and strings only"),
        ("i.", "its pickle has the operation 105 at byte 0, which no checkpoint needs"),
        ("N)R.", "byte 2 of its pickle: expected a call"),
    ])
    func hostile(pickle: String, reason: String) {
        do throws(Unpickler.Fault) {
            _ = try Unpickler.read(Array(pickle.utf8)) { value throws(Unpickler.Fault) in
                guard case .dictionary = value else { throw Unpickler.Fault(reason: "it holds no dictionary of tensors") }
            }
            Issue.record("accepted")
        } catch {
            #expect(error.reason == reason)
        }
    }

    @Test("containers within containers, deeper than any stack") func deep() throws {
        // ]q\0 ]q\1 h\0 h\1 a …: each list holds the next.
        var pickle = Array("]".utf8)
        for _ in 0..<100_000 { pickle += Array("]".utf8) }
        for _ in 0..<100_000 { pickle += Array("a".utf8) }
        try Unpickler.read(pickle + Array(".".utf8)) { _ throws(Unpickler.Fault) in }
        let tuples = [UInt8](repeating: 0x85, count: 100)
        #expect(throws: Unpickler.Fault.self) { try Unpickler.read(Array(")".utf8) + tuples) { _ throws(Unpickler.Fault) in } }
    }
}
