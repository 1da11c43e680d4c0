import NotebookDisplay

extension History {
    /// Several trainings in one picture, and what each came to.
    ///
    ///     History.comparison(of: ["frozen": frozen, "fine-tuned": fineTuned])
    public static func comparison(of runs: KeyValuePairs<String, History>) -> HistoryComparison {
        HistoryComparison(runs.map { (name: $0.key, history: $0.value) })
    }

    /// The same for runs that a loop collected.
    public static func comparison(of runs: [(name: String, history: History)]) -> HistoryComparison {
        HistoryComparison(runs)
    }
}

/// Several trainings side by side: the curves of what each is judged by, and a table.
public struct HistoryComparison: Displayable, CustomStringConvertible, Sendable {
    public let runs: [(name: String, history: History)]

    public init(_ runs: [(name: String, history: History)]) { self.runs = runs }

    public var description: String { String(decoding: mimeBundle[.plainText] ?? [], as: UTF8.self) }

    public var mimeBundle: MIMEBundle {
        Gallery([Gallery.Item(lossChart), Gallery.Item(accuracyChart), Gallery.Item(table)], columns: 2).mimeBundle
            .adding(.reproducible, runs.map { "\($0.name)\n\($0.history.withoutTimes.text)" }.joined(separator: "\n"))
    }

    /// Whether what is compared comes from validation: where one run has none, all are compared by what they were trained on.
    private var isValidated: Bool { runs.allSatisfy { $0.history.epochs.allSatisfy { $0.validationLoss != nil } } }
    private var judgedSet: String { isValidated ? "Validation" : "Training" }
    private var compared: [(name: String, history: History)] {
        isValidated ? runs : runs.map { ($0.name, $0.history.withoutValidation) }
    }

    public var lossChart: LineChart {
        chart("\(judgedSet) loss", "loss") { $0.judgedLoss }
    }

    public var accuracyChart: LineChart {
        chart("\(judgedSet) accuracy", "accuracy in %") { 100 * $0.judgedAccuracy }
    }

    private func chart(_ title: String, _ label: String, _ value: (History.Epoch) -> Double) -> LineChart {
        LineChart(
            title: title, xLabel: "epoch", yLabel: label,
            series: compared.map { run in ChartSeries(run.name, points: run.history.epochs.map { .init(Double($0.number), value($0)) }) })
    }

    /// A row for each run. It has *converged* at the first epoch whose accuracy lies within one point of its best.
    public var table: Table {
        // Short, for a run's name takes a third of the page.
        let names = ["Acc. %", "Loss", "Epoch", "Converged", "s", "Epochs", "s"]
        let rows = compared.map { name, history -> [String] in
            guard let best = history.best, let converged = history.convergence() else { return [name, "no epoch yet"] }
            return [
                name, History.percent(best.judgedAccuracy), History.loss(best.judgedLoss), "\(best.number)", "\(converged.number)",
                Decimal.fixed(history.seconds(through: converged), digits: 1), "\(history.epochs.count)",
                Decimal.fixed(history.seconds, digits: 1),
            ]
        }
        return Table(
            columns: [Table.Column("Run", alignment: .leading)] + names.map { Table.Column($0, alignment: .trailing) }, rows: rows,
            notes: [
                "Accuracy and loss are those of the \(judgedSet.lowercased()) set in the best epoch. Converged: the first epoch within one point "
                    + "of that accuracy. Seconds count from the beginning, computed features included."
            ] + data)
    }

    /// What all runs learnt from, or each, where they differ.
    private var data: [String] {
        let all = Set(runs.map(\.history.data))
        if all.count == 1 { return all.compactMap(\.self) }
        return runs.compactMap { name, history in history.data.map { "\(name): \($0)" } }
    }
}

extension History {
    /// The same epochs, judged by the training set.
    fileprivate var withoutValidation: History {
        var history = self
        for index in history.epochs.indices {
            history.epochs[index].validationLoss = nil
            history.epochs[index].validationAccuracy = nil
        }
        return history
    }
}
