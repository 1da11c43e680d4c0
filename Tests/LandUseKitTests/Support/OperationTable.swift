@testable import LandUseKit

/// What an operation is called with.
struct OperationArguments {
    var inputs: [String: Tensor]
    var options: OperationOptions

    /// The input of that name, which the case must have.
    subscript(name: String) -> Tensor { inputs[name] ?? Tensor([]) }
}

/// What PyTorch's names in Fixtures/make_operations.py stand for here.
enum OperationTable {
    static let functions = elementary.merging(layers) { _, layer in layer }

    /// Of torch.nn.functional.
    private static let layers: [String: @Sendable (OperationArguments) -> Tensor] = [
        "linear": { linear($0["input"], weight: $0["weight"], bias: $0.inputs["bias"]) },
        "conv2d": {
            conv2d(
                $0["input"], weight: $0["weight"], bias: $0.inputs["bias"], stride: $0.options.size("stride"),
                padding: $0.options.size("padding", 0), dilation: $0.options.size("dilation"),
                groups: $0.options.integer("groups", 1))
        },
        "conv_transpose2d": {
            convTranspose2d(
                $0["input"], weight: $0["weight"], bias: $0.inputs["bias"], stride: $0.options.size("stride"),
                padding: $0.options.size("padding", 0), outputPadding: $0.options.size("output_padding", 0),
                dilation: $0.options.size("dilation"), groups: $0.options.integer("groups", 1))
        },
        "max_pool2d": {
            maxPool2d(
                $0["input"], kernelSize: $0.options.size("kernel_size"), stride: $0.options.optionalSize("stride"),
                padding: $0.options.size("padding", 0), dilation: $0.options.size("dilation"),
                ceilMode: $0.options.flag("ceil_mode", false))
        },
        "avg_pool2d": {
            avgPool2d(
                $0["input"], kernelSize: $0.options.size("kernel_size"), stride: $0.options.optionalSize("stride"),
                padding: $0.options.size("padding", 0), ceilMode: $0.options.flag("ceil_mode", false),
                countIncludePad: $0.options.flag("count_include_pad", true))
        },
        "adaptive_avg_pool2d": { adaptiveAvgPool2d($0["input"], outputSize: $0.options.size("output_size")) },
        "layer_norm": {
            layerNorm(
                $0["input"], normalizedShape: $0.options.list("normalized_shape") ?? [], weight: $0.inputs["weight"],
                bias: $0.inputs["bias"], eps: $0.options.number("eps", 1e-5))
        },
        "relu": { $0["input"].relu() },
        "gelu": { $0["input"].gelu(approximate: approximation($0.options)) },
        "leaky_relu": { $0["input"].leakyReLU(negativeSlope: Float($0.options.number("negative_slope", 0.01))) },
        "sigmoid": { $0["input"].sigmoid() },
        "tanh": { $0["input"].tanh() },
        "softmax": { $0["input"].softmax(dim: $0.options.integer("dim")) },
        "log_softmax": { $0["input"].logSoftmax(dim: $0.options.integer("dim")) },
    ]

    /// Of torch.nn.
    static let modules: [String: @Sendable (OperationOptions) -> Module] = [
        "Linear": { Linear($0.integer("in_features"), $0.integer("out_features")) },
        "Conv2d": {
            Conv2d(
                $0.integer("in_channels"), $0.integer("out_channels"), kernelSize: $0.size("kernel_size"),
                stride: $0.size("stride"), padding: $0.size("padding", 0), groups: $0.integer("groups", 1))
        },
        "ConvTranspose2d": {
            ConvTranspose2d(
                $0.integer("in_channels"), $0.integer("out_channels"), kernelSize: $0.size("kernel_size"),
                stride: $0.size("stride"), padding: $0.size("padding", 0), outputPadding: $0.size("output_padding", 0),
                groups: $0.integer("groups", 1))
        },
        "BatchNorm2d": {
            BatchNorm2d(
                $0.integer("num_features"), eps: $0.number("eps", 1e-5),
                momentum: $0.isNone("momentum") ? nil : $0.number("momentum", 0.1))
        },
        "LayerNorm": {
            LayerNorm(
                $0.list("normalized_shape") ?? [], eps: $0.number("eps", 1e-5),
                elementwiseAffine: $0.flag("elementwise_affine", true), bias: $0.flag("bias", true))
        },
        "MaxPool2d": {
            MaxPool2d(
                kernelSize: $0.size("kernel_size"), stride: $0.optionalSize("stride"), padding: $0.size("padding", 0),
                ceilMode: $0.flag("ceil_mode", false))
        },
        "AvgPool2d": {
            AvgPool2d(
                kernelSize: $0.size("kernel_size"), stride: $0.optionalSize("stride"), padding: $0.size("padding", 0))
        },
        "AdaptiveAvgPool2d": { AdaptiveAvgPool2d($0.size("output_size")) },
        "ReLU": { _ in ReLU() },
        "GELU": { GELU(approximate: approximation($0)) },
        "LeakyReLU": { LeakyReLU(negativeSlope: $0.number("negative_slope", 0.01)) },
        "Sigmoid": { _ in Sigmoid() },
        "Tanh": { _ in Tanh() },
        "Softmax": { Softmax(dim: $0.integer("dim")) },
        "Dropout": { Dropout(p: $0.number("p", 0.5)) },
        "Flatten": { _ in Flatten() },
        "MultiheadAttention": {
            MultiheadAttention(
                $0.integer("embed_dim"), $0.integer("num_heads"), bias: $0.flag("bias", true),
                batchFirst: $0.flag("batch_first", false))
        },
        "PatchEmbedding": {
            PatchEmbedding($0.integer("in_channels"), $0.integer("embed_dim"), patchSize: $0.size("patch_size"))
        },
        "BasicCNN": { BasicCNN(numClasses: $0.integer("num_classes")) },
    ]

    private static func approximation(_ options: OperationOptions) -> GELUApproximation {
        options.text("approximate") == "tanh" ? .tanh : .none
    }

    /// `attend` in make_operations.py.
    static func attend(
        _ attention: MultiheadAttention, _ inputs: [Tensor], _ options: OperationOptions
    ) -> [(name: String, tensor: Tensor)] {
        let query = inputs[0], key = inputs.count > 1 ? inputs[1] : query, value = inputs.count > 2 ? inputs[2] : key
        let axis = attention.batchFirst ? 1 : 0
        let mask = options.flag("causal", false) ? MultiheadAttention.causalMask(query.shape[axis]) : nil
        let padding = options.list("lengths").map { lengths in
            Tensor(lengths.map { length in (0..<key.shape[axis]).map { $0 < length ? 0 : -Float.infinity } })
        }
        let result = attention(query, key, value, keyPaddingMask: padding, attentionMask: mask)
        return [("output", result.output), ("weights", result.weights)]
    }
}
