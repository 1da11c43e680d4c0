/// The tensors that a pickle's value holds, under the names that its dictionaries give them.
struct NamedTensors {
    struct Entry {
        var name: String
        var tensor: PickleTensor
        /// The key of the outermost dictionary, where the tensor stands in a dictionary in it.
        var wrapper: String?
    }

    private(set) var entries: [Entry] = []
    private var visits = 0
    private var nameBytes = 0
    private var wrapper: String?

    private static let deepest = 16
    /// Values looked at. A container that stands in many places is looked at in each of them.
    private static let mostVisits = 4_000_000
    /// Bytes.
    private static let longestName = 1024
    private static let mostNameBytes = 64 << 20

    /// - Parameter unwrapping: see `StateDict.init(contentsOf:unwrapping:)`
    static func find(in value: PickleValue, unwrapping: Bool) throws(CheckpointFault) -> [Entry] {
        if case .tensor = value {
            throw .unsupported("it holds a single tensor without a name; save a dictionary, in Python: torch.save({\"name\": tensor}, path)")
        }
        var all = NamedTensors()
        try all.visit(value, "", depth: 0)
        guard !all.entries.isEmpty else { throw CheckpointFault(reason: "it holds no tensor") }
        guard unwrapping else { return all.entries }
        return Wrappers.removed(from: all.entries)
    }

    private mutating func visit(_ value: PickleValue, _ name: String, depth: Int) throws(CheckpointFault) {
        visits += 1
        guard visits <= Self.mostVisits, nameBytes <= Self.mostNameBytes else {
            throw CheckpointFault(reason: "its containers hold each other too many times over")
        }
        switch value {
        case .tensor(let tensor):
            entries.append(Entry(name: name, tensor: tensor, wrapper: depth > 1 ? wrapper : nil))
        case .dictionary(let dictionary):
            for (key, value) in dictionary.entries { try visit(value, in: name, key, depth) }
        case .list, .tuple:
            for (index, value) in (value.elements ?? []).enumerated() { try visit(value, in: name, String(index), depth) }
        default: break
        }
    }

    private mutating func visit(_ value: PickleValue, in prefix: String, _ key: String, _ depth: Int) throws(CheckpointFault) {
        switch value {
        case .tensor, .dictionary, .list, .tuple: break
        default: visits += 1; return
        }
        guard depth < Self.deepest else {
            throw CheckpointFault(reason: "its dictionaries stand more than \(Self.deepest) deep within each other")
        }
        let length = prefix.utf8.count + 1 + key.utf8.count
        nameBytes += length
        guard length <= Self.longestName else {
            throw CheckpointFault(reason: "it has a name of \(length) bytes: \"\((prefix + key.prefix(80)).shownInError)\"")
        }
        if depth == 0 { wrapper = key }
        try visit(value, depth == 0 ? key : "\(prefix).\(key)", depth: depth + 1)
    }
}

/// What training programs put around a network's own names.
enum Wrappers {
    private static let keys = ["state_dict", "model_state_dict", "model"]
    private static let prefixes = ["module.", "_orig_mod."]

    static func removed(from entries: [NamedTensors.Entry]) -> [NamedTensors.Entry] {
        let found = keys.filter { key in entries.contains { $0.wrapper == key } }
        var result = entries
        // With two of them it is the caller's to say which: nothing is taken off.
        if found.count == 1 { result = dropping(found[0] + ".", from: entries.filter { $0.wrapper == found[0] }) }
        // Each once, in either order.
        for prefix in prefixes + prefixes where result.allSatisfy({ $0.name.hasPrefix(prefix) && $0.name != prefix }) {
            result = dropping(prefix, from: result)
        }
        return result
    }

    private static func dropping(_ prefix: String, from entries: [NamedTensors.Entry]) -> [NamedTensors.Entry] {
        entries.map {
            var entry = $0
            entry.name = String(entry.name.utf8.dropFirst(prefix.utf8.count)) ?? entry.name
            return entry
        }
    }
}
