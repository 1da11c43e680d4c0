extension Module {
    /// This module and all below it, each once, outermost first, with dotted names (`layer1.0.conv1`;
    /// this module's own is empty).
    public final func namedModules() -> [(name: String, module: Module)] {
        var seen: Set<ObjectIdentifier> = []
        var found: [(name: String, module: Module)] = []
        func visit(_ module: Module, _ name: String) {
            guard seen.insert(ObjectIdentifier(module)).inserted else { return }
            found.append((name, module))
            for child in module.namedChildren { visit(child.module, name.isEmpty ? child.name : "\(name).\(child.name)") }
        }
        visit(self, "")
        return found
    }

    /// This module and all below it, each once, outermost first.
    public final func modules() -> [Module] { namedModules().map(\.module) }

    /// The submodules, without those further below.
    public final var children: [Module] { namedChildren.map(\.module) }

    /// Every parameter once, with its dotted name, in PyTorch's order: `conv1.weight`, `bn1.weight`, …
    public final func namedParameters() -> [(name: String, parameter: Parameter)] {
        unique { parts in parts.parameters }.map { ($0.name, $0.tensor) }
    }

    /// Every parameter once, in PyTorch's order.
    ///
    ///     for parameter in resnet18.parameters() { parameter.requiresGrad = false }
    public final func parameters() -> [Parameter] { namedParameters().map(\.parameter) }

    /// Every buffer once, with its dotted name: `bn1.running_mean`, …
    public final func namedBuffers() -> [(name: String, buffer: Buffer)] {
        unique { parts in parts.buffers }.map { ($0.name, $0.tensor) }
    }

    /// Every buffer once.
    public final func buffers() -> [Buffer] { namedBuffers().map(\.buffer) }

    private final func unique<Part: Tensor>(
        _ parts: (ModuleParts) -> [(name: String, tensor: Part)]
    ) -> [(name: String, tensor: Part)] {
        var seen: Set<ObjectIdentifier> = []
        return namedModules().flatMap { path, module in
            parts(ModuleParts(of: module))
                .filter { seen.insert(ObjectIdentifier($0.tensor)).inserted }
                .map { (path.isEmpty ? $0.name : "\(path).\($0.name)", $0.tensor) }
        }
    }

    /// Calls `body` for every module, innermost first, as PyTorch's `apply` does: a module that stands in
    /// two places is visited twice.
    @discardableResult
    public final func apply(_ body: (Module) -> Void) -> Self {
        apply(body, within: [])
        return self
    }

    /// A part that refers back to a module that it stands in does not lead there again.
    private final func apply(_ body: (Module) -> Void, within ancestors: [Module]) {
        for child in children where child !== self && !ancestors.contains(where: { $0 === child }) {
            child.apply(body, within: ancestors + [self])
        }
        body(self)
    }

    /// Calls `body` with the module, its input and its output after every forward pass, until removed.
    public final func registerForwardHook(_ body: @escaping (Module, Tensor, Tensor) -> Void) -> HookHandle {
        let id = nextHook
        nextHook += 1
        forwardHooks.append((id, body))
        return HookHandle(module: self, id: id)
    }
}

/// A registered hook, to remove it by.
public struct HookHandle {
    weak var module: Module?
    var id: Int

    /// Removes the hook; a second time does nothing.
    public func remove() { module?.forwardHooks.removeAll { $0.id == id } }
}
