/// A network that consists of a feature extractor and, after it, a head that decides: `model(x)` is
/// `model.head(model.extractFeatures(x))`, and nothing else.
///
/// A `Trainer` looks for such networks. Where every parameter before the head is frozen, it keeps what stands there in
/// evaluation mode, and computes the features of each picture only once.
public protocol FeatureExtractor: Module {
    /// What the classes are decided by: a part of the network, such as its last layer.
    var head: Module { get }

    /// What the head sees: of `[N, C, H, W]`, as a rule `[N, F]`.
    func extractFeatures(_ images: Tensor) -> Tensor
}
