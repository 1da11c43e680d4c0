/// Makes tensors from what a pickle says of them and from where their numbers lie in the file.
///
/// A storage is read once, however many tensors are views of it, and views take no memory; so all of it is
/// bounded by the file's own size (times four where a number takes one byte there).
struct StoredTensors<Source: ByteSource> {
    let source: Source
    /// Where a storage's bytes lie; throws where the file does not hold it.
    let place: (PickleStorage) throws(CheckpointFault) -> Range<Int>

    private var storages: [String: (numbers: TensorStorage, type: ElementType)] = [:]
    /// Bytes of the file that became numbers.
    private var bytesRead = 0

    /// An expanded tensor (stride 0) may count more numbers than its storage has, up to this.
    private static var mostExpanded: Int { 1 << 24 }

    init(source: Source, place: @escaping (PickleStorage) throws(CheckpointFault) -> Range<Int>) {
        self.source = source
        self.place = place
    }

    mutating func stateDict(of entries: [NamedTensors.Entry]) throws(CheckpointFault) -> StateDict {
        var state = StateDict()
        for entry in entries {
            let name = entry.name
            guard state[name] == nil else { throw CheckpointFault(tensor: name, reason: "occurs twice") }
            do throws(CheckpointFault) {
                state[name] = try tensor(entry.tensor)
            } catch {
                throw CheckpointFault(kind: error.kind, tensor: name, reason: error.reason)
            }
        }
        return state
    }

    private mutating func tensor(_ tensor: PickleTensor) throws(CheckpointFault) -> Tensor {
        let type: ElementType
        switch tensor.type {
        case .known(let known): type = known
        case .bytes: throw CheckpointFault(reason: "has no type of numbers")
        case .unsupported(let name, _):
            throw .unsupported("has numbers of the type \(name), which is not read here; convert it in Python, with .float() or torch.view_as_real")
        }
        // A tensor of another type than its storage is one of plain bytes.
        guard tensor.storage.type == tensor.type || tensor.storage.type == .bytes else {
            throw CheckpointFault(reason: "has another type of numbers than its storage")
        }
        let unit = tensor.storage.type == .bytes ? type.size : 1
        guard tensor.storage.count % unit == 0, tensor.storage.part.lowerBound % unit == 0, tensor.storage.part.count % unit == 0 else {
            throw CheckpointFault(reason: "lies in \(tensor.storage.part.count) bytes, which are no whole numbers of \(type.rawValue)")
        }
        let part = tensor.storage.part.lowerBound / unit..<tensor.storage.part.upperBound / unit
        let strides = try Self.checkedStrides(of: tensor, storageCount: part.count)
        let numbers = try storage(tensor.storage, type)
        return Tensor(storage: numbers, offset: part.lowerBound + tensor.offset, shape: tensor.shape, strides: strides)
    }

    private mutating func storage(_ storage: PickleStorage, _ type: ElementType) throws(CheckpointFault) -> TensorStorage {
        if let known = storages[storage.key] {
            guard known.type == type else {
                throw CheckpointFault(reason: "reads as \(type.rawValue) what another tensor reads as \(known.type.rawValue)")
            }
            return known.numbers
        }
        let place = try place(storage)
        guard let size = storage.size, size == place.count else {
            throw CheckpointFault(
                reason: "is to lie in \(storage.count) numbers of \(storage.type.size) bytes, and the file has \(place.count) bytes for them")
        }
        bytesRead += size
        guard bytesRead <= source.size else { throw CheckpointFault(reason: "lies where other tensors lie") }
        guard let numbers = TensorStorage(source, at: place.lowerBound, type, count: size / type.size) else {
            throw CheckpointFault(reason: "cannot be read to its end: the file is truncated")
        }
        storages[storage.key] = (numbers, type)
        return numbers
    }

    /// Every element must lie within the storage.
    private static func checkedStrides(of tensor: PickleTensor, storageCount: Int) throws(CheckpointFault) -> [Int] {
        let (shape, strides) = (tensor.shape, tensor.strides)
        guard shape.count == strides.count, let count = ShapeBounds.count(of: shape), strides.allSatisfy({ $0 >= 0 }) else {
            throw CheckpointFault(reason: "has the size \(shape) and the stride \(strides), which do not fit together")
        }
        guard tensor.offset >= 0, tensor.offset <= storageCount else {
            throw CheckpointFault(reason: "begins at number \(tensor.offset) of its storage of \(storageCount)")
        }
        if count == 0 { return MemoryLayoutOrder.contiguous.strides(of: shape) }
        guard count <= max(storageCount, mostExpanded) else {
            throw CheckpointFault(reason: "has the size \(shape), \(count) numbers in a storage of \(storageCount)")
        }
        var last = tensor.offset
        for (size, stride) in zip(shape, strides) {
            let (reach, first) = (size - 1).multipliedReportingOverflow(by: stride)
            let (end, second) = last.addingReportingOverflow(reach)
            guard !first, !second else { throw CheckpointFault(reason: "has the size \(shape) and the stride \(strides), beyond any storage") }
            last = end
        }
        guard last < storageCount else {
            throw CheckpointFault(reason: "reaches number \(last) of its storage of \(storageCount)")
        }
        // The stride of a dimension of size one says nothing, and may be any number.
        return zip(shape, strides).map { size, stride in size == 1 ? min(stride, storageCount) : stride }
    }
}
