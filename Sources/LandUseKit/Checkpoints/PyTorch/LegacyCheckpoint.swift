/// `torch.save`'s form from version 0.2 to 1.5, and today's with `_use_new_zipfile_serialization=False`. One
/// after the other: five pickles (a magic number, the protocol 1001, facts about the machine, the object,
/// the storages' keys), then each storage in the keys' order, as eight bytes with its count and the numbers.
enum LegacyCheckpoint {
    /// 0x1950a86a20f9469cfc6c, as a pickle writes it.
    private static let magic: [UInt8] = [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, UInt8(ascii: ".")]
    private static let protocolVersion = 1001

    static func read(_ source: some ByteSource, unwrapping: Bool) throws(CheckpointFault) -> StateDict {
        guard let front = source.bytes(at: 0, count: min(source.size, ZipCheckpoint.largestPickle)) else {
            throw CheckpointFault(reason: "its pickles cannot be read")
        }
        // Newer protocols put a frame's length before it.
        guard let start = [2, 11].first(where: { front.dropFirst($0).starts(with: magic) }) else {
            throw .unsupported("it is a pickle, but none of torch.save's; save it again in Python: torch.save(model.state_dict(), path)")
        }
        var bytes = PickleBytes(front, from: start + magic.count)
        let version = try Unpickler.read(&bytes) { value, _ throws(CheckpointFault) in value.int }
        guard version == protocolVersion else {
            throw .unsupported("it has the version \(version.map(String.init) ?? "?") of torch.save's older form; only \(protocolVersion) is known")
        }
        let isLittleEndian = try Unpickler.read(&bytes) { value, _ throws(CheckpointFault) in Self.isLittleEndian(value) }
        guard isLittleEndian else { throw .unsupported("its numbers are not little-endian; save it again on a usual machine") }
        let (entries, storages) = try Unpickler.read(&bytes) { value, unpickler throws(CheckpointFault) in
            (try NamedTensors.find(in: value, unwrapping: unwrapping), unpickler.storages)
        }
        let keys = try Unpickler.read(&bytes) { value, _ throws(CheckpointFault) in value.elements?.compactMap(\.key) ?? [] }
        let places = try places(of: keys, storages, from: bytes.position, in: source)
        var tensors = StoredTensors(source: source) { storage throws(CheckpointFault) in
            guard let place = places[storage.key] else {
                throw CheckpointFault(reason: "lies in the storage \(storage.key.shownInError), which the file does not hold")
            }
            return place
        }
        return try tensors.stateDict(of: entries)
    }

    private static func isLittleEndian(_ facts: PickleValue) -> Bool {
        guard case .dictionary(let facts) = facts else { return true }
        return facts.entries.last { $0.key == "little_endian" }?.value.bool ?? true
    }

    private static func places(
        of keys: [String], _ storages: [String: PickleStorage], from start: Int, in source: some ByteSource
    ) throws(CheckpointFault) -> [String: Range<Int>] {
        var places: [String: Range<Int>] = [:]
        var position = start
        for key in keys {
            guard let storage = storages[key] else {
                throw CheckpointFault(reason: "it stores \(key.shownInError), of which its pickle says nothing")
            }
            let place = try place(of: storage, at: position, in: source)
            guard places.updateValue(place, forKey: key) == nil else {
                throw CheckpointFault(reason: "it stores \(key.shownInError) twice")
            }
            position = place.upperBound
        }
        return places
    }

    /// Where a storage's numbers lie whose count stands at `position`.
    static func place(of storage: PickleStorage, at position: Int, in source: some ByteSource) throws(CheckpointFault) -> Range<Int> {
        guard let count = source.number(at: position, bytes: 8), let size = storage.size, source.holds(position + 8, size) else {
            throw CheckpointFault(
                reason: "its storage \(storage.key.shownInError) of \(storage.count) numbers ends beyond the file's end: it is truncated; download or copy it anew")
        }
        guard count == UInt64(storage.count) else {
            throw CheckpointFault(reason: "its storage \(storage.key.shownInError) is to have \(storage.count) numbers and has \(count)")
        }
        return position + 8..<position + 8 + size
    }
}
