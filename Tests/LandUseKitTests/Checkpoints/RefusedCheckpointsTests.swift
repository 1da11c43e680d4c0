import Testing
@testable import LandUseKit

@Suite("Checkpoints that are refused")
struct RefusedCheckpointsTests {
    /// Files of Fixtures/checkpoints and the words for them.
    static let files: [(name: String, message: String)] = [
        ("complex.pth", "the checkpoint FILE cannot be used: the tensor \"spectrum\" has numbers of the type complex64, which is not read here; convert it in Python, with .float() or torch.view_as_real"),
        ("complex-legacy.pth", "the checkpoint FILE cannot be used: the tensor \"spectrum\" has numbers of the type complex64, which is not read here; convert it in Python, with .float() or torch.view_as_real"),
        ("float8.pth", "the checkpoint FILE cannot be used: the tensor \"weight\" has numbers of the type float8_e4m3fn, which is not read here; convert it in Python, with .float() or torch.view_as_real"),
        ("namespace.pth", "the checkpoint FILE cannot be used: " + PyTorchCheckpointTests.refusedGlobal("argparse.Namespace")),
        ("numpy.pth", "the checkpoint FILE cannot be used: " + PyTorchCheckpointTests.refusedGlobal("numpy._core.multiarray.scalar")),
        ("network.pth", "the checkpoint FILE cannot be used: " + PyTorchCheckpointTests.refusedGlobal("__main__.Network")),
        ("one-tensor.pth", "the checkpoint FILE cannot be used: it holds a single tensor without a name; save a dictionary, in Python: torch.save({\"name\": tensor}, path)"),
        ("no-tensor.pth", "FILE is no valid checkpoint: it holds no tensor"),
        ("compressed.pth", "the checkpoint FILE cannot be used: types/byteorder is compressed, which torch.save never does; save the checkpoint again in Python"),
        ("big-endian.pth", "the checkpoint FILE cannot be used: its numbers are not little-endian; save it again on a usual machine"),
        ("big-endian-legacy.pth", "the checkpoint FILE cannot be used: its numbers are not little-endian; save it again on a usual machine"),
        ("plain-pickle.pth", "the checkpoint FILE cannot be used: it is a pickle, but none of torch.save's; save it again in Python: torch.save(model.state_dict(), path)"),
        ("script.pth", "the checkpoint FILE cannot be used: it is a TorchScript program; save its tensors, in Python: torch.save(torch.jit.load(file).state_dict(), path)"),
    ]

    @Test("what is not read, each with its reason", arguments: files)
    func file(name: String, message: String) {
        #expect(refusal(Fixtures.path("checkpoints/\(name)")) == message)
    }

    static let others: [(contents: String, reason: String)] = [
        ("", "it has 0 bytes, too few for one"),
        ("version https://git-lfs.github.com/spec/v1\noid sha256:00", "it is the note that Git LFS leaves in a file's place; `git lfs pull` fetches the file itself"),
        ("\n<!doctype html><html>", "it is a web page, perhaps the one that offers the file; download the file itself"),
        ("a file of some other kind", "it begins like none of ZIP, pickle, tar (all PyTorch's) and safetensors; perhaps it is damaged or not wholly downloaded"),
    ]

    @Test("what is no checkpoint at all", arguments: others)
    func other(contents: String, reason: String) {
        #expect(refusal(Array(contents.utf8)) == "FILE is no checkpoint: \(reason)")
    }

    @Test("a file cut anywhere is refused, a ZIP file as truncated", arguments: ["types.pth", "zip64.pth", "types-legacy.pth", "oldest.tar.pth"])
    func cut(name: String) throws {
        let whole = try contents(of: Fixtures.path("checkpoints/\(name)"))
        // A tar file's last two blocks are empty and may be missing.
        for count in stride(from: 10, to: whole.count - (name.contains("tar") ? 1024 : 0), by: 11) {
            let message = refusal(Array(whole.prefix(count)))
            #expect(message != nil, "the first \(count) bytes of \(name)")
            if !name.contains("legacy"), !name.contains("tar") { #expect(message?.contains("it is truncated") == true) }
        }
    }

    @Test("no damaged byte crashes a reader", arguments: ["types.pth", "training.pth", "views-legacy.pth", "zip64.pth", "oldest.tar.pth"])
    func damaged(name: String) throws {
        var bytes = try contents(of: Fixtures.path("checkpoints/\(name)"))
        for place in stride(from: 0, to: bytes.count, by: 13) {
            let before = bytes[place]
            bytes[place] ^= UInt8(1 << (place % 8)) | 0x11
            // Its error, or nothing where the byte is one of a number's.
            _ = refusal(bytes)
            bytes[place] = before
        }
    }
}
