extension Module {
    /// Sets `requiresGrad` of every parameter (PyTorch's `requires_grad_`).
    @discardableResult
    public final func requiresGrad(_ isRequired: Bool) -> Self {
        for parameter in parameters() { parameter.requiresGrad = isRequired }
        return self
    }

    /// Freezes parameters: no gradient is computed for them, and no optimiser changes them.
    ///
    ///     resnet18.freeze()                       // all
    ///     resnet18.unfreeze("fc")                 // but the head
    ///     resnet18.freeze("conv1", "layer*.0")    // by name
    ///
    /// BatchNorm's running statistics are no parameters: they follow the batches until `eval()`.
    ///
    /// - Parameter names: dotted names of modules or parameters, as `namedParameters()` gives them; `*` stands for any
    ///   characters between two dots. None: everything.
    @discardableResult
    public final func freeze(_ names: String..., file: StaticString = #fileID, line: UInt = #line) -> Self {
        setRequiresGrad(false, names, "freeze", file, line)
    }

    /// Undoes `freeze`, for everything or by name.
    @discardableResult
    public final func unfreeze(_ names: String..., file: StaticString = #fileID, line: UInt = #line) -> Self {
        setRequiresGrad(true, names, "unfreeze", file, line)
    }

    private final func setRequiresGrad(
        _ isRequired: Bool, _ names: [String], _ operation: String, _ file: StaticString, _ line: UInt
    ) -> Self {
        if names.isEmpty { return requiresGrad(isRequired) }
        let all = namedParameters()
        // All names are looked up before any parameter is changed.
        let chosen = names.flatMap { name in
            let pattern = ParameterPattern(name), found = all.filter { pattern.matches($0.name) }
            guard !found.isEmpty else {
                let alternatives = pattern.alternatives(among: all.map(\.name))
                fail("\(operation): \(typeName) has no parameter under \"\(name)\"; \(alternatives)", file, line)
            }
            return found
        }
        for (_, parameter) in chosen { parameter.requiresGrad = isRequired }
        return self
    }

    /// Forgets all gradients, as `optimizer.zeroGrad()` does for those of its parameters.
    public final func zeroGrad() {
        for parameter in parameters() { parameter.grad = nil }
    }
}

/// The beginning of a dotted name, part by part; `*` stands for any characters within a part.
struct ParameterPattern {
    private let parts: [Substring]

    private init(parts: [Substring]) { self.parts = parts }

    init(_ text: String) { parts = text.split(separator: ".", omittingEmptySubsequences: false) }

    func matches(_ name: String) -> Bool {
        let names = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count <= names.count && zip(parts, names).allSatisfy { Self.matches($0, $1) }
    }

    /// What there is as far as the pattern fits, for a message: "fc has weight, bias".
    func alternatives(among names: [String]) -> String {
        // The empty beginning fits every name.
        let count = parts.indices.last { count in names.contains { beginning(count).matches($0) } } ?? 0
        let found = names.filter { beginning(count).matches($0) }
        var next: [Substring] = []
        for name in found {
            guard let part = name.split(separator: ".").dropFirst(count).first, !next.contains(part) else { continue }
            next.append(part)
        }
        let start = parts.prefix(count).joined(separator: ".")
        if next.isEmpty { return count == 0 ? "it has none" : "\(start) is a parameter" }
        return (count == 0 ? "it" : start) + " has " + next.joined(separator: ", ")
    }

    private func beginning(_ count: Int) -> ParameterPattern { ParameterPattern(parts: Array(parts.prefix(count))) }

    private static func matches(_ pattern: Substring, _ text: Substring) -> Bool {
        guard let first = pattern.first else { return text.isEmpty }
        let rest = pattern.dropFirst()
        if first == "*" { return matches(rest, text) || (!text.isEmpty && matches(pattern, text.dropFirst())) }
        return text.first == first && matches(rest, text.dropFirst())
    }
}
