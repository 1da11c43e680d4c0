import Testing
@testable import LandUseKit

/// The same numbers as scikit-learn's, classes that never occur and ties among them.
@Suite struct MetricsAgainstScikitLearn {
    @Test func `precision, recall and F-score by class`() throws {
        let cases = try MetricsFixture.committed.get().scores
        #expect(cases.count == 60)
        try cases.forEach(Self.checkByClass)
    }

    @Test func `their averages`() throws {
        let cases = try MetricsFixture.committed.get().scores
        #expect(cases.count == 60)
        try cases.forEach(Self.checkAverages)
    }

    @Test func `the report's text, to the letter`() throws {
        let cases = try MetricsFixture.committed.get().scores
        #expect(cases.contains { $0.report.contains("micro avg") } && cases.contains { $0.report.contains("accuracy") } && cases.contains { $0.report.contains("nan") })
        try cases.forEach(Self.checkReport)
    }

    @Test func `the confusion matrix, and what it is divided by`() throws {
        let cases = try MetricsFixture.committed.get().scores
        #expect(cases.count == 60)
        try cases.forEach(Self.checkMatrix)
    }

    @Test func `the top k, where scores are equal too`() throws {
        let cases = try MetricsFixture.committed.get().tops
        #expect(cases.count == 24)
        cases.forEach(Self.checkTop)
    }

    @Test func `the calibration error, on the borders of bins too`() throws {
        let cases = try MetricsFixture.committed.get().calibrations
        #expect(cases.count == 20)
        cases.forEach(Self.checkCalibration)
    }

    @Test(.enabled(if: PyTorch.hasScikitLearn, "needs scikit-learn: set LANDUSE_PYTHON to a Python that has it"))
    func `all of it on numbers that are new each time`() throws {
        let fixture = try MetricsFixture.live(offset: .random(in: 1..<1 << 31))
        for test in fixture.scores {
            try Self.checkByClass(test)
            try Self.checkAverages(test)
            try Self.checkReport(test)
            try Self.checkMatrix(test)
        }
        fixture.tops.forEach(Self.checkTop)
        fixture.calibrations.forEach(Self.checkCalibration)
    }

    private static func isSame(_ found: Double, _ expected: Double) -> Bool {
        found.isNaN ? expected.isNaN : abs(found - expected) <= 1e-12
    }

    private static func checkByClass(_ test: MetricsFixture.Scores) throws {
        let scores: [ClassScores] = precisionRecallFScore(
            labels: test.labels, predicted: test.predicted, classes: test.classes, over: test.chosen, beta: test.beta,
            zeroDivision: try #require(test.division))
        #expect(scores.map(\.support) == test.support)
        for (found, expected) in [(scores.map(\.precision), test.precision), (scores.map(\.recall), test.recall), (scores.map(\.fScore), test.fScore)] {
            #expect(found.count == expected.count)
            #expect(zip(found, expected).allSatisfy { isSame($0, $1.value) }, "\(test): \(found)")
        }
        // F1 is F1, whatever beta is.
        let plain: [ClassScores] = precisionRecallFScore(
            labels: test.labels, predicted: test.predicted, classes: test.classes, over: test.chosen, zeroDivision: try #require(test.division))
        #expect(zip(scores.map(\.f1), plain.map(\.fScore)).allSatisfy { isSame($0, $1) })
    }

    private static func checkAverages(_ test: MetricsFixture.Scores) throws {
        for average in Average.allCases {
            let expected = try #require(test.averages[average.rawValue])
            let found = precisionRecallFScore(
                labels: test.labels, predicted: test.predicted, average: average, classes: test.classes, over: test.chosen, beta: test.beta,
                zeroDivision: try #require(test.division))
            let numbers = [found.precision, found.recall, found.fScore]
            #expect(numbers.count == expected.count)
            #expect(zip(numbers, expected).allSatisfy { isSame($0, $1.value) }, "\(average) of \(test): \(numbers)")
            let plain = precisionRecallFScore(
                labels: test.labels, predicted: test.predicted, average: average, classes: test.classes, over: test.chosen,
                zeroDivision: try #require(test.division))
            #expect(isSame(found.f1, plain.fScore))
        }
    }

    private static func checkReport(_ test: MetricsFixture.Scores) throws {
        let report = ClassificationReport(
            labels: test.labels, predicted: test.predicted, classes: test.classes, over: test.chosen, zeroDivision: try #require(test.division),
            digits: test.digits)
        #expect(report.description == test.report)
        #expect(isSame(report.accuracy, test.accuracy))
        #expect(isSame(accuracyScore(labels: test.labels, predicted: test.predicted), test.accuracy))
    }

    private static func checkMatrix(_ test: MetricsFixture.Scores) throws {
        let matrix = ConfusionMatrix(labels: test.labels, predicted: test.predicted, classes: test.classes)
        #expect(matrix.counts == test.counts)
        let normalized: [(ConfusionMatrix.Normalization, [[Double]])] = [
            (.trueClass, test.byTrueClass), (.predictedClass, test.byPredictedClass), (.all, test.byAll),
        ]
        for (normalization, expected) in normalized {
            let values = matrix.normalized(over: normalization).values
            #expect(values.map(\.count) == expected.map(\.count))
            #expect(zip(values.joined(), expected.joined()).allSatisfy { isSame($0, $1) }, "\(normalization)")
        }
    }

    private static func checkTop(_ test: MetricsFixture.Top) {
        for (index, expected) in test.shares.enumerated() {
            let found = topKAccuracy(labels: test.labels, scores: Tensor(test.scores), k: index + 1)
            #expect(isSame(found, expected), "k = \(index + 1) of \(test)")
        }
    }

    private static func checkCalibration(_ test: MetricsFixture.Calibrated) {
        let calibration = Calibration(confidences: test.confidences, isRight: test.isRight, bins: test.bins)
        #expect(calibration.bins.map(\.count) == test.counts)
        #expect(isSame(calibration.expectedError, test.expectedError))
        #expect(isSame(calibration.maximumError, test.maximumError))
    }
}
