/// Named tensors in an order: a model's parameters and buffers, or what a checkpoint file holds.
///
///     try model.stateDict().write(to: "model.safetensors")
///     try model.load(StateDict(contentsOf: "model.safetensors"))
public struct StateDict {
    public private(set) var entries: [(name: String, tensor: Tensor)] = []
    /// Remarks that a file carries beside its tensors.
    public var metadata: [String: String]

    private var places: [String: Int] = [:]

    public init(metadata: [String: String] = [:]) { self.metadata = metadata }

    public var names: [String] { entries.map(\.name) }
    public var count: Int { entries.count }

    /// The tensor of that name. Setting a new name appends it; setting `nil` removes it.
    public subscript(name: String) -> Tensor? {
        get { places[name].map { entries[$0].tensor } }
        set {
            switch (places[name], newValue) {
            case (let place?, let tensor?): entries[place].tensor = tensor
            case (let place?, nil):
                entries.remove(at: place)
                places = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.name, $0) })
            case (nil, let tensor?):
                places[name] = entries.count
                entries.append((name, tensor))
            case (nil, nil): break
            }
        }
    }
}

/// A checkpoint that does not fit a model. Nothing was loaded.
public struct StateDictMismatch: Error, Equatable, CustomStringConvertible {
    /// A tensor whose shape is another than the model's.
    public struct Shape: Equatable, Sendable {
        public var name: String
        public var expected: [Int]
        public var found: [Int]
    }

    public var model: String
    /// What the model has and the checkpoint lacks.
    public var missing: [String]
    /// What the checkpoint has and the model lacks.
    public var unexpected: [String]
    public var shapes: [Shape]

    public var description: String {
        var parts: [String] = []
        if !missing.isEmpty { parts.append("it lacks \(Self.listed(missing))") }
        if !unexpected.isEmpty { parts.append("the model has no \(Self.listed(unexpected))") }
        if !shapes.isEmpty {
            let texts = shapes.map { "\($0.name) is \($0.found), the model's is \($0.expected)" }
            parts.append(texts.prefix(3).joined(separator: "; ") + (texts.count > 3 ? "; and \(texts.count - 3) more" : ""))
        }
        return "the checkpoint does not fit \(model): " + parts.joined(separator: "; ")
    }

    private static func listed(_ names: [String]) -> String {
        names.prefix(4).joined(separator: ", ") + (names.count > 4 ? " and \(names.count - 4) more" : "")
    }
}
