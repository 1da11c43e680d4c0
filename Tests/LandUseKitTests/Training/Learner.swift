import Digest
@testable import LandUseKit

/// A small training in which everything takes part that has a state: running statistics, random masks, a random order
/// of the samples, an optimiser with averages, and a schedule.
struct Learner {
    final class Model: Module {
        let conv = Conv2d(2, 4, kernelSize: 3, padding: 1)
        let norm = BatchNorm2d(4)
        let fc = Linear(4 * 5 * 5, 3)

        override func forward(_ x: Tensor) -> Tensor {
            let hidden = norm(conv(x)).relu().flatten(1)
            // Half of the numbers are dropped.
            return fc(isTraining ? hidden * Tensor.rand(hidden.shape).map { $0 < 0.5 ? 0 : 2 } : hidden)
        }
    }

    enum Optimizing: CaseIterable {
        case momentum, adamW

        func optimizer(for model: Model) -> Optimizer {
            let groups = [
                ParameterGroup(model.conv.parameters() + model.norm.parameters(), learningRate: 0.01),
                ParameterGroup(model.fc.parameters()),
            ]
            return self == .momentum
                ? SGD(groups, learningRate: 0.1, momentum: 0.9, weightDecay: 1e-3, nesterov: true)
                : AdamW(groups, learningRate: 0.05, amsgrad: true)
        }
    }

    enum Scheduling: CaseIterable {
        case warmUp, decay, oneCycle, plateau

        func schedule(of optimizer: Optimizer) -> any LearningRateSchedule {
            switch self {
            case .warmUp:
                SequentialLR(
                    [LinearLR(optimizer, startFactor: 0.1, stepCount: 3), CosineAnnealingLR(optimizer, stepCount: 3)],
                    milestones: [2])
            case .decay: StepLR(optimizer, stepSize: 2, gamma: 0.5)
            case .oneCycle: OneCycleLR(optimizer, maximumRate: 0.2, totalSteps: 20)
            case .plateau: ReduceLROnPlateau(optimizer, factor: 0.7, patience: 0, threshold: .relative(0.2))
            }
        }
    }

    let model: Model
    let optimizer: Optimizer
    let schedule: any LearningRateSchedule

    init(_ optimizing: Optimizing = .momentum, _ scheduling: Scheduling = .warmUp) {
        model = Model()
        optimizer = optimizing.optimizer(for: model)
        schedule = scheduling.schedule(of: optimizer)
    }

    private static let batchSize = 4
    private let images = noise([12, 2, 5, 5], 77)

    /// Trains for some epochs and returns the loss of each batch.
    @discardableResult
    func train(epochs: Int) -> [Float] {
        var losses: [Float] = []
        for _ in 0..<epochs {
            let order = Random.permutation(12)
            for start in stride(from: 0, to: 12, by: Self.batchSize) {
                let batch = order[start..<start + Self.batchSize]
                optimizer.zeroGrad()
                let loss = crossEntropy(model(Tensor.stack(batch.map { images[$0] })), batch.map { $0 % 3 })
                loss.backward()
                clipGradNorm(model.parameters(), maxNorm: 1)
                optimizer.step()
                losses.append(loss.item())
                switch schedule {
                case let schedule as ReduceLROnPlateau: schedule.step(Double(losses.last ?? 0))
                case let schedule as any Stepping: schedule.step()
                default: break
                }
            }
        }
        return losses
    }

    /// All that the training has come to, as text.
    var fingerprint: String {
        var bytes: [UInt8] = []
        for state in [model.stateDict(), optimizer.stateDict(), schedule.stateDict()] {
            for (name, tensor) in state.entries {
                bytes += Array(name.utf8)
                for number in tensor.elements { withUnsafeBytes(of: number.bitPattern) { bytes += Array($0) } }
            }
            for (name, text) in state.metadata.sorted(by: { $0.key < $1.key }) { bytes += Array("\(name)=\(text);".utf8) }
        }
        bytes += Array(Random.state.description.utf8)
        return SHA256.hex(of: bytes)
    }
}
