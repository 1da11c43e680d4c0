/// y = x · weightᵀ + bias: `[…, in]` to `[…, out]` (PyTorch's `nn.Linear`). Weight `[out, in]`.
public final class Linear: Module {
    public let inFeatures: Int
    public let outFeatures: Int
    public var weight: Parameter
    public var bias: Parameter?

    /// Weights and biases start uniform in ±1/√in, as PyTorch's.
    public init(
        _ inFeatures: Int, _ outFeatures: Int, bias: Bool = true, file: StaticString = #fileID, line: UInt = #line
    ) {
        guard inFeatures > 0, outFeatures > 0 else {
            fail("Linear(\(inFeatures), \(outFeatures)) needs positive sizes", file, line)
        }
        self.inFeatures = inFeatures
        self.outFeatures = outFeatures
        weight = Parameter(Tensor.zeros([outFeatures, inFeatures]))
        self.bias = bias ? Parameter(Tensor.zeros([outFeatures])) : nil
        super.init()
        Initialization.defaultWeight(weight)
        if let bias = self.bias { Initialization.defaultBias(bias, of: weight) }
    }

    public override func forward(_ input: Tensor) -> Tensor { linear(input, weight: weight, bias: bias) }

    public override var extraDescription: String {
        "in_features=\(inFeatures), out_features=\(outFeatures), bias=\(bias == nil ? "False" : "True")"
    }
}
