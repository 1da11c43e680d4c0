/// What a module's stored properties hold, found by reflection in the order of declaration,
/// superclasses first.
struct ModuleParts {
    private(set) var children: [(name: String, module: Module)] = []
    private(set) var parameters: [(name: String, tensor: Parameter)] = []
    private(set) var buffers: [(name: String, tensor: Buffer)] = []

    init(of module: Module) {
        var mirrors: [Mirror] = []
        var next: Mirror? = Mirror(reflecting: module)
        while let mirror = next, mirror.subjectType != Module.self {
            mirrors.append(mirror)
            next = mirror.superclassMirror
        }
        for mirror in mirrors.reversed() {
            for (label, value) in mirror.children { add(value, Self.pythonName(label ?? "")) }
        }
    }

    private mutating func add(_ value: Any, _ name: String) {
        switch value {
        case let module as Module: children.append((name, module))
        case let parameter as Parameter: parameters.append((name, parameter))
        case let buffer as Buffer: buffers.append((name, buffer))
        case let modules as [Module?]:
            for (index, module) in modules.enumerated() { if let module { children.append(("\(name).\(index)", module)) } }
        case let tensors as [Parameter?]:
            for (index, tensor) in tensors.enumerated() { if let tensor { parameters.append(("\(name).\(index)", tensor)) } }
        case let modules as [String: Module]:
            for (key, module) in modules.sorted(by: { $0.key < $1.key }) { children.append(("\(name).\(key)", module)) }
        case let tensors as [String: Parameter]:
            for (key, tensor) in tensors.sorted(by: { $0.key < $1.key }) { parameters.append(("\(name).\(key)", tensor)) }
        default: break
        }
    }

    /// A property's name as PyTorch spells it: `numBatchesTracked` is `num_batches_tracked`.
    static func pythonName(_ property: String) -> String {
        // The compiler's name for the storage of a lazy property.
        let lazyPrefix = "$__lazy_storage_$_"
        let bare = property.hasPrefix(lazyPrefix) ? property.dropFirst(lazyPrefix.count) : property[...]
        var name = ""
        var previous: Character = "_"
        for character in bare {
            if character.isUppercase, previous != "_", !previous.isUppercase { name.append("_") }
            name += character.lowercased()
            previous = character
        }
        return name
    }
}
