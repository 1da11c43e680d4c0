import NotebookDisplay

extension History: Displayable, CustomStringConvertible {
    /// What a terminal shows: the curves as rows of blocks, and the table.
    public var description: String { String(decoding: mimeBundle[.plainText] ?? [], as: UTF8.self) }

    /// Loss and accuracy side by side, and the numbers below.
    public var mimeBundle: MIMEBundle {
        Gallery([Gallery.Item(lossChart), Gallery.Item(accuracyChart), Gallery.Item(table)], title: summary, columns: 2).mimeBundle
            .adding(.reproducible, withoutTimes.text)
    }

    /// What does not depend on how fast the machine was.
    var withoutTimes: History {
        var history = self
        history.preparationSeconds = 0
        // Some say how long something took.
        history.notes = []
        for index in epochs.indices { (history.epochs[index].seconds, history.epochs[index].imagesPerSecond) = (0, 0) }
        return history
    }

    /// The loss of both sets by epoch; where validation's is lowest is marked: behind it, what is learnt helps on known pictures only.
    public var lossChart: LineChart {
        var chart = chart("Loss", "loss", train: \.trainLoss, validation: \.validationLoss) { $0 }
        chart.markBest(.lowest, of: "validation")
        return chart
    }

    /// The accuracy of both sets by epoch, in per cent.
    public var accuracyChart: LineChart {
        chart("Accuracy", "accuracy in %", train: \.trainAccuracy, validation: \.validationAccuracy) { $0 * 100 }
    }

    private func chart(
        _ title: String, _ label: String, train: KeyPath<Epoch, Double>, validation: KeyPath<Epoch, Double?>,
        _ shown: (Double) -> Double
    ) -> LineChart {
        func points(_ value: (Epoch) -> Double?) -> [ChartSeries.Point] {
            epochs.compactMap { epoch in value(epoch).map { .init(Double(epoch.number), shown($0)) } }
        }
        let series = [
            ChartSeries("training", points: points { $0[keyPath: train] }),
            ChartSeries("validation", points: points { $0[keyPath: validation] }),
        ]
        return LineChart(title: title, xLabel: "epoch", yLabel: label, series: series.filter { !$0.points.isEmpty })
    }

    /// A row for each epoch.
    public var table: Table {
        let isValidated = epochs.contains { $0.validationLoss != nil }
        // Short, for eight columns are to stand side by side on a page.
        let names = ["Epoch", "Train loss", "acc. %"] + (isValidated ? ["Val. loss", "acc. %"] : []) + ["Rate", "Seconds", "Images/s"]
        let rows = epochs.map { epoch in
            let validation = [epoch.validationLoss.map(Self.loss) ?? "", epoch.validationAccuracy.map(Self.percent) ?? ""]
            return ["\(epoch.number)", Self.loss(epoch.trainLoss), Self.percent(epoch.trainAccuracy)] + (isValidated ? validation : [])
                + [
                    epoch.learningRates.map(Self.rate).joined(separator: ", "), Decimal.fixed(epoch.seconds, digits: 1),
                    Self.speed(epoch.imagesPerSecond),
                ]
        }
        return Table(columns: names.map { Table.Column($0, alignment: .trailing) }, rows: rows, notes: (data.map { [$0] } ?? []) + notes)
    }

    /// "20 epochs in 83.1 s; best: epoch 17, validation accuracy 91.4 %, validation loss 0.31".
    public var summary: String {
        let count = epochs.count == 1 ? "1 epoch" : "\(epochs.count) epochs"
        var text = "\(count) in \(Decimal.fixed(seconds, digits: 1)) s" + ending.words
        if let best { text += "; best: epoch \(best.number), \(best.set) accuracy \(Self.percent(best.judgedAccuracy)) %, \(best.set) loss \(Self.loss(best.judgedLoss))" }
        return text
    }

    /// In a few words: "epoch 17 of 20 is the best, validation accuracy 91.4 %".
    var outcome: String {
        best.map { "epoch \($0.number) of \(epochs.count) is the best, \($0.set) accuracy \(Self.percent($0.judgedAccuracy)) %" } ?? "no epoch"
    }

    /// Four decimals, or what is left of a loss that they do not show.
    static func loss(_ value: Double) -> String {
        value != 0 && abs(value) < 1e-3 ? Decimal.scientific(value, digits: 1) : Decimal.fixed(value, digits: 4)
    }

    static func speed(_ imagesPerSecond: Double) -> String { Decimal.fixed(imagesPerSecond, digits: imagesPerSecond < 10 ? 1 : 0) }
    static func percent(_ share: Double) -> String { Decimal.fixed(share * 100, digits: 1) }

    /// Four digits of a rate.
    static func rate(_ value: Double) -> String {
        guard value.isFinite, value != 0 else { return Decimal.python(value) }
        return Decimal.python(Double(Decimal.scientific(value, digits: 3)) ?? value)
    }
}

extension History.Epoch {
    /// The set that it is judged by.
    fileprivate var set: String { validationAccuracy == nil ? "training" : "validation" }
}

extension History.Ending {
    /// What a summary says of it; nothing where all went as planned.
    fileprivate var words: String {
        switch self {
        case .completed: ""
        case .unfinished: ", unfinished"
        case .stoppedEarly(let rule):
            ", stopped early: \(rule.patience) epochs without a better \(rule.quantity.rawValue)"
        }
    }
}
