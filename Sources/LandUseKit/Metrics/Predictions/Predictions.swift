/// What a model made of a dataset's pictures, beside what is right: the value that every metric and picture of an
/// evaluation comes from.
///
///     let predictions = try evaluate(model, on: testLoader)
///     predictions.accuracy
///     predictions.classificationReport()
public struct Predictions {
    /// The right class of each picture, N of them.
    public let labels: [Int]
    /// The class with the highest score, N of them; the first where several are equal.
    public let predicted: [Int]
    /// What the model put out, `[N, C]`: detached, and no part of any graph.
    public let logits: Tensor
    /// softmax(logits), `[N, C]`.
    public let probabilities: Tensor
    /// The names of the C classes.
    public let classes: [String]
    /// The place of each picture in the dataset.
    public let indices: [Int]
    /// Where the pictures are; `nil` where only numbers were given.
    public let dataset: (any Dataset)?
    /// What else there is to know: pictures that were left out.
    public var remarks: [String] = []

    /// - Parameters:
    ///   - labels: the right classes, N of them
    ///   - logits: `[N, C]`
    ///   - classes: C names
    ///   - indices: the place of each picture in `dataset`, by default 0, 1, 2 …
    public init(
        labels: [Int], logits: Tensor, classes: [String], indices: [Int]? = nil, dataset: (any Dataset)? = nil,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        let logits = logits.detach()
        Self.check(labels, logits, "logits", classes, indices, dataset, file, line)
        self.init(labels, logits.argmax(dim: 1), logits: logits, probabilities: noGrad { logits.softmax(dim: 1) }, classes, indices, dataset)
    }

    /// - Parameters:
    ///   - labels: the right classes, N of them
    ///   - probabilities: `[N, C]`, 0…1; the logits are their logarithms
    ///   - classes: C names
    ///   - indices: the place of each picture in `dataset`, by default 0, 1, 2 …
    public init(
        labels: [Int], probabilities: Tensor, classes: [String], indices: [Int]? = nil, dataset: (any Dataset)? = nil,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        let probabilities = probabilities.detach()
        Self.check(labels, probabilities, "probabilities", classes, indices, dataset, file, line)
        let elements = probabilities.elements
        // A sum of rounded numbers may be a little above 1.
        if let index = elements.firstIndex(where: { !(0...1.001).contains($0) }) {
            fail("Predictions: probabilities lie between 0 and 1, got \(elements[index]) for picture \(index / classes.count); logits: takes scores of any size", file, line)
        }
        self.init(
            labels, probabilities.argmax(dim: 1), logits: noGrad { probabilities.log() }, probabilities: probabilities, classes, indices, dataset)
    }

    private init(
        _ labels: [Int], _ predicted: [Int], logits: Tensor, probabilities: Tensor, _ classes: [String], _ indices: [Int]?,
        _ dataset: (any Dataset)?
    ) {
        self.labels = labels
        self.predicted = predicted
        self.logits = logits
        self.probabilities = probabilities
        self.classes = classes
        self.indices = indices ?? Array(labels.indices)
        self.dataset = dataset
    }

    private static func check(
        _ labels: [Int], _ scores: Tensor, _ what: String, _ classes: [String], _ indices: [Int]?, _ dataset: (any Dataset)?,
        _ file: StaticString, _ line: UInt
    ) {
        guard !labels.isEmpty else { fail("Predictions needs at least one label, got none: is the dataset empty?", file, line) }
        guard scores.shape == [labels.count, classes.count] else {
            fail(
                "Predictions expects \(what) [\(labels.count), \(classes.count)] for \(labels.count) labels and \(classes.count) classes, got \(scores.shape)",
                file, line)
        }
        if let index = labels.firstIndex(where: { !classes.indices.contains($0) }) {
            fail("Predictions knows \(classes.count) classes, 0…\(classes.count - 1), got the label \(labels[index]) at [\(index)]", file, line)
        }
        // An infinite one makes probabilities that are no numbers; minus infinity is a probability of 0.
        if let index = scores.elements.firstIndex(where: { $0.isNaN || $0 == .infinity }) {
            let number = scores.elements[index].isNaN ? "no numbers (NaN)" : "infinite"
            fail("Predictions: the \(what) of picture \(index / classes.count) are \(number)", file, line)
        }
        guard let indices else { return }
        guard indices.count == labels.count else {
            fail("Predictions needs a place in the dataset for each of \(labels.count) labels, got \(indices.count)", file, line)
        }
        if let dataset, let index = indices.first(where: { !(0..<dataset.count).contains($0) }) {
            fail("Predictions: there is no picture \(index) in a dataset of \(dataset.count)", file, line)
        }
    }

    /// How many pictures there are.
    public var count: Int { labels.count }

    /// Whether each prediction is right.
    public var isRight: [Bool] { zip(labels, predicted).map { $0 == $1 } }

    /// The probability of each predicted class, 0…1.
    public var confidences: [Double] {
        let elements = probabilities.elements
        return predicted.enumerated().map { min(Double(elements[$0 * classes.count + $1]), 1) }
    }

    /// A picture's name in the dataset: its file, or its number.
    public func name(at index: Int, file: StaticString = #fileID, line: UInt = #line) -> String {
        guard labels.indices.contains(index) else { fail("Predictions: there is no picture \(index) of \(count)", file, line) }
        return dataset?.name(at: indices[index]) ?? "picture \(indices[index])"
    }
}
