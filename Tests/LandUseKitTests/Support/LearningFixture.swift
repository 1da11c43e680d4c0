import Foundation

/// What PyTorch computed in Fixtures/make_learning.py: see there for the cases.
struct LearningFixture: Decodable {
    struct CrossEntropy: Decodable {
        var shape, labels: [Int]
        var targets, reduction: String
        var weighted: Bool
        var smoothing: Double
        var stream: Int
        var loss, gradient, targetGradient: [Double]
    }

    struct ElementwiseLoss: Decodable {
        var kind, reduction: String
        var shape: [Int]
        var weight, yesWeight: [Int]?
        var stream: Int
        var loss, gradient, targetGradient: [Double]
    }

    struct Optimizer: Decodable {
        var kind: String
        var grouped, nesterov, amsgrad, maximize: Bool
        var momentum, dampening, eps, weight_decay: Double
        var betas: [Double]
        var stream: Int
        /// After each step, of each parameter.
        var values: [[[Double]]]
    }

    struct Schedule: Decodable {
        var kind, name: String
        /// At the beginning and after each step, the rates and the momentums of the groups.
        var rates: [[[Double]]]
    }

    struct Plateau: Decodable {
        var mode, threshold_mode: String
        var factor, threshold, min_lr, eps: Double
        var patience, cooldown: Int
        var measures: [Double]
        var rates: [[Double]]
    }

    struct Clipping: Decodable {
        var kind: String
        var limit, norm: Double
        var stream: Int
        var gradients: [[Double]]
    }

    struct Permutation: Decodable {
        var first, second: [Int]
    }

    /// Added to the number of every stream of noise.
    var offset: Int
    var crossEntropies: [CrossEntropy]
    var elementwiseLosses: [ElementwiseLoss]
    var optimizers: [Optimizer]
    var schedules: [Schedule]
    var plateaus: [Plateau]
    var clippings: [Clipping]
    var permutations: [Permutation]

    /// The committed cases.
    static let committed = Result { try decode(Data(contentsOf: URL(filePath: Fixtures.path("learning.json")))) }

    /// The same cases on other inputs, computed now.
    static func live(offset: Int) throws -> LearningFixture {
        try decode(PyTorch.output(ofFixture: "make_learning.py", ["--offset", "\(offset)"]))
    }

    private static func decode(_ data: Data) throws -> LearningFixture {
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return try decoder.decode(LearningFixture.self, from: data)
    }
}
