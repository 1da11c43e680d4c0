// The file: safetensors, so that any program can look into it, and nothing in it can run.
//
//     tensors     model.<name>        the model's, as StateDict has them
//                 optimizer.<name>    the optimiser's averages
//                 best.<name>         the model's in its best epoch, if that was an earlier one
//     metadata    format              landuse-training-checkpoint
//                 version             1
//                 epoch, step, random
//                 optimizer.<name>    rates, counts and settings, as text
//                 schedule.<name>
//                 user.<name>         the user's remarks
//
// Integers of 64 bits and doubles stand there as text that gives back the same bits (see SavedState).

extension TrainingCheckpoint {
    private static let format = "landuse-training-checkpoint"
    private static let version = 1

    /// Writes a safetensors file, whole or not at all: a training that dies meanwhile leaves the file before.
    ///
    /// - Throws: `FileWriteError`.
    public func write(to path: String) throws(FileWriteError) {
        var file = StateDict(metadata: [
            "format": Self.format, "version": "\(Self.version)", "epoch": "\(epoch)", "step": "\(step)",
            "random": random.description,
        ])
        file.include(model, under: Self.modelPrefix)
        if let optimizer { file.include(optimizer, under: Self.optimizerPrefix) }
        if let schedule { file.include(schedule, under: Self.schedulePrefix) }
        if let best { file.include(best, under: Self.bestPrefix) }
        file.include(StateDict(metadata: metadata), under: Self.userPrefix)
        try file.write(to: path)
    }

    /// Reads a file that `write(to:)` wrote. For weights alone, as others publish them, see `StateDict(contentsOf:)`.
    ///
    /// - Throws: `CheckpointError`.
    public init(contentsOf path: String) throws(CheckpointError) {
        let file = try StateDict(contentsOf: path, unwrapping: false)
        guard file.metadata["format"] == Self.format else {
            throw .malformed(
                path: path, reason: "it holds tensors, but no training; StateDict(contentsOf:) reads weights alone")
        }
        func number<Number: LosslessStringConvertible>(_ name: String) throws(CheckpointError) -> Number {
            guard let text = file.metadata[name] else { throw .malformed(path: path, reason: "its header lacks \"\(name)\"") }
            guard let number = Number(text) else {
                throw .malformed(path: path, reason: "its header has \"\(text.prefix(40))\" as \"\(name)\"")
            }
            return number
        }
        let version: Int = try number("version")
        guard version == Self.version else {
            throw .malformed(path: path, reason: "it is of version \(version), and this library reads version \(Self.version)")
        }
        let random: RandomState = try number("random")
        let epoch: Int = try number("epoch"), step: Int = try number("step")
        let parts = [Self.modelPrefix, Self.optimizerPrefix, Self.schedulePrefix, Self.bestPrefix]
        if let name = file.names.first(where: { name in !parts.contains { name.hasPrefix($0) } }) {
            throw .malformedTensor(path: path, name: name, reason: "belongs to no part of a training")
        }
        func part(_ prefix: String) -> StateDict? {
            let part = file.part(under: prefix)
            return part.count == 0 && part.metadata.isEmpty ? nil : part
        }
        self.init(
            model: file.part(under: Self.modelPrefix), optimizer: part(Self.optimizerPrefix),
            schedule: part(Self.schedulePrefix), best: part(Self.bestPrefix), random: random, epoch: epoch, step: step,
            metadata: file.part(under: Self.userPrefix).metadata)
    }

    /// Of a training's file, the model's weights and the user's remarks; `nil` for any other file.
    static func weights(in file: StateDict) -> StateDict? {
        guard file.metadata["format"] == format else { return nil }
        var weights = file.part(under: modelPrefix)
        weights.metadata = file.part(under: userPrefix).metadata
        return weights
    }

    private static let modelPrefix = "model."
    private static let optimizerPrefix = "optimizer."
    private static let schedulePrefix = "schedule."
    private static let bestPrefix = "best."
    private static let userPrefix = "user."
}

extension StateDict {
    /// Takes in another's entries and remarks, a prefix before their names.
    fileprivate mutating func include(_ other: StateDict, under prefix: String) {
        for (name, tensor) in other.entries { self[prefix + name] = tensor }
        for (name, text) in other.metadata { metadata[prefix + name] = text }
    }

    /// What `include` took in.
    fileprivate func part(under prefix: String) -> StateDict {
        var part = StateDict()
        for (name, tensor) in entries where name.hasPrefix(prefix) { part[String(name.dropFirst(prefix.count))] = tensor }
        for (name, text) in metadata where name.hasPrefix(prefix) { part.metadata[String(name.dropFirst(prefix.count))] = text }
        return part
    }
}
