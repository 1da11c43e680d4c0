import Glibc

/// Cross entropy of rows of logits, one row after the other in memory.
///
/// With t the wanted share of each class, times its weight, the loss of a row x is −Σ t · log softmax(x), and its
/// gradient Σt · softmax(x) − t. Both come from the logarithm of the sum of the exponentials, with the largest logit taken
/// out first, so that no exponential overflows.
struct CrossEntropyRows {
    /// What a row should be.
    enum Target {
        case label(Int)
        /// The share of each class.
        case shares(UnsafePointer<Float>)
    }

    let classCount: Int
    /// One for each class.
    let weights: [Float]
    /// The share that is taken from the right class and given to all alike (Szegedy et al. 2016).
    let smoothing: Double

    private var evenShare: Double { smoothing / Double(classCount) }

    /// log Σ eˣ
    func logSumExp(_ row: UnsafePointer<Float>) -> Double {
        var largest = -Float.infinity
        for index in 0..<classCount { largest = max(largest, row[index]) }
        guard largest.isFinite else { return Double(largest) }
        var total = 0.0
        for index in 0..<classCount { total += Double(expf(row[index] - largest)) }
        return Double(largest) + log(total)
    }

    /// The loss of a row whose `logSumExp` is `shift`.
    func loss(_ row: UnsafePointer<Float>, _ target: Target, shift: Double) -> Double {
        switch target {
        case .label(let label):
            var loss = (1 - smoothing) * Double(weights[label]) * (shift - Double(row[label]))
            guard smoothing > 0 else { return loss }
            for index in 0..<classCount { loss += evenShare * Double(weights[index]) * (shift - Double(row[index])) }
            return loss
        case .shares(let shares):
            var loss = 0.0
            for index in 0..<classCount { loss += wanted(shares, index) * (shift - Double(row[index])) }
            return loss
        }
    }

    /// The gradient of a row's loss with respect to its logits, times `scale`.
    func gradient(
        _ row: UnsafePointer<Float>, _ target: Target, shift: Double, scale: Double, into gradient: UnsafeMutablePointer<Float>
    ) {
        func fill(total: Double, _ wanted: (Int) -> Double) {
            for index in 0..<classCount {
                let probability = Double(expf(Float(Double(row[index]) - shift)))
                gradient[index] = Float(scale * (total * probability - wanted(index)))
            }
        }
        switch target {
        case .label(let label):
            let right = (1 - smoothing) * Double(weights[label])
            let others = smoothing > 0 ? evenShare * weights.reduce(0) { $0 + Double($1) } : 0
            fill(total: right + others) { index in
                (smoothing > 0 ? evenShare * Double(weights[index]) : 0) + (index == label ? right : 0)
            }
        case .shares(let shares):
            var total = 0.0
            for index in 0..<classCount { total += wanted(shares, index) }
            fill(total: total) { wanted(shares, $0) }
        }
    }

    /// The gradient of a row's loss with respect to the given shares, times `scale`.
    func gradientOfShares(
        _ row: UnsafePointer<Float>, shift: Double, scale: Double, into gradient: UnsafeMutablePointer<Float>
    ) {
        for index in 0..<classCount {
            gradient[index] = Float(scale * (1 - smoothing) * Double(weights[index]) * (shift - Double(row[index])))
        }
    }

    private func wanted(_ shares: UnsafePointer<Float>, _ index: Int) -> Double {
        ((1 - smoothing) * Double(shares[index]) + evenShare) * Double(weights[index])
    }
}
