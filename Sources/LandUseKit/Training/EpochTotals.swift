/// Loss and accuracy over a set, summed up batch by batch.
struct EpochTotals {
    private var weightedLoss = 0.0
    private var weight = 0.0
    private(set) var correct = 0
    private(set) var count = 0

    /// - Parameters:
    ///   - loss: the batch's mean
    ///   - weight: what that mean was divided by
    mutating func add(loss: Double, weight: Double, logits: Tensor, labels: [Int]) {
        weightedLoss += loss * weight
        self.weight += weight
        correct += zip(logits.argmax(dim: 1), labels).count { $0 == $1 }
        count += labels.count
    }

    /// The mean over all labels; NaN where none counts.
    var loss: Double { weightedLoss / weight }
    /// The share of right predictions, 0…1.
    var accuracy: Double { Double(correct) / Double(count) }
}

/// Seconds since it was made.
struct Stopwatch {
    private let start = ContinuousClock.now

    var seconds: Double { (ContinuousClock.now - start) / .seconds(1) }
}
