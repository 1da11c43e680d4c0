/// Hugging Face's format. The header is checked against the file's size before memory for a tensor is taken.
enum SafeTensorsFile {
    static func read(_ source: some ByteSource) throws(CheckpointFault) -> StateDict {
        let length = try headerLength(of: source)
        guard let json = source.bytes(at: 8, count: length) else { throw CheckpointFault(reason: "its header cannot be read") }
        let dataStart = 8 + length
        let header = try SafeTensorsHeader(json: json, dataSize: source.size - dataStart)
        var state = StateDict(metadata: header.metadata)
        for entry in header.entries {
            let strides = MemoryLayoutOrder.contiguous.strides(of: entry.shape)
            guard let numbers = TensorStorage(source, at: dataStart + entry.range.lowerBound, entry.type, count: entry.shape.product) else {
                throw CheckpointFault(tensor: entry.name, reason: "cannot be read to its end: the file is truncated")
            }
            state[entry.name] = Tensor(storage: numbers, shape: entry.shape, strides: strides)
        }
        return state
    }

    private static func headerLength(of source: some ByteSource) throws(CheckpointFault) -> Int {
        guard let length = source.number(at: 0, bytes: 8) else {
            throw CheckpointFault(reason: "it has \(source.size) bytes, too few for a safetensors file")
        }
        guard length <= UInt64(SafeTensorsHeader.longest), length <= UInt64(source.size - 8) else {
            throw CheckpointFault(
                reason: "its first eight bytes announce a header of \(length) bytes, and \(source.size - 8) follow: it is truncated or no safetensors file")
        }
        return Int(length)
    }
}
