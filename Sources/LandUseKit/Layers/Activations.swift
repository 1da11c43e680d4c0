/// max(x, 0), element by element (PyTorch's `nn.ReLU`).
public final class ReLU: Module {
    public override func forward(_ input: Tensor) -> Tensor { input.relu() }
}

/// x where x is positive, and a little of it where not (Maas et al. 2013; PyTorch's `nn.LeakyReLU`).
public final class LeakyReLU: Module {
    public let negativeSlope: Double

    public init(negativeSlope: Double = 0.01) {
        self.negativeSlope = negativeSlope
        super.init()
    }

    public override func forward(_ input: Tensor) -> Tensor { input.leakyReLU(negativeSlope: Float(negativeSlope)) }

    public override var extraDescription: String { "negative_slope=\(Decimal.python(negativeSlope))" }
}

/// x · Φ(x), where Φ is the normal distribution (PyTorch's `nn.GELU`).
public final class GELU: Module {
    public let approximate: GELUApproximation

    public init(approximate: GELUApproximation = .none) {
        self.approximate = approximate
        super.init()
    }

    public override func forward(_ input: Tensor) -> Tensor { input.gelu(approximate: approximate) }

    public override var extraDescription: String { "approximate='\(approximate.rawValue)'" }
}

/// 1 / (1 + e⁻ˣ), element by element (PyTorch's `nn.Sigmoid`).
public final class Sigmoid: Module {
    public override func forward(_ input: Tensor) -> Tensor { input.sigmoid() }
}

/// The hyperbolic tangent, element by element (PyTorch's `nn.Tanh`).
public final class Tanh: Module {
    public override func forward(_ input: Tensor) -> Tensor { input.tanh() }
}

/// Exponentials divided by their sum along a dimension (PyTorch's `nn.Softmax`). Not before `crossEntropy`, which
/// takes logits.
public final class Softmax: Module {
    public let dim: Int

    public init(dim: Int) {
        self.dim = dim
        super.init()
    }

    public override func forward(_ input: Tensor) -> Tensor { input.softmax(dim: dim) }

    public override var extraDescription: String { "dim=\(dim)" }
}

/// Passes its input through. Put it where a layer is to be left out: `backbone.head = Identity()`.
public final class Identity: Module {
    public override func forward(_ input: Tensor) -> Tensor { input }
}

/// Joins all dimensions from `startDim` on: `[N, C, H, W]` to `[N, C·H·W]` (PyTorch's `nn.Flatten`).
public final class Flatten: Module {
    public let startDim: Int

    public init(startDim: Int = 1) {
        self.startDim = startDim
        super.init()
    }

    public override func forward(_ input: Tensor) -> Tensor { input.flatten(startDim) }

    public override var extraDescription: String { "start_dim=\(startDim), end_dim=-1" }
}
