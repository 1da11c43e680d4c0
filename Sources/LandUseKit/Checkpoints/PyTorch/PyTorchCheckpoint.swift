extension StateDict {
    /// Reads a checkpoint in PyTorch's own format, as `torch.save` writes it since version 1.6 (2020): a ZIP
    /// file that holds a pickle and the numbers. Nothing in it can run code: tensors, containers, numbers
    /// and strings are read, every other object is refused by name.
    ///
    /// Dictionaries within dictionaries become dotted names; what is no tensor is left out.
    ///
    /// - Throws: `CheckpointError`, naming the tensor where it is one tensor's fault.
    public init(pyTorchFile path: String) throws(CheckpointError) {
        let archive = try ZipArchive(InputFile(path: path))
        // Everything stands in one folder, named "archive" or like the file.
        guard let pickle = archive.entries.values.first(where: { $0.name.hasSuffix("/data.pkl") && $0.name.split(separator: "/").count == 2 })
        else { throw .malformed(path: path, reason: "it holds no data.pkl: it is a ZIP file, but none of torch.save's") }
        let folder = pickle.name.dropLast("data.pkl".count)
        if let order = archive.entries[folder + "byteorder"].flatMap(archive.bytes(of:)), order != Array("little".utf8) {
            throw .malformed(path: path, reason: "its numbers are not little-endian, which is not supported")
        }
        guard pickle.size <= Self.largestPickle, let bytes = archive.bytes(of: pickle) else {
            throw .malformed(path: path, reason: "its data.pkl cannot be read")
        }
        let tensors: [(name: String, tensor: PickleTensor)]
        do throws(Unpickler.Fault) {
            tensors = try Unpickler.read(bytes) { value throws(Unpickler.Fault) in try Self.named(value) }
        } catch {
            throw .malformed(path: path, reason: error.reason)
        }
        self.init()
        var storages: [String: TensorStorage] = [:]
        for (name, tensor) in tensors {
            let key = tensor.storage.key
            let storage: TensorStorage
            if let known = storages[key] {
                storage = known
            } else {
                storage = try Self.storage(tensor.storage, archive, "\(folder)data/\(key)", name)
                storages[key] = storage
            }
            try Self.check(tensor, storage, name, path)
            self[name] = Tensor(storage: storage, offset: tensor.offset, shape: tensor.shape, strides: tensor.strides)
        }
    }

    /// Bytes: much more than any network's list of tensors.
    private static let largestPickle = 64 << 20

    /// The tensors in a dictionary of dictionaries, with dotted names.
    private static func named(
        _ value: PickleValue, _ prefix: String = "", depth: Int = 0
    ) throws(Unpickler.Fault) -> [(name: String, tensor: PickleTensor)] {
        guard depth < 16 else { throw Unpickler.Fault(reason: "its dictionaries stand more than 16 deep within each other") }
        guard case .dictionary(let dictionary) = value else {
            if depth == 0 { throw Unpickler.Fault(reason: "it holds no dictionary of tensors") }
            return []
        }
        var found: [(name: String, tensor: PickleTensor)] = []
        for (key, value) in dictionary.entries {
            switch value {
            case .tensor(let tensor): found.append((prefix + key, tensor))
            case .dictionary: found += try named(value, "\(prefix)\(key).", depth: depth + 1)
            default: break
            }
            guard found.count <= 1_000_000 else { throw Unpickler.Fault(reason: "it names more than a million tensors") }
        }
        return found
    }

    private static func storage(
        _ storage: PickleStorage, _ archive: ZipArchive, _ entryName: String, _ name: String
    ) throws(CheckpointError) -> TensorStorage {
        let path = archive.file.path
        guard let entry = archive.entries[entryName] else {
            throw .malformedTensor(path: path, name: name, reason: "lies in \(entryName), which the file does not hold")
        }
        let (size, overflow) = storage.count.multipliedReportingOverflow(by: storage.type.size)
        guard !overflow, size == entry.size else {
            throw .malformedTensor(
                path: path, name: name,
                reason: "is to lie in \(storage.count) numbers of \(storage.type.rawValue), and \(entryName) has \(entry.size) bytes")
        }
        guard let bytes = archive.bytes(of: entry) else {
            throw .malformedTensor(path: path, name: name, reason: "cannot be read to its end")
        }
        let result = TensorStorage(uninitialized: storage.count)
        bytes.withUnsafeBytes { bytes in
            if let start = bytes.baseAddress { storage.type.decode(start, storage.count, into: result.floats) }
        }
        return result
    }

    /// Every element must lie within the storage, and there may be no more of them than it has numbers.
    private static func check(
        _ tensor: PickleTensor, _ storage: TensorStorage, _ name: String, _ path: String
    ) throws(CheckpointError) {
        func refuse(_ reason: String) -> CheckpointError { .malformedTensor(path: path, name: name, reason: reason) }
        let (shape, strides) = (tensor.shape, tensor.strides)
        guard shape.count == strides.count, shape.count <= 64, tensor.offset >= 0, tensor.offset <= storage.count,
            shape.allSatisfy({ $0 >= 0 }), strides.allSatisfy({ $0 >= 0 })
        else { throw refuse("has the size \(shape) and the stride \(strides), which do not fit together") }
        if shape.contains(0) {
            guard shape.allSatisfy({ $0 <= 1 << 40 }) else { throw refuse("has the size \(shape)") }
            return
        }
        var last = tensor.offset, count = 1
        for (size, stride) in zip(shape, strides) {
            let (reach, first) = (size - 1).multipliedReportingOverflow(by: stride)
            let (end, second) = last.addingReportingOverflow(reach)
            let (product, third) = count.multipliedReportingOverflow(by: size)
            guard !first, !second, !third, product <= storage.count else {
                throw refuse("has the size \(shape), more numbers than its storage of \(storage.count)")
            }
            (last, count) = (end, product)
        }
        guard last < storage.count else {
            throw refuse("reaches number \(last) of its storage of \(storage.count)")
        }
    }
}
