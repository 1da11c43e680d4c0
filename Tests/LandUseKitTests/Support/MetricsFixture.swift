import Foundation
@testable import LandUseKit

/// What scikit-learn computed in Fixtures/make_metrics.py: see there for the cases.
struct MetricsFixture: Decodable {
    struct Scores: Decodable {
        var classes: [String]
        var labels, predicted: [Int]
        /// The classes that count; `nil` for those that occur.
        var scored: [Int]?
        var zeroDivision: String
        var beta: Double
        var precision, recall, fScore: [MaybeNumber]
        var support: [Int]
        /// Precision, recall and F-score.
        var averages: [String: [MaybeNumber]]
        var accuracy: Double
        var digits: Int
        var report: String
        var counts: [[Int]]
        var byTrueClass, byPredictedClass, byAll: [[Double]]
    }

    struct Top: Decodable {
        var labels: [Int]
        var scores: [[Float]]
        /// For k = 1, 2, …
        var shares: [Double]
    }

    struct Calibrated: Decodable {
        var confidences: [Double]
        var isRight: [Bool]
        var bins: Int
        var counts: [Int]
        var expectedError, maximumError: Double
    }

    var scores: [Scores]
    var tops: [Top]
    var calibrations: [Calibrated]

    static let committed = Result { try Fixtures.json("metrics.json", as: MetricsFixture.self) }

    static func live(offset: Int) throws -> MetricsFixture {
        try JSONDecoder().decode(MetricsFixture.self, from: PyTorch.output(ofFixture: "make_metrics.py", ["--offset", "\(offset)"]))
    }
}

/// A number, or the text "nan".
struct MaybeNumber: Decodable {
    var value: Double

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let number = try? container.decode(Double.self) {
            value = number
        } else {
            guard try container.decode(String.self) == "nan" else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "neither a number nor \"nan\"")
            }
            value = .nan
        }
    }
}

extension MetricsFixture.Scores {
    var chosen: ScoredClasses {
        guard let scored else { return .occurring }
        return scored == Array(classes.indices) ? .all : .only(scored)
    }

    var division: ZeroDivision? { ["warn": .warn, "zero": .zero, "one": .one, "nan": .nan][zeroDivision] }
}
