/// `torch.save`'s form before version 0.2 (2017): a tar file with
///
/// * `storages`: a pickled count, then of each storage a pickled (key, place, type) and its numbers behind
///   eight bytes with their count; then, pickled, the views of storages: (key, whole's key, offset, count)
/// * `tensors`: a pickled count, then of each tensor a pickled (key, storage's key, type) and four bytes with
///   the rank, four without meaning, and eight each for sizes, strides and offset
/// * `pickle`: the object, which calls the tensors by their keys
///
/// Other programs write the tensors into the pickle, as later versions do, and leave `tensors` and the views out.
enum TarCheckpoint {
    static func read(_ source: some ByteSource, unwrapping: Bool) throws(CheckpointFault) -> StateDict {
        let members = try TarArchive(source).members
        guard let pickle = members["pickle"], let storageMember = members["storages"] else {
            throw CheckpointFault(reason: "it is a tar file, but none of torch.save's: it has no `pickle` and `storages`")
        }
        let (storages, places) = try storages(Member(source, storageMember))
        let tensors = try members["tensors"].map { range throws(CheckpointFault) in try Self.tensors(Member(source, range), storages) } ?? [:]

        guard pickle.count <= ZipCheckpoint.largestPickle, let bytes = source.bytes(at: pickle.lowerBound, count: pickle.count) else {
            throw CheckpointFault(reason: "its pickle has \(pickle.count) bytes, too many")
        }
        var cursor = PickleBytes(bytes)
        let entries = try Unpickler.read(&cursor, outerTensors: tensors) { value, _ throws(CheckpointFault) in
            try NamedTensors.find(in: value, unwrapping: unwrapping)
        }
        var stored = StoredTensors(source: source) { storage throws(CheckpointFault) in
            guard let place = places[storage.key] else {
                throw CheckpointFault(reason: "lies in the storage \(storage.key.shownInError), which the file does not hold")
            }
            return place
        }
        return try stored.stateDict(of: entries)
    }

    /// One of the tar file's files, read from its beginning on.
    private struct Member<Source: ByteSource> {
        let source: Source
        let end: Int
        var position: Int

        /// Bytes that one of the small pickles between the numbers may have.
        private static var largestPickle: Int { 1024 }

        init(_ source: Source, _ range: Range<Int>) {
            self.source = source
            (position, end) = (range.lowerBound, range.upperBound)
        }

        var isAtEnd: Bool { position == end }

        /// Reads a pickle. A long one has to be allowed for.
        mutating func pickle<Result>(
            atMost count: Int = Self.largestPickle, _ body: (PickleValue) throws(CheckpointFault) -> Result
        ) throws(CheckpointFault) -> Result {
            guard let bytes = source.bytes(at: position, count: min(count, end - position)) else { throw TarCheckpoint.unreadable }
            var cursor = PickleBytes(bytes)
            let result = try Unpickler.read(&cursor) { value, _ throws(CheckpointFault) in try body(value) }
            position += cursor.position
            return result
        }

        mutating func number(_ count: Int) throws(CheckpointFault) -> Int {
            guard count <= end - position, let number = source.number(at: position, bytes: count) else { throw TarCheckpoint.unreadable }
            position += count
            return Int(truncatingIfNeeded: number)
        }

        mutating func numbers(_ count: Int) throws(CheckpointFault) -> [Int] {
            var numbers: [Int] = []
            for _ in 0..<count { numbers.append(try number(8)) }
            return numbers
        }
    }

    private static func storages<Source>(
        _ member: Member<Source>
    ) throws(CheckpointFault) -> (storages: [String: PickleStorage], places: [String: Range<Int>]) {
        var member = member, storages: [String: PickleStorage] = [:], places: [String: Range<Int>] = [:]
        let count = try member.pickle { value throws(CheckpointFault) in value.int } ?? 0
        // A file cannot make this long: each turn takes bytes of it.
        for _ in 0..<max(count, 0) {
            let (key, type) = try member.pickle { value throws(CheckpointFault) in
                guard let values = value.tuple, values.count == 3, let key = values[0].key, case .global(.storageType(let type)) = values[2]
                else { throw CheckpointFault(reason: "its tar file describes no storage where one is expected") }
                return (key, type)
            }
            guard let count = member.source.number(at: member.position, bytes: 8) else { throw unreadable }
            let storage = PickleStorage(key: key, type: type, count: Int(clamping: count))
            let place = try LegacyCheckpoint.place(of: storage, at: member.position, in: member.source)
            guard place.upperBound <= member.end, storages.updateValue(storage, forKey: key) == nil else {
                throw CheckpointFault(reason: "its storage \(key.shownInError) is cut off, or stands there twice")
            }
            places[key] = place
            member.position = place.upperBound
        }
        if !member.isAtEnd {
            try member.pickle(atMost: ZipCheckpoint.largestPickle) { views throws(CheckpointFault) in
                for view in views.elements ?? [] {
                    guard let values = view.tuple, values.count == 4, let key = values[0].key, let root = values[1].key.flatMap({ storages[$0] }),
                        let offset = values[2].int, let count = values[3].int, let part = root.part(offset: offset, count: count)
                    else { throw CheckpointFault(reason: "its tar file has a view that fits no storage") }
                    storages[key] = part
                }
            }
        }
        return (storages, places)
    }

    private static func tensors<Source>(
        _ member: Member<Source>, _ storages: [String: PickleStorage]
    ) throws(CheckpointFault) -> [String: PickleTensor] {
        var member = member, tensors: [String: PickleTensor] = [:]
        let count = try member.pickle { value throws(CheckpointFault) in value.int } ?? 0
        for _ in 0..<max(count, 0) {
            let (key, storage) = try member.pickle { value throws(CheckpointFault) in
                guard let values = value.tuple, values.count == 3, let key = values[0].key, let storage = values[1].key.flatMap({ storages[$0] })
                else { throw CheckpointFault(reason: "its tar file describes no tensor where one is expected") }
                return (key, storage)
            }
            let rank = Int(Int32(truncatingIfNeeded: try member.number(4)))
            guard (0...ShapeBounds.largestRank).contains(rank) else {
                throw CheckpointFault(reason: "its tensor \(key.shownInError) has \(rank) dimensions")
            }
            _ = try member.number(4)
            let shape = try member.numbers(rank), strides = try member.numbers(rank), offset = try member.number(8)
            tensors[key] = PickleTensor(storage: storage, type: storage.type, offset: offset, shape: shape, strides: strides)
        }
        return tensors
    }

    private static var unreadable: CheckpointFault { CheckpointFault(reason: "a file within the tar file ends early") }
}
