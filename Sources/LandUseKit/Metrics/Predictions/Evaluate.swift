import NotebookDisplay

/// Runs a model over a dataset and keeps what it makes of each picture.
///
///     let predictions = try evaluate(model, on: testLoader)
///     predictions.accuracy
///
/// The model runs in evaluation mode and without gradients; then every module is put back into the mode that it was in. A
/// progress bar shows how far it is.
///
/// - Parameters:
///   - model: gives logits, `[N, C]`, for images `[N, C, H, W]`
///   - loader: of the pictures, in any order: indices tell which is which
///   - label: of the progress bar; `nil` for none
/// - Throws: `EvaluationError`, and what the dataset throws for a picture that cannot be read.
public func evaluate(
    _ model: Module, on loader: DataLoader, label: String? = "evaluation", file: StaticString = #fileID, line: UInt = #line,
    column: UInt = #column
) throws -> Predictions {
    let dataset = loader.dataset, classes = dataset.classes
    guard dataset.count > 0 else { fail("evaluate needs at least one picture, and the dataset (\(dataset.source.name)) is empty", file, line) }
    guard loader.batchCount > 0 else {
        fail("evaluate: the loader drops its only batch, for \(dataset.count) pictures are less than one of \(loader.batchSize); leave out dropLast: true", file, line)
    }
    let bar = label.map { ProgressBar($0, total: dataset.count, file: file, line: line, column: column) }
    defer { bar?.finish() }
    var labels: [Int] = [], indices: [Int] = [], scores: [Float] = [], right = 0
    try model.evaluating {
        try noGrad {
            let batches = loader.batches()
            while let batch = try batches.next() {
                CancellationHook.check()
                let output = model(batch.images, file: file, line: line)
                guard output.shape == [batch.count, classes.count] else {
                    fail(
                        "evaluate: the model gives \(output.shape) for \(batch.count) pictures of \(classes.count) classes, not [\(batch.count), \(classes.count)]; "
                            + "its last layer must put out a score for each class", file, line)
                }
                let rows = output.elements
                if let index = rows.firstIndex(where: { !$0.isFinite }) {
                    throw EvaluationError.notANumber(picture: dataset.name(at: batch.indices[index / classes.count]))
                }
                labels += batch.labels
                indices += batch.indices
                scores += rows
                right += zip(output.argmax(dim: 1), batch.labels).count { $0 == $1 }
                bar?.note = "accuracy \(Decimal.fixed(Double(right) / Double(labels.count), digits: 4))"
                bar?.advance(by: batch.count)
            }
        }
    }
    var predictions = Predictions(
        labels: labels, logits: Tensor(scores, shape: [labels.count, classes.count]), classes: classes, indices: indices, dataset: dataset,
        file: file, line: line)
    if labels.count < dataset.count {
        predictions.remarks.append("\(dataset.count - labels.count) of \(dataset.count) pictures were left out: the loader drops its last, short batch.")
    }
    return predictions
}
