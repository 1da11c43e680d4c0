import Foundation
import Testing
@testable import LandUseKit

@Suite("A trainer gives what PyTorch's usual loop gives")
struct TrainerAgainstPyTorch {
    /// See Fixtures/make_trainer.py.
    struct Fixture: Decodable {
        struct Epoch: Decodable {
            var rate, trainLoss, trainAccuracy, validationLoss, validationAccuracy: Double
        }

        var offset: Int
        var classWeights: [Double]
        var epochs: [Epoch]
    }

    private func check(_ fixture: Fixture) throws {
        let model = PatchNet(dropout: 0)
        fillByFormula(model)
        let train = DataLoader.patches(14, batchSize: 4, stream: 5 + fixture.offset), validation = DataLoader.patches(9, stream: 6 + fixture.offset)
        let weights = balancedClassWeights(of: train.dataset)
        expectClose(weights.elements, fixture.classWeights, tolerance: 1e-6)
        let optimizer = AdamW(model.parameters(), learningRate: 0.01)
        let trainer = Trainer(
            model, optimizer: optimizer, loss: CrossEntropyLoss(weight: weights, labelSmoothing: 0.1),
            schedule: StepLR(optimizer, stepSize: 2, gamma: 0.5), clipGradNorm: 1, verbose: false)
        let epochs = try trainer.fit(train: train, validation: validation, epochs: fixture.epochs.count).epochs
        #expect(epochs.count == 3 && epochs.map(\.learningRates) == fixture.epochs.map { [$0.rate] })
        for (found, expected) in zip(epochs, fixture.epochs) {
            expectClose([Float(found.trainLoss)], [expected.trainLoss], tolerance: 1e-4)
            expectClose([Float(found.validationLoss ?? 0)], [expected.validationLoss], tolerance: 1e-4)
            expectClose([Float(found.trainAccuracy)], [expected.trainAccuracy], tolerance: 1e-6)
            expectClose([Float(found.validationAccuracy ?? 0)], [expected.validationAccuracy], tolerance: 1e-6)
        }
    }

    @Test("losses, accuracies and rates of three epochs") func committed() throws { try check(Fixtures.json("trainer.json")) }

    @Test("and on pictures that are new each time", .enabled(if: PyTorch.python != nil, "needs PyTorch: set LANDUSE_PYTHON to a Python that has it"))
    func live() throws {
        let data = try PyTorch.output(ofFixture: "make_trainer.py", ["--offset", "\(Int.random(in: 100..<1000))"])
        try check(JSONDecoder().decode(Fixture.self, from: data))
    }
}
