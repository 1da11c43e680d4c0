/// Parameters for an optimiser, with what differs for them from the others.
///
///     let optimizer = SGD(
///         [ParameterGroup(backbone.parameters(), learningRate: 1e-4), ParameterGroup(head.parameters())],
///         learningRate: 1e-2, momentum: 0.9)
public struct ParameterGroup {
    public var parameters: [Tensor]
    /// `nil`: the optimiser's.
    public var learningRate: Double?
    /// `nil`: the optimiser's.
    public var weightDecay: Double?
    /// SGD's momentum, or the first of Adam's betas. `nil`: the optimiser's.
    public var momentum: Double?

    public init(
        _ parameters: [Tensor], learningRate: Double? = nil, weightDecay: Double? = nil, momentum: Double? = nil
    ) {
        self.parameters = parameters
        self.learningRate = learningRate
        self.weightDecay = weightDecay
        self.momentum = momentum
    }
}
