import NotebookDisplay

extension Predictions {
    /// The share that is right, 0…1.
    public var accuracy: Double { Double(isRight.count { $0 }) / Double(count) }

    /// The mean cross entropy, in nats: of all pictures alike, whatever the sizes of the batches.
    public var loss: Double { losses.reduce(0, +) / Double(count) }

    /// The cross entropy of each picture.
    public var losses: [Double] { noGrad { crossEntropy(logits, labels, reduction: .none).elements.map(Double.init) } }

    /// The share of pictures whose class is among the `k` with the highest scores, 0…1 (see `topKAccuracy`).
    public func topK(_ k: Int, file: StaticString = #fileID, line: UInt = #line) -> Double {
        topKAccuracy(labels: labels, scores: logits, k: k, file: file, line: line)
    }

    /// Precision, recall and F-score of all classes together.
    ///
    ///     predictions.scores(.macro).recall           // every class counts the same
    ///     predictions.scores(.weighted).recall        // every picture does: the accuracy
    public func scores(
        _ average: Average, over scored: ScoredClasses = .occurring, beta: Double = 1, zeroDivision: ZeroDivision = .warn,
        file: StaticString = #fileID, line: UInt = #line
    ) -> AveragedScores {
        precisionRecallFScore(
            labels: labels, predicted: predicted, average: average, classes: classes, over: scored, beta: beta, zeroDivision: zeroDivision,
            file: file, line: line)
    }

    /// Precision, recall, F1 and support by class, with their averages.
    public func classificationReport(
        over scored: ScoredClasses = .occurring, zeroDivision: ZeroDivision = .warn, digits: Int = 2, file: StaticString = #fileID,
        line: UInt = #line
    ) -> ClassificationReport {
        var report = ClassificationReport(
            labels: labels, predicted: predicted, classes: classes, over: scored, zeroDivision: zeroDivision, digits: digits, file: file, line: line)
        report.source = dataset?.source
        return report
    }

    /// How often each class was taken for which.
    public var confusionMatrix: ConfusionMatrix {
        var matrix = ConfusionMatrix(labels: labels, predicted: predicted, classes: classes)
        matrix.source = dataset?.source
        return matrix
    }

    /// Whether the model is as often right as it is sure.
    public func calibration(bins: Int = 15, file: StaticString = #fileID, line: UInt = #line) -> Calibration {
        var calibration = Calibration(confidences: confidences, isRight: isRight, bins: bins, file: file, line: line)
        calibration.source = dataset?.source
        return calibration
    }
}

extension Predictions: Displayable, CustomStringConvertible {
    private var rows: [(name: String, value: String)] {
        let top = classes.count > 5 ? [("top-5 accuracy", Decimal.fixed(topK(5), digits: 4))] : []
        let data = dataset.map { [("data", $0.source.title)] } ?? []
        return [("pictures", String(count)), ("classes", String(classes.count)), ("accuracy", Decimal.fixed(accuracy, digits: 4))] + top + [
            ("F1, macro", Decimal.fixed(scores(.macro).f1, digits: 4)), ("F1, weighted", Decimal.fixed(scores(.weighted).f1, digits: 4)),
            ("loss", Decimal.fixed(loss, digits: 4)),
        ] + data
    }

    public var description: String {
        "Predictions(" + rows.map { "\($0.name): \($0.value)" }.joined(separator: ", ") + ")" + remarks.map { "\n" + $0 }.joined()
    }

    /// The numbers to look at first.
    public var mimeBundle: MIMEBundle {
        Table(
            columns: ["", Table.Column("value", alignment: .trailing)], rows: rows.map { [$0.name, $0.value] }, notes: remarks
        ).mimeBundle
    }
}
