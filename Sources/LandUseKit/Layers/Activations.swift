/// max(x, 0), element by element (PyTorch's `nn.ReLU`).
public final class ReLU: Module {
    public override func forward(_ input: Tensor) -> Tensor { input.relu() }
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
