import NotebookDisplay

/// Whether a model is as often right as it is sure: accuracy by confidence, the probability of the predicted class.
///
///     let calibration = predictions.calibration(bins: 15)
///     calibration.expectedError           // expected calibration error, 0…1
///     calibration                         // shows the reliability diagram
///
/// As Guo et al. define it ("On Calibration of Modern Neural Networks", ICML 2017): M bins of equal width, the m-th
/// holding the pictures whose confidence lies in ((m − 1)/M, m/M].
public struct Calibration: Sendable, Equatable {
    /// The pictures with about the same confidence.
    public struct Bin: Sendable, Equatable {
        /// Excluded, but for 0.
        public var lower: Double
        /// Included.
        public var upper: Double
        public var count: Int
        /// The mean, NaN in an empty bin.
        public var confidence: Double
        /// The share that is right, NaN in an empty bin.
        public var accuracy: Double
    }

    public let bins: [Bin]
    /// Where the pictures come from, where that is known.
    var source: DataSource?

    /// - Parameters:
    ///   - confidences: the probability of each prediction, 0…1
    ///   - isRight: whether it is right, as many
    ///   - count: how many bins
    public init(
        confidences: [Double], isRight: [Bool], bins count: Int = 15, file: StaticString = #fileID, line: UInt = #line
    ) {
        guard confidences.count == isRight.count, !confidences.isEmpty else {
            fail("Calibration needs a confidence for each prediction, got \(confidences.count) for \(isRight.count)", file, line)
        }
        guard count > 0 else { fail("Calibration needs at least one bin, got bins: \(count)", file, line) }
        if let index = confidences.firstIndex(where: { !(0...1).contains($0) }) {
            fail("Calibration: confidences are probabilities, 0…1, got \(confidences[index]) at [\(index)]; softmax makes them of logits", file, line)
        }
        let width = 1 / Double(count)
        var bins = (0..<count).map { index in
            Bin(lower: Double(index) * width, upper: index == count - 1 ? 1 : Double(index + 1) * width, count: 0, confidence: 0, accuracy: 0)
        }
        for (confidence, isRight) in zip(confidences, isRight) {
            let index = bins.firstIndex { confidence <= $0.upper } ?? count - 1
            bins[index].count += 1
            bins[index].confidence += confidence
            bins[index].accuracy += isRight ? 1 : 0
        }
        for index in bins.indices {
            // 0 divided by 0 is NaN: an empty bin has no mean.
            bins[index].confidence /= Double(bins[index].count)
            bins[index].accuracy /= Double(bins[index].count)
        }
        self.bins = bins
    }

    private var filled: [Bin] { bins.filter { $0.count > 0 } }

    /// Expected calibration error, 0…1: the mean of |accuracy − confidence| over the bins, weighted with their pictures.
    public var expectedError: Double {
        filled.reduce(0) { $0 + Double($1.count) * abs($1.accuracy - $1.confidence) } / Double(bins.reduce(0) { $0 + $1.count })
    }

    /// Maximum calibration error, 0…1: |accuracy − confidence| of the bin where it is largest.
    public var maximumError: Double { filled.map { abs($0.accuracy - $0.confidence) }.max() ?? 0 }
}
