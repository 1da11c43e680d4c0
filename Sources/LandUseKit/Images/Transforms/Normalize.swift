/// The mean and standard deviation of each channel, of pixel values 0…1.
public struct ChannelNormalization: Sendable, Equatable {
    public var mean: [Float]
    public var std: [Float]

    public init(mean: [Float], std: [Float]) {
        self.mean = mean
        self.std = std
    }

    /// ImageNet's, which torchvision's pretrained networks expect.
    public static let imageNet = ChannelNormalization(mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225])
}

/// (x − mean) / std, channel by channel (torchvision's `Normalize`), of a tensor `[C, H, W]` or a
/// batch `[N, C, H, W]`.
public struct Normalize: TensorTransform, Sendable {
    public let statistics: ChannelNormalization

    public init(_ statistics: ChannelNormalization, file: StaticString = #fileID, line: UInt = #line) {
        guard statistics.mean.count == statistics.std.count, !statistics.std.contains(0) else {
            fail(
                "Normalize needs a mean and a standard deviation other than 0 for each channel, got \(statistics.mean) and \(statistics.std)",
                file, line)
        }
        self.statistics = statistics
    }

    public init(mean: [Float], std: [Float], file: StaticString = #fileID, line: UInt = #line) {
        self.init(ChannelNormalization(mean: mean, std: std), file: file, line: line)
    }

    public func transform(_ tensor: Tensor, file: StaticString, line: UInt) -> Tensor {
        checkChannels(of: tensor, file, line)
        return (tensor - perChannel(statistics.mean)) / perChannel(statistics.std)
    }

    /// The tensor `[C, H, W]` from before normalising.
    public func inverse(_ tensor: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        checkChannels(of: tensor, file, line)
        return tensor * perChannel(statistics.std) + perChannel(statistics.mean)
    }

    /// A normalised tensor `[C, H, W]` as a picture again.
    public func denormalize(_ tensor: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Image {
        Image(inverse(tensor, file: file, line: line), file: file, line: line)
    }

    public var description: String { "Normalize(mean=\(statistics.mean), std=\(statistics.std))" }

    private func checkChannels(of tensor: Tensor, _ file: StaticString, _ line: UInt) {
        let channels = statistics.mean.count
        guard (3...4).contains(tensor.rank), tensor.shape[tensor.rank - 3] == channels else {
            let hint = tensor.rank >= 3 && channels == 3 ? "; image.rgb makes three channels of any image" : ""
            fail("Normalize expects [\(channels), H, W], got \(tensor.shape)\(hint)", file, line)
        }
    }

    private func perChannel(_ values: [Float]) -> Tensor { Tensor(values, shape: [values.count, 1, 1]) }
}

extension Image {
    /// A tensor `[C, H, W]` of numbers 0…1 as a picture; numbers beyond are clipped, NaN is 0.
    public init(_ tensor: Tensor, file: StaticString = #fileID, line: UInt = #line) {
        guard tensor.rank == 3, (1...4).contains(tensor.shape[0]), tensor.count > 0 else {
            fail("Image expects a tensor [C, H, W] with 1 to 4 channels, got \(tensor.shape)", file, line)
        }
        let samples = tensor.permute([1, 2, 0]).elements.map { value in
            value > 0 ? UInt8(min((value * 255).rounded(), 255)) : 0
        }
        self.init(height: tensor.shape[1], width: tensor.shape[2], channels: tensor.shape[0], samples: samples)
    }
}
