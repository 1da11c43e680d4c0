import NotebookDisplay

extension ConfusionMatrix: Displayable {
    /// The picture; in a terminal, its table.
    public var chart: Heatmap {
        var chart = Heatmap(
            title: title, rowLabel: "true class", columnLabel: "predicted class", rows: classes, columns: classes,
            values: normalization == nil ? values : values.map { $0.map { $0 * 100 } })
        chart.alternativeText = words
        if normalization != nil {
            chart.fullScale = 0...100
            chart.decimals = 0
        }
        return chart
    }

    public var mimeBundle: MIMEBundle { chart.mimeBundle }

    private var title: String {
        let counted = switch normalization {
        case nil: "Confusion matrix"
        case .trueClass: "Confusion matrix, per cent of each true class"
        case .predictedClass: "Confusion matrix, per cent of each predicted class"
        case .all: "Confusion matrix, per cent of all"
        }
        return counted + (source?.origin.map { ", pictures \($0)" } ?? "")
    }

    /// What a reader sees at a glance: how much lies on the diagonal, and what lies beside it.
    private var words: String {
        let total = counts.joined().reduce(0, +), right = classes.indices.reduce(0) { $0 + counts[$1][$1] }
        let share = Decimal.fixed(100 * Double(right) / Double(max(total, 1)), digits: 1)
        let confusions = mostConfused(3).map { "\($0.trueClass) taken for \($0.predictedClass) \($0.count) \($0.count == 1 ? "time" : "times")" }
        return "\(title): \(right) of \(total) right (\(share) %), \(classes.count) classes; "
            + (confusions.isEmpty ? "nothing was mixed up" : "most often mixed up: " + confusions.joined(separator: ", "))
    }
}
