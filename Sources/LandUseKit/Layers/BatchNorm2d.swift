/// Normalises each channel of `[N, C, H, W]` (Ioffe & Szegedy 2015; PyTorch's `nn.BatchNorm2d`).
///
/// In training mode with the batch's own mean and biased variance, which also move the running
/// statistics: running ← (1 − momentum) · running + momentum · batch, the variance there unbiased. In
/// evaluation mode with the running statistics.
public final class BatchNorm2d: Module {
    public let numFeatures: Int
    public let eps: Double
    /// How far the running statistics move towards each batch's; `nil` makes them the plain mean over all batches.
    public let momentum: Double?
    public var weight: Parameter
    public var bias: Parameter
    public let runningMean: Buffer
    public let runningVar: Buffer
    public let numBatchesTracked: Buffer

    public init(
        _ numFeatures: Int, eps: Double = 1e-5, momentum: Double? = 0.1, file: StaticString = #fileID,
        line: UInt = #line
    ) {
        guard numFeatures > 0 else { fail("BatchNorm2d(\(numFeatures)) needs at least one channel", file, line) }
        self.numFeatures = numFeatures
        self.eps = eps
        self.momentum = momentum
        weight = Parameter(Tensor.ones([numFeatures]))
        bias = Parameter(Tensor.zeros([numFeatures]))
        runningMean = Buffer(Tensor.zeros([numFeatures]))
        runningVar = Buffer(Tensor.ones([numFeatures]))
        numBatchesTracked = Buffer(Tensor(0), fileType: .int64)
        super.init()
    }

    public override func forward(_ input: Tensor) -> Tensor {
        guard input.rank == 4, input.shape[1] == numFeatures else {
            fail("BatchNorm2d expects [N, \(numFeatures), H, W], got \(input.shape)", #fileID, #line)
        }
        guard hasItsShapes else {
            fail("BatchNorm2d expects a weight and a bias [\(numFeatures)], got \(weight.shape) and \(bias.shape)", #fileID, #line)
        }
        let statistics: ChannelStatistics
        if isTraining {
            statistics = ChannelStatistics(of: input.detach())
            requireSeveralValues(statistics.count, input.shape)
            track(statistics)
        } else {
            statistics = ChannelStatistics(
                mean: runningMean.elements.map(Double.init), variance: runningVar.elements.map(Double.init), count: 0)
        }
        return batchNorm(input, statistics, isBatch: isTraining, weight: weight, bias: bias, epsilon: eps)
    }

    /// Whether weight and bias, which may be replaced, fit.
    var hasItsShapes: Bool { weight.shape == [numFeatures] && bias.shape == [numFeatures] }

    /// One value has no variance.
    func requireSeveralValues(_ count: Int, _ shape: [Int]) {
        guard count > 1 else {
            fail(
                "BatchNorm2d in training mode needs more than one value a channel, got \(shape): "
                    + "use a larger batch, or eval()", #fileID, #line)
        }
    }

    /// Moves the running statistics towards the batch's.
    func track(_ statistics: ChannelStatistics) {
        numBatchesTracked.withMutableFloats { $0.pointee += 1 }
        let unbiased = Double(statistics.count) / Double(statistics.count - 1)
        let momentum = momentum ?? 1 / Double(numBatchesTracked.item())
        func approach(_ running: Buffer, _ batch: [Double]) {
            running.withMutableFloats { running in
                for channel in 0..<numFeatures {
                    running[channel] = Float((1 - momentum) * Double(running[channel]) + momentum * batch[channel])
                }
            }
        }
        approach(runningMean, statistics.mean)
        approach(runningVar, statistics.variance.map { $0 * unbiased })
    }

    public override var extraDescription: String {
        "\(numFeatures), eps=\(Decimal.python(eps)), momentum=\(momentum.map(Decimal.python) ?? "None"), affine=True, bias=True, track_running_stats=True"
    }
}
