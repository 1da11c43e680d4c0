internal import CKernels

/// Cross entropy of rows of logits with one label each, by CKernels, on all threads. `CrossEntropyRows` is its oracle.
struct CrossEntropyByKernels {
    /// Of each row, 0 where it does not count.
    let losses: [Float]
    /// The sum of the losses.
    let total: Double
    /// The sum of the weights of the labels that count.
    let countedWeights: Double

    private let labels: ClassLabels
    private let rows: CrossEntropyRows
    /// Of each row the largest logit, and the logarithm of the sum of exponentials without it.
    private let statistics: [Float]

    /// - Parameter x: `[…, C]`, row-major
    init(_ x: Tensor, _ labels: ClassLabels, _ rows: CrossEntropyRows) {
        self.labels = labels
        self.rows = rows
        let count = labels.labels.count
        var losses = [Float](repeating: 0, count: count), statistics = [Float](repeating: 0, count: 2 * count)
        var totals = [0.0, 0.0]
        ComputeKernels.enter()
        Self.withOptions(rows, labels) { options in
            x.withFloats { x in
                let wrong = ck_cross_entropy_forward(
                    options, x, count, rows.classCount, labels.labels, &losses, &statistics, &totals)
                precondition(wrong < 0)
            }
        }
        self.losses = losses
        self.statistics = statistics
        total = totals[0]
        countedWeights = totals[1]
    }

    /// The gradient of the losses with respect to the logits.
    ///
    /// - Parameters:
    ///   - scale: a factor for all
    ///   - scales: a factor for each row
    func gradient(_ x: Tensor, scale: Double, scales: [Float]? = nil) -> Tensor {
        let gradient = Tensor(uninitialized: x.shape)
        ComputeKernels.enter()
        Self.withOptions(rows, labels) { options in
            withFloats(x, gradient) { x, gradient in
                func run(_ scales: UnsafePointer<Float>?) {
                    ck_cross_entropy_backward(
                        options, x, labels.labels.count, rows.classCount, labels.labels, statistics, scale, scales, gradient)
                }
                if let scales { scales.withUnsafeBufferPointer { run($0.baseAddress) } } else { run(nil) }
            }
        }
        return gradient
    }

    private static func withOptions(
        _ rows: CrossEntropyRows, _ labels: ClassLabels, _ body: (UnsafePointer<ck_cross_entropy>) -> Void
    ) {
        rows.weights.withUnsafeBufferPointer { weights in
            var options = ck_cross_entropy(weights: weights.baseAddress, smoothing: rows.smoothing, ignored: labels.ignored)
            body(&options)
        }
    }
}
