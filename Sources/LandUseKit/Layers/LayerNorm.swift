/// Normalises the last dimensions of each example by their own mean and biased variance (Ba et al. 2016; PyTorch's
/// `nn.LayerNorm`). Training and evaluation are alike.
public final class LayerNorm: Module {
    public let normalizedShape: [Int]
    public let eps: Double
    public let elementwiseAffine: Bool
    public var weight: Parameter?
    public var bias: Parameter?

    /// - Parameters:
    ///   - normalizedShape: the sizes of the last dimensions.
    ///   - elementwiseAffine: whether there are a weight and a bias.
    ///   - bias: whether there is a bias if there is a weight.
    public init(
        _ normalizedShape: [Int], eps: Double = 1e-5, elementwiseAffine: Bool = true, bias: Bool = true,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        guard !normalizedShape.isEmpty, normalizedShape.allSatisfy({ $0 > 0 }) else {
            fail("LayerNorm(\(normalizedShape)) needs positive sizes", file, line)
        }
        self.normalizedShape = normalizedShape
        self.eps = eps
        self.elementwiseAffine = elementwiseAffine
        weight = elementwiseAffine ? Parameter(Tensor.ones(normalizedShape)) : nil
        self.bias = elementwiseAffine && bias ? Parameter(Tensor.zeros(normalizedShape)) : nil
        super.init()
    }

    /// Over the last dimension: `LayerNorm(768)`.
    public convenience init(
        _ size: Int, eps: Double = 1e-5, elementwiseAffine: Bool = true, bias: Bool = true, file: StaticString = #fileID,
        line: UInt = #line
    ) {
        self.init([size], eps: eps, elementwiseAffine: elementwiseAffine, bias: bias, file: file, line: line)
    }

    public override func forward(_ input: Tensor) -> Tensor {
        layerNorm(input, normalizedShape: normalizedShape, weight: weight, bias: bias, eps: eps)
    }

    public override var extraDescription: String {
        let sizes = normalizedShape.map(String.init).joined(separator: ", ") + (normalizedShape.count == 1 ? "," : "")
        return "(\(sizes)), eps=\(Decimal.python(eps)), elementwise_affine=\(elementwiseAffine ? "True" : "False"), "
            + "bias=\(bias == nil ? "False" : "True")"
    }
}
