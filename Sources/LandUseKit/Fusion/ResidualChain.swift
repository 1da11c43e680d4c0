/// Convolutions with BatchNorm, ReLU between them, as one operation; then perhaps a sum with a shortcut, and ReLU: a block of
/// a residual network (He et al. 2016), or a piece of a `Sequential`.
///
/// The outputs of BatchNorm and of the inner ReLUs are never written: the next convolution computes them as it reads.
/// BatchNorm's statistics come from the convolution before, as it writes. What is kept for the gradient is the outputs
/// of the convolutions and of the whole.
struct ResidualChain {
    enum Shortcut {
        case none, identity
        case convolution(ConvolutionUnit)
    }

    let units: [ConvolutionUnit]
    let shortcut: Shortcut
    /// Whether a ReLU stands at the end.
    let hasFinalReLU: Bool

    /// A piece of a `Sequential`.
    init(_ unit: ConvolutionUnit, hasFinalReLU: Bool) {
        units = [unit]
        shortcut = .none
        self.hasFinalReLU = hasFinalReLU
    }

    /// A block of a residual network, its ReLU used after each BatchNorm but the last, and after the sum.
    ///
    /// - Parameter downsample: the shortcut's convolution and BatchNorm; `nil` for the identity.
    /// - Returns: `nil` where the layers are to run one by one.
    init?(_ layers: [(Conv2d, BatchNorm2d)], _ relu: ReLU, downsample: Sequential?) {
        units = layers.compactMap { ConvolutionUnit($0, $1) }
        guard units.count == layers.count, relu.forwardHooks.isEmpty else { return nil }
        hasFinalReLU = true
        guard let downsample else {
            shortcut = .identity
            return
        }
        guard downsample.forwardHooks.isEmpty, downsample.layers.count == 2, let convolution = downsample[0] as? Conv2d,
            let norm = downsample[1] as? BatchNorm2d, let unit = ConvolutionUnit(convolution, norm)
        else { return nil }
        shortcut = .convolution(unit)
    }

    private var shortcutUnit: ConvolutionUnit? {
        if case .convolution(let unit) = shortcut { unit } else { nil }
    }

    private var allUnits: [ConvolutionUnit] { units + [shortcutUnit].compactMap { $0 } }

    /// Whether every BatchNorm uses its running statistics.
    var isEvaluating: Bool { allUnits.allSatisfy { !$0.norm.isTraining } }

    /// What a gradient may be asked for.
    var parameters: [Tensor] { allUnits.flatMap(\.parameters) }

    func callAsFunction(_ input: Tensor) -> Tensor {
        let inputs = [input] + parameters
        guard let wanted = Autograd.wanted(inputs) else {
            return isEvaluating ? evaluate(input.detach()) : run(input.detach()).output
        }
        let kept = run(input.detach())
        let output = kept.output
        let gradient = ResidualChainGradient(chain: self, wanted: wanted, input: input, kept: kept)
        return output.computed("ResidualChain", from: inputs) { gradient($0) }
    }

    /// What a forward pass with statistics leaves.
    struct Kept {
        var passes: [ConvolutionUnit.Pass]
        var shortcut: ConvolutionUnit.Pass?
        var output: Tensor
    }

    private func run(_ input: Tensor) -> Kept {
        let input = input.laid(out: .channelsLast)
        var passes: [ConvolutionUnit.Pass] = []
        for unit in units { passes.append(unit.run(passes.last?.output ?? input, passes.last?.affine.thenReLU)) }
        let last = passes[passes.count - 1]
        let beside = shortcutUnit?.run(input)
        let residual: Tensor? = if case .identity = shortcut { input } else { beside?.output }
        requireSameShape(last.output, residual)
        let output = ChannelPasses.residual(last.output, last.affine, residual, beside?.affine, hasReLU: hasFinalReLU)
        return Kept(passes: passes, shortcut: beside, output: output)
    }

    /// All of it by running statistics and for no gradient, into given memory if there is any.
    func evaluate(_ input: Tensor, into output: Tensor? = nil) -> Tensor {
        let input = input.laid(out: .channelsLast)
        let residual: Tensor? = if case .identity = shortcut { input } else { shortcutUnit?.evaluate(input, hasReLU: false) }
        var x = input
        for unit in units.dropLast() { x = unit.evaluate(x, hasReLU: true) }
        if let residual, let unit = units.last { requireSameShape(unit.plan(x.shape).outputShape, residual) }
        return units.last?.evaluate(x, residual: residual, hasReLU: hasFinalReLU, into: output) ?? x
    }

    private func requireSameShape(_ output: Tensor, _ residual: Tensor?) {
        if let residual { requireSameShape(output.shape, residual) }
    }

    private func requireSameShape(_ output: [Int], _ residual: Tensor) {
        guard output == residual.shape else {
            fail("+: the shapes \(output) and \(residual.shape) of a residual block do not fit", #fileID, #line)
        }
    }
}
