import NotebookDisplay

extension Calibration: Displayable {
    /// The reliability diagram.
    public var chart: ReliabilityDiagram {
        ReliabilityDiagram(
            bins: bins.map { .init(lower: $0.lower, upper: $0.upper, count: $0.count, confidence: $0.confidence, accuracy: $0.accuracy) },
            notes: [
                "Expected calibration error \(Decimal.fixed(expectedError, digits: 4)), maximum \(Decimal.fixed(maximumError, digits: 4)), \(bins.count) bins of equal width."
            ] + (source.map { [$0.remark] } ?? []))
    }

    public var mimeBundle: MIMEBundle { chart.mimeBundle }
}
