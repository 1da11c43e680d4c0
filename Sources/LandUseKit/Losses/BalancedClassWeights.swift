/// Weights that make all classes count alike, however many pictures each has: n / (k · nᶜ) for n labels of k classes, nᶜ of
/// them of class c (scikit-learn's `compute_class_weight("balanced", …)`).
///
///     let loss = CrossEntropyLoss(weight: balancedClassWeights(of: train))
///
/// A class without a label, for which scikit-learn has no weight, gets 0 and is not counted in k.
///
/// - Returns: `[classCount]`
public func balancedClassWeights(
    of labels: [Int], classCount: Int, file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
    var counts = Array(repeating: 0, count: max(classCount, 0))
    for (index, label) in labels.enumerated() {
        guard counts.indices.contains(label) else {
            fail("balancedClassWeights: label \(index) is \(label), which is none of \(classCount) classes", file, line)
        }
        counts[label] += 1
    }
    let present = counts.count { $0 > 0 }
    return Tensor(counts.map { $0 > 0 ? Float(Double(labels.count) / Double(present * $0)) : 0 })
}

/// The same for a dataset's labels.
public func balancedClassWeights(
    of dataset: any Dataset, file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
    balancedClassWeights(of: dataset.labels, classCount: dataset.classes.count, file: file, line: line)
}
