/// `torch.save`'s form since version 1.6 (2020): a ZIP file with one folder, named "archive" or like the
/// file, that holds `data.pkl`, the pickle, and `data/<key>`, the numbers of each storage.
enum ZipCheckpoint {
    /// Bytes: much more than any network's list of tensors.
    static let largestPickle = 64 << 20

    static func read(_ source: some ByteSource, unwrapping: Bool) throws(CheckpointFault) -> StateDict {
        let archive = try ZipArchive(source)
        guard let pickle = archive.entries.first(where: { $0.name.hasSuffix("/data.pkl") && $0.name.split(separator: "/").count == 2 })
        else { throw CheckpointFault(reason: "it holds no data.pkl: it is a ZIP file, but none of torch.save's") }
        let folder = pickle.name.dropLast("data.pkl".count)
        guard archive[folder + "constants.pkl"] == nil else {
            throw .unsupported("it is a TorchScript program; save its tensors, in Python: torch.save(torch.jit.load(file).state_dict(), path)")
        }
        if let order = archive[folder + "byteorder"], try archive.bytes(of: order) != Array("little".utf8) {
            throw .unsupported("its numbers are not little-endian; save it again on a usual machine")
        }
        guard pickle.size <= largestPickle else { throw CheckpointFault(reason: "its data.pkl has \(pickle.size) bytes, too many") }
        var bytes = PickleBytes(try archive.bytes(of: pickle))
        let entries = try Unpickler.read(&bytes) { value, _ throws(CheckpointFault) in
            try NamedTensors.find(in: value, unwrapping: unwrapping)
        }
        var tensors = StoredTensors(source: source) { storage throws(CheckpointFault) in
            let name = "\(folder)data/\(storage.key)"
            guard let entry = archive[name] else {
                throw CheckpointFault(reason: "lies in \(name.shownInError), which the file does not hold")
            }
            return try archive.place(of: entry)
        }
        return try tensors.stateDict(of: entries)
    }
}
