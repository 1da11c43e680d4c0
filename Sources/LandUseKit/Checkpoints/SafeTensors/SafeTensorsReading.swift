extension StateDict {
    /// Reads a safetensors file. Numbers of every type become 32-bit floats.
    ///
    /// The header is checked against the file's size before memory for a tensor is taken.
    ///
    /// - Throws: `CheckpointError`, naming the tensor where it is one tensor's fault.
    public init(contentsOf path: String) throws(CheckpointError) {
        let file = try InputFile(path: path)
        let prefix = try Self.headerLength(of: file)
        guard let json = file.bytes(at: 8, count: prefix) else {
            throw .unreadable(path: path, reason: "its header cannot be read")
        }
        let dataStart = 8 + prefix
        let header: SafeTensorsHeader
        do {
            header = try SafeTensorsHeader(json: json, dataSize: file.size - dataStart)
        } catch {
            if let name = error.tensor { throw .malformedTensor(path: path, name: name, reason: error.reason) }
            throw .malformed(path: path, reason: error.reason)
        }
        self.init(metadata: header.metadata)
        for entry in header.entries {
            guard let tensor = Self.tensor(entry, in: file, dataStart) else {
                throw .malformedTensor(path: path, name: entry.name, reason: "cannot be read to its end")
            }
            self[entry.name] = tensor
        }
    }

    private static func headerLength(of file: InputFile) throws(CheckpointError) -> Int {
        guard let prefix = file.bytes(at: 0, count: 8) else {
            throw .malformed(path: file.path, reason: "it has \(file.size) bytes, too few for a safetensors file")
        }
        let length = prefix.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        guard length <= UInt64(SafeTensorsHeader.longest), length <= UInt64(file.size - 8) else {
            throw .malformed(
                path: file.path,
                reason: "its first eight bytes announce a header of \(length) bytes, and \(file.size - 8) follow: it is truncated or no safetensors file")
        }
        return Int(length)
    }

    private static func tensor(_ entry: SafeTensorsHeader.Entry, in file: InputFile, _ dataStart: Int) -> Tensor? {
        let tensor = Tensor(uninitialized: entry.shape)
        let offset = dataStart + entry.range.lowerBound
        if entry.type == .float32 {
            let isRead = tensor.withFloats {
                file.read(at: offset, into: UnsafeMutableRawBufferPointer(start: $0, count: entry.range.count))
            }
            return isRead ? tensor : nil
        }
        guard let bytes = file.bytes(at: offset, count: entry.range.count) else { return nil }
        bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress else { return }
            tensor.withFloats { entry.type.decode(start, tensor.count, into: $0) }
        }
        return tensor
    }
}
