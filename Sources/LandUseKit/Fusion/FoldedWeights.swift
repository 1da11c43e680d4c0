/// A convolution's weights times BatchNorm's scale, and BatchNorm's shift as a bias, kept with the weights for as long as
/// neither changes.
final class FoldedWeights {
    private let weight: Tensor
    private let bias: Tensor
    /// What was folded in, and how often it had been changed by then.
    private let sources: [(storage: TensorStorage, version: Int)]

    private init(_ weight: Tensor, _ norm: BatchNorm2d, _ sources: [TensorStorage]) {
        let affine = ChannelAffine(evaluating: norm)
        self.weight = noGrad { (weight.detach() * affine.scale.reshape([weight.shape[0], 1, 1, 1])).laid(out: .channelsLast) }
        bias = affine.shift
        self.sources = sources.map { ($0, $0.version) }
    }

    static func of(_ weight: Tensor, _ norm: BatchNorm2d) -> (weight: Tensor, bias: Tensor) {
        let sources = [norm.weight.storage, norm.bias.storage, norm.runningMean.storage, norm.runningVar.storage]
        let storage = weight.storage
        let isWhole = weight.count == storage.count
        if isWhole, let known = PackedWeights.locked({ storage.foldedWeights }), known.isOf(sources), known.weight.shape == weight.shape {
            return (known.weight, known.bias)
        }
        let folded = FoldedWeights(weight, norm, sources)
        if isWhole { PackedWeights.locked { storage.foldedWeights = folded } }
        return (folded.weight, folded.bias)
    }

    private func isOf(_ storages: [TensorStorage]) -> Bool {
        zip(sources, storages).allSatisfy { $0.storage === $1 && $0.version == $1.version }
    }
}
