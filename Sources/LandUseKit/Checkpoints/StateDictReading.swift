extension StateDict {
    /// Reads a checkpoint file, whatever its kind: PyTorch's `.pth` and `.pt` in each of their forms (ZIP,
    /// the older pickle, the oldest tar) and safetensors. The first bytes tell, not the name.
    ///
    ///     try model.load(StateDict(contentsOf: "resnet18.pth"))
    ///
    /// Numbers of every type become 32-bit floats. Nothing in a file can run code: tensors, containers,
    /// numbers and strings are read, every other object is refused by name. Counts, sizes and places are
    /// checked against the file's size before memory is taken.
    ///
    /// PyTorch's files often hold more than the network. What is no tensor is left out, dictionaries and
    /// lists within each other become dotted names, and wrappers are taken off:
    ///
    /// * If exactly one of the keys `state_dict`, `model_state_dict` and `model` holds tensors, only these
    ///   are read: the network of a training checkpoint, without its optimiser.
    /// * `module.` or `_orig_mod.` before every name (`DataParallel`'s and `torch.compile`'s) is dropped.
    ///
    /// Of a file that `TrainingCheckpoint` wrote, the model's weights are read; other safetensors files have no wrappers.
    ///
    /// - Parameter unwrapping: whether wrappers are taken off; without it every tensor of the file is read,
    ///   under its full name.
    /// - Throws: `CheckpointError`, naming the tensor where it is one tensor's fault.
    public init(contentsOf path: String, unwrapping: Bool = true) throws(CheckpointError) {
        try self.init(reading: InputFile(path: path), unwrapping: unwrapping)
    }

    /// Reads a checkpoint that lies in memory, like `init(contentsOf:unwrapping:)`.
    ///
    /// - Parameter name: how errors are to name it
    public init(bytes: [UInt8], named name: String, unwrapping: Bool = true) throws(CheckpointError) {
        try self.init(reading: InputBytes(bytes, path: name), unwrapping: unwrapping)
    }

    init(reading source: some ByteSource, unwrapping: Bool = true) throws(CheckpointError) {
        let path = source.path
        guard let prefix = source.bytes(at: 0, count: min(source.size, CheckpointKind.prefixLength)) else {
            throw .unreadable(path: path, reason: "not even its first bytes can be read")
        }
        guard let kind = CheckpointKind(prefix: prefix) else {
            throw .notACheckpoint(path: path, reason: CheckpointKind.otherKind(prefix: prefix, size: source.size))
        }
        do throws(CheckpointFault) {
            switch kind {
            case .zip: self = try ZipCheckpoint.read(source, unwrapping: unwrapping)
            case .pickle: self = try LegacyCheckpoint.read(source, unwrapping: unwrapping)
            case .tar: self = try TarCheckpoint.read(source, unwrapping: unwrapping)
            case .safeTensors:
                let file = try SafeTensorsFile.read(source)
                self = unwrapping ? TrainingCheckpoint.weights(in: file) ?? file : file
            }
        } catch {
            throw error.error(path: path)
        }
    }
}
