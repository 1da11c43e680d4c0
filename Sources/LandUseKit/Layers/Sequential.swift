/// Modules one after the other; their names are "0", "1", … (PyTorch's `nn.Sequential`).
public final class Sequential: Module {
    public let layers: [Module]

    public init(_ layers: [Module]) {
        self.layers = layers
        super.init()
    }

    public convenience init(_ layers: Module...) { self.init(layers) }

    public override var namedChildren: [(name: String, module: Module)] {
        layers.enumerated().map { ("\($0)", $1) }
    }

    /// Convolutions are run together with the BatchNorm, ReLU and max pooling that follow them, with the same results.
    public override func forward(_ input: Tensor) -> Tensor {
        var x = input, rest = layers[...]
        while let first = rest.first {
            if let (piece, count) = Self.fused(rest) {
                x = piece(x)
                rest = rest.dropFirst(count)
            } else {
                x = first(x)
                rest = rest.dropFirst()
            }
        }
        return x
    }

    /// What the first layers make together, and how many they are.
    private static func fused(_ layers: ArraySlice<Module>) -> (piece: (Tensor) -> Tensor, count: Int)? {
        guard let convolution = layers.first as? Conv2d else { return nil }
        let norm = layers.dropFirst().first as? BatchNorm2d
        let behind = layers.dropFirst(norm == nil ? 1 : 2)
        let relu = behind.first as? ReLU
        if let relu, let pool = behind.dropFirst().first as? MaxPool2d,
            let piece = PooledConvolution(convolution, norm, relu, pool)
        {
            return (piece.callAsFunction, norm == nil ? 3 : 4)
        }
        guard let norm, let unit = ConvolutionUnit(convolution, norm) else { return nil }
        let takesReLU = relu?.forwardHooks.isEmpty == true
        return (ResidualChain(unit, hasFinalReLU: takesReLU).callAsFunction, takesReLU ? 3 : 2)
    }

    public subscript(index: Int) -> Module { layers[index] }
}
