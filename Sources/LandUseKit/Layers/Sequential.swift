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

    public override func forward(_ input: Tensor) -> Tensor { layers.reduce(input) { $1($0) } }

    public subscript(index: Int) -> Module { layers[index] }
}
