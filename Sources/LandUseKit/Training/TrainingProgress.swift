import NotebookDisplay

/// A training's bar: a step for each batch of the epochs to come, validation's included.
final class TrainingProgress {
    private let bar: ProgressBar
    private let total: Int
    private let epochs: Int
    private var done = 0

    init(_ bar: ProgressBar, total: Int, epochs: Int) {
        self.bar = bar
        self.total = total
        self.epochs = epochs
    }

    /// A batch was learnt from.
    func advance(_ totals: EpochTotals, epoch: Int, seconds: Double) {
        let speed = Double(totals.count) / max(seconds, 1e-9)
        bar.note = "epoch \(epoch)/\(epochs), loss \(Decimal.fixed(totals.loss, digits: 3)), "
            + "accuracy \(History.percent(totals.accuracy)) %, \(History.speed(speed)) images/s"
        advance()
    }

    /// The last step is left to `finish`, for a full bar is shown at once, and would be shown again with its last words.
    func advance() {
        done += 1
        if done < total { bar.advance() }
    }

    /// The training has ended, maybe before its time.
    func finish(_ words: String) {
        bar.note = words
        if done >= total, bar.completed < total { bar.advance(by: total - bar.completed) } else { bar.finish() }
    }
}
