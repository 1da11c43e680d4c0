/// What a safetensors file says of its tensors (Hugging Face's format): eight bytes with the header's
/// length, a JSON object that names each tensor's type, shape and place, and then the numbers, end to end.
struct SafeTensorsHeader {
    struct Entry: Equatable {
        var name: String
        var type: ElementType
        var shape: [Int]
        /// Bytes, counted from the end of the header.
        var range: Range<Int>
    }

    private(set) var entries: [Entry] = []
    private(set) var metadata: [String: String] = [:]

    /// The reference implementation's bound; a longer header is no header.
    static let longest = 100_000_000

    /// - Parameters:
    ///   - json: the header's bytes
    ///   - dataSize: bytes of the file behind the header
    init(json: [UInt8], dataSize: Int) throws(CheckpointFault) {
        var reader = JSONReader(json)
        var names: Set<String> = []
        try reader.object { key, reader throws(CheckpointFault) in
            guard names.insert(key).inserted else {
                throw CheckpointFault(reason: "the header names \"\(key.shownInError)\" twice")
            }
            if key == "__metadata__" {
                try reader.object { name, reader throws(CheckpointFault) in
                    metadata[name] = try reader.string()
                }
            } else {
                do throws(CheckpointFault) {
                    entries.append(try Self.entry(named: key, &reader))
                } catch {
                    throw CheckpointFault(kind: error.kind, tensor: key, reason: error.reason)
                }
            }
        }
        try reader.end()
        try check(dataSize)
    }

    private static func entry(named name: String, _ reader: inout JSONReader) throws(CheckpointFault) -> Entry {
        var type: String?, shape: [Int]?, offsets: [Int]?
        try reader.object { key, reader throws(CheckpointFault) in
            switch key {
            case "dtype" where type == nil: type = try reader.string()
            case "shape" where shape == nil: shape = try reader.integers()
            case "data_offsets" where offsets == nil: offsets = try reader.integers()
            default: throw CheckpointFault(reason: "has a field \"\(key.shownInError)\" that it should not have, or has twice")
            }
        }
        guard let type, let shape, let offsets else {
            throw CheckpointFault(reason: "lacks one of dtype, shape and data_offsets")
        }
        guard let elementType = ElementType(rawValue: type) else {
            throw .unsupported("has numbers of the type \(type.shownInError), which is not read here")
        }
        guard offsets.count == 2, offsets[0] <= offsets[1] else {
            throw CheckpointFault(reason: "has the data_offsets \(offsets.prefix(3)), which are no range")
        }
        return Entry(name: name, type: elementType, shape: shape, range: offsets[0]..<offsets[1])
    }

    /// The numbers must fill the file: each tensor as long as its shape says, no gap, no overlap, no rest.
    private func check(_ dataSize: Int) throws(CheckpointFault) {
        var end = 0
        for entry in entries.sorted(by: { ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound) }) {
            guard let count = ShapeBounds.count(of: entry.shape) else {
                let shape = entry.shape.count <= ShapeBounds.largestRank ? "\(entry.shape)" : "of \(entry.shape.count) dimensions"
                throw CheckpointFault(tensor: entry.name, reason: "has the shape \(shape), more than any memory holds")
            }
            let size = count * entry.type.size
            guard size == entry.range.count else {
                throw CheckpointFault(
                    tensor: entry.name,
                    reason: "needs \(size) bytes for \(entry.shape) of \(entry.type.rawValue), and has \(entry.range.count)")
            }
            guard entry.range.upperBound <= dataSize else {
                throw CheckpointFault(
                    tensor: entry.name,
                    reason: "ends at byte \(entry.range.upperBound) of the data, of which the file has \(dataSize): it is truncated")
            }
            guard entry.range.lowerBound == end else {
                let what = entry.range.lowerBound < end ? "overlaps the tensor before it" : "leaves a gap before it"
                throw CheckpointFault(tensor: entry.name, reason: what)
            }
            end = entry.range.upperBound
        }
        guard end == dataSize else { throw CheckpointFault(reason: "\(dataSize - end) bytes at its end belong to no tensor") }
    }
}
