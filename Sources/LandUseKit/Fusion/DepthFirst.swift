/// Runs a residual network for no gradient on a large batch: a few images at a time go through a whole stage, so that what
/// one layer writes is still in the cache when the next reads it.
///
/// Measured: about a tenth of ResNet-18's time at batch 32 (`landuse bench inference`).
struct DepthFirst {
    private let stem: (Tensor) -> Tensor
    private let stages: [[ResidualChain]]

    /// Floats of one layer's output that are worked on at once: with its input and weights they fill a megabyte or two of cache.
    private static let floatsAtOnce = 2 * 64 * 56 * 56

    /// `nil` where layers run one by one, use the batch's statistics, or a gradient will be asked for.
    init?(_ network: ResNet) {
        let stages = [network.layer1, network.layer2, network.layer3, network.layer4]
        guard let stem = PooledConvolution(network.conv1, network.bn1, network.relu, network.maxpool),
            stages.allSatisfy(\.forwardHooks.isEmpty), !network.bn1.isTraining,
            Autograd.wanted([network.conv1.weight, network.bn1.weight, network.bn1.bias]) == nil
        else { return nil }
        var chains: [[ResidualChain]] = []
        for stage in stages {
            let blocks = stage.layers.compactMap { layer -> ResidualChain? in
                guard let block = layer as? any ResidualBlock, block.forwardHooks.isEmpty, let chain = block.chain, chain.isEvaluating,
                    Autograd.wanted(chain.parameters) == nil
                else { return nil }
                return chain
            }
            guard blocks.count == stage.layers.count else { return nil }
            chains.append(blocks)
        }
        self.stem = stem.callAsFunction
        self.stages = chains
    }

    /// `nil` where the input wants a gradient.
    ///
    /// - Parameter images: `[N, C, H, W]`, N > 0
    func callAsFunction(_ images: Tensor) -> Tensor? {
        guard Autograd.wanted([images]) == nil else { return nil }
        var x = images.detach().laid(out: .channelsLast)
        for (index, blocks) in stages.enumerated() {
            x = Self.inParts(x) { part, target in
                var y = index == 0 ? stem(part) : part
                for block in blocks.dropLast() { y = block.evaluate(y) }
                return blocks.last?.evaluate(y, into: target) ?? y
            }
        }
        return x
    }

    /// - Parameter body: computes a part of the batch, into given memory if there is any.
    private static func inParts(_ batch: Tensor, _ body: (Tensor, Tensor?) -> Tensor) -> Tensor {
        // The first image tells the size of the others.
        let images = batch.shape[0], first = body(batch[0..<1], nil)
        let whole = Tensor(uninitialized: [images] + first.shape.dropFirst(), layout: .channelsLast)
        whole[0..<1].assign(first)
        let atOnce = max(1, floatsAtOnce / first.count)
        for start in stride(from: 1, to: images, by: atOnce) {
            let range = start..<min(start + atOnce, images)
            _ = body(batch[range], whole[range])
        }
        return whole
    }
}
