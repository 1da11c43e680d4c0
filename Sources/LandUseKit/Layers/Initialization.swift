/// PyTorch's initial distributions (`torch.nn.init`), drawn from `Random` in PyTorch's order.
enum Initialization {
    /// While true on this task, weights are left as they are and nothing is drawn: a checkpoint follows.
    @TaskLocal static var isSkipped = false

    /// Makes a module whose weights are all about to be replaced.
    static func skipped<Result>(_ make: () throws -> Result) rethrows -> Result {
        try $isSkipped.withValue(true, operation: make)
    }

    /// How many inputs each output of a weight `[O, I, …]` sees, and how many outputs each input feeds.
    static func fans(of shape: [Int]) -> (fanIn: Int, fanOut: Int) {
        let field = shape.dropFirst(2).reduce(1, *)
        return (shape[1] * field, shape[0] * field)
    }

    /// `kaiming_uniform_(a=√5)`, the default of Linear and Conv2d: uniform in ±1/√fanIn.
    static func defaultWeight(_ weight: Tensor) {
        uniform(weight, bound: 1 / Double(fans(of: weight.shape).fanIn).squareRoot())
    }

    /// The default bias of Linear and Conv2d: uniform in ±1/√fanIn of the weight.
    static func defaultBias(_ bias: Tensor, of weight: Tensor) {
        uniform(bias, bound: 1 / Double(fans(of: weight.shape).fanIn).squareRoot())
    }

    /// `kaiming_normal_(mode="fan_out", nonlinearity="relu")`: normal with deviation √(2/fanOut)
    /// (He et al. 2015, the initialisation of ResNet's convolutions).
    static func kaimingNormalFanOut(_ weight: Tensor) {
        guard !isSkipped else { return }
        let deviation = (2 / Double(fans(of: weight.shape).fanOut)).squareRoot()
        weight.assign(Tensor.randn(weight.shape, deviation: Float(deviation)))
    }

    /// `xavier_uniform_`: uniform in ±√(6 / (fanIn + fanOut)) (Glorot & Bengio 2010).
    static func xavierUniform(_ weight: Tensor) {
        let fans = fans(of: weight.shape)
        uniform(weight, bound: (6 / Double(fans.fanIn + fans.fanOut)).squareRoot())
    }

    private static func uniform(_ tensor: Tensor, bound: Double) {
        guard !isSkipped else { return }
        tensor.assign(Tensor.rand(tensor.shape, in: Float(-bound)..<Float(bound)))
    }
}
