extension Module {
    /// The parameters and buffers under their dotted names, in PyTorch's order: of each module its
    /// parameters, its buffers, then its submodules. The tensors are the module's own, not copies.
    public final func stateDict() -> StateDict {
        var state = StateDict()
        func collect(_ module: Module, _ prefix: String, _ path: [Module]) {
            // A module that holds itself would otherwise never end.
            guard !path.contains(where: { $0 === module }) else { return }
            let parts = ModuleParts(of: module)
            for (name, tensor) in parts.parameters { state[prefix + name] = tensor }
            for (name, tensor) in parts.buffers { state[prefix + name] = tensor }
            for child in module.namedChildren { collect(child.module, "\(prefix)\(child.name).", path + [module]) }
        }
        collect(self, "", [])
        return state
    }

    /// Copies a checkpoint's numbers into the parameters and buffers of the same names. Either all that fit
    /// are loaded, or none.
    ///
    /// A missing `num_batches_tracked` is always accepted, as in PyTorch: checkpoints from before 2018,
    /// torchvision's among them, have none.
    ///
    /// - Parameter strict: whether every name must occur on both sides. Shapes must agree anyway.
    /// - Returns: the names that the checkpoint lacks, and those that the model lacks.
    /// - Throws: `StateDictMismatch`.
    @discardableResult
    public final func load(
        _ checkpoint: StateDict, strict: Bool = true
    ) throws(StateDictMismatch) -> (missing: [String], unexpected: [String]) {
        let own = stateDict()
        var mismatch = StateDictMismatch(model: typeName, missing: [], unexpected: [], shapes: [])
        for (name, tensor) in own.entries {
            guard let values = checkpoint[name] else {
                if !name.hasSuffix("num_batches_tracked") { mismatch.missing.append(name) }
                continue
            }
            if values.shape != tensor.shape {
                mismatch.shapes.append(.init(name: name, expected: tensor.shape, found: values.shape))
            }
        }
        mismatch.unexpected = checkpoint.names.filter { own[$0] == nil }
        let isComplete = mismatch.missing.isEmpty && mismatch.unexpected.isEmpty
        guard mismatch.shapes.isEmpty, isComplete || !strict else { throw mismatch }
        // What lies in this module's own memory is copied first: it could be overwritten before it is read.
        let storages = Set(own.entries.map { ObjectIdentifier($0.tensor.storage) })
        let changes = own.entries.compactMap { name, tensor in
            checkpoint[name].flatMap { values -> (target: Tensor, values: Tensor)? in
                if values === tensor { return nil }
                return (tensor, storages.contains(ObjectIdentifier(values.storage)) ? values.copied() : values)
            }
        }
        for change in changes { change.target.assign(change.values) }
        return (mismatch.missing, mismatch.unexpected)
    }
}
