/// What an optimiser is made for: parameters, all of them in one group, or groups.
public protocol Optimizable {
    /// Takes its place among the groups of those before it.
    func join(_ groups: inout [ParameterGroup])
}

extension Tensor: Optimizable {
    public final func join(_ groups: inout [ParameterGroup]) {
        if groups.isEmpty { groups.append(ParameterGroup([])) }
        groups[groups.count - 1].parameters.append(self)
    }
}

extension ParameterGroup: Optimizable {
    public func join(_ groups: inout [ParameterGroup]) { groups.append(self) }
}
