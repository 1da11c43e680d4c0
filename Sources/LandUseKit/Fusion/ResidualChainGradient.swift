/// The gradient of a `ResidualChain`: BatchNorm's backward pass in two steps, sums and then a · g + b · y + c by channel,
/// the sums taken while the gradient before is written.
struct ResidualChainGradient {
    private let chain: ResidualChain
    /// Of the input, then of each unit's weight, BatchNorm weight and bias, the shortcut's last.
    private let wanted: [Bool]
    private let input: SavedTensor
    private let weights: [SavedTensor]
    private let kept: ResidualChain.Kept

    init(chain: ResidualChain, wanted: [Bool], input: Tensor, kept: ResidualChain.Kept) {
        self.chain = chain
        self.wanted = wanted
        self.input = SavedTensor(input)
        var units = chain.units
        if case .convolution(let unit) = chain.shortcut { units.append(unit) }
        weights = units.map { SavedTensor($0.convolution.weight) }
        // The result itself would hold this.
        self.kept = .init(passes: kept.passes, shortcut: kept.shortcut, output: kept.output.detach())
    }

    /// Whether anything that comes before a unit wants a gradient.
    private func isWanted(before unit: Int) -> Bool { wanted[0...3 * unit].contains(true) }

    func callAsFunction(_ gradient: Tensor) -> [Tensor?] {
        var results = [Tensor?](repeating: nil, count: wanted.count)
        let units = chain.units.count, last = kept.passes[units - 1]
        let input = input.restored().laid(out: .channelsLast)
        var (g, sums) = ChannelPasses.masked(
            gradient.laid(out: .channelsLast), by: chain.hasFinalReLU ? kept.output : nil, first: last.output,
            second: kept.shortcut?.output)
        let channels = last.plan.outChannels

        // The gradient that reaches the input beside the chain.
        var beside: Tensor?
        switch chain.shortcut {
        case .none: break
        case .identity: beside = g
        case .convolution:
            guard let pass = kept.shortcut else { break }
            let terms = pass.affine.gradient(of: g, pass.output, sum: sums[..<channels], product: sums[(2 * channels)...])
            set(&results, unit: units, terms)
            if wanted[0] || wanted[1 + 3 * units] {
                let d = ChannelPasses.combine(g, pass.output, terms)
                if wanted[1 + 3 * units] { results[1 + 3 * units] = pass.plan.weightGradient(of: d, input) }
                if wanted[0] { beside = pass.plan.inputGradient(of: d, weights[units].restored()) }
            }
        }

        for index in (0..<units).reversed() {
            let pass = kept.passes[index]
            let terms = pass.affine.gradient(
                of: g, pass.output, sum: sums[..<pass.plan.outChannels],
                product: sums[pass.plan.outChannels..<2 * pass.plan.outChannels])
            set(&results, unit: index, terms)
            guard isWanted(before: index) || wanted[1 + 3 * index] else { break }
            let d = ChannelPasses.combine(g, pass.output, terms)
            let before = index > 0 ? kept.passes[index - 1] : nil
            if wanted[1 + 3 * index] {
                results[1 + 3 * index] = pass.plan.weightGradient(of: d, before?.output ?? input, before?.affine.thenReLU)
            }
            guard isWanted(before: index) else { break }
            if let before {
                sums = [Double](repeating: 0, count: 3 * pass.plan.inChannels)
                g = pass.plan.inputGradient(
                    of: d, weights[index].restored(),
                    .init(activation: before.output, transform: before.affine.thenReLU), sums: &sums)
            } else if wanted[0] {
                results[0] = pass.plan.inputGradient(of: d, weights[index].restored(), .init(addend: beside))
            }
        }
        return results
    }

    private func set(
        _ results: inout [Tensor?], unit: Int, _ terms: ChannelAffine.Gradient
    ) {
        if wanted[2 + 3 * unit] { results[2 + 3 * unit] = terms.weight }
        if wanted[3 + 3 * unit] { results[3 + 3 * unit] = terms.bias }
    }
}
