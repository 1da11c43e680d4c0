import Testing
@testable import LandUseKit

@Suite("A training that was stopped goes on to the bit")
struct TrainingCheckpointTests {
    static let kinds = Learner.Optimizing.allCases.flatMap { optimizing in Learner.Scheduling.allCases.map { (optimizing, $0) } }

    /// What an uninterrupted training comes to, and one that was stopped after two epochs, written to a file, and taken
    /// up by `resume` with new objects.
    private func compared(
        _ kind: (Learner.Optimizing, Learner.Scheduling), resume: (TrainingCheckpoint, Learner) throws -> Void
    ) throws -> (whole: String, resumed: String) {
        let whole = Random.withSeed(1) {
            let learner = Learner(kind.0, kind.1)
            learner.train(epochs: 4)
            return learner.fingerprint
        }
        return try withTemporaryFolder { folder in
            let path = folder + "/training.safetensors"
            try Random.withSeed(1) {
                let learner = Learner(kind.0, kind.1)
                learner.train(epochs: 2)
                try TrainingCheckpoint(
                    model: learner.model, optimizer: learner.optimizer, schedule: learner.schedule, epoch: 2, step: 6,
                    metadata: ["note": "Grüße \"1\""]
                ).write(to: path)
            }
            let resumed = try Random.withSeed(99) {
                let learner = Learner(kind.0, kind.1)
                let checkpoint = try TrainingCheckpoint(contentsOf: path)
                #expect(checkpoint.epoch == 2 && checkpoint.step == 6 && checkpoint.metadata == ["note": "Grüße \"1\""])
                try resume(checkpoint, learner)
                learner.train(epochs: 4 - checkpoint.epoch)
                return learner.fingerprint
            }
            return (whole, resumed)
        }
    }

    @Test("with every optimiser and kind of schedule", arguments: kinds)
    func resumed(kind: (Learner.Optimizing, Learner.Scheduling)) throws {
        let (whole, resumed) = try compared(kind) { checkpoint, learner in
            try checkpoint.restore(model: learner.model, optimizer: learner.optimizer, schedule: learner.schedule)
        }
        #expect(resumed == whole)
    }

    @Test("and not without any part of it") func parts() throws {
        let kind = (Learner.Optimizing.momentum, Learner.Scheduling.plateau)
        let ways: [(TrainingCheckpoint, Learner) throws -> Void] = [
            { try $1.model.load($0.model); try $1.optimizer.load(#require($0.optimizer)); try $1.schedule.load(#require($0.schedule)) },
            { try $1.model.load($0.model); try $1.optimizer.load(#require($0.optimizer)); Random.state = $0.random },
            { try $1.model.load($0.model); try $1.schedule.load(#require($0.schedule)); Random.state = $0.random },
            { try $1.optimizer.load(#require($0.optimizer)); try $1.schedule.load(#require($0.schedule)); Random.state = $0.random },
        ]
        for (index, way) in ways.enumerated() {
            let (whole, resumed) = try compared(kind, resume: way)
            #expect(resumed != whole, "way \(index)")
        }
    }

    @Test("a checkpoint does not change as training goes on") func snapshot() throws {
        try Random.withSeed(1) {
            let learner = Learner()
            learner.train(epochs: 1)
            let checkpoint = TrainingCheckpoint(model: learner.model, optimizer: learner.optimizer, schedule: learner.schedule)
            let before = learner.fingerprint
            learner.train(epochs: 1)
            #expect(learner.fingerprint != before)
            try checkpoint.restore(model: learner.model, optimizer: learner.optimizer, schedule: learner.schedule)
            #expect(learner.fingerprint == before)
        }
    }

    @Test("rates that no decimal of a few digits gives, and counts beyond 2⁵³, survive") func exactNumbers() throws {
        let learner = Learner()
        learner.optimizer.groups[0].learningRate = 0.1 + 0.2
        learner.optimizer.groups[1].learningRate = .leastNonzeroMagnitude
        let model = learner.model
        try withTemporaryFolder { folder -> Void in
            try TrainingCheckpoint(model: model, optimizer: learner.optimizer, epoch: .max, step: 1 << 53 + 1)
                .write(to: folder + "/c")
            let checkpoint = try TrainingCheckpoint(contentsOf: folder + "/c")
            #expect(checkpoint.epoch == .max && checkpoint.step == 1 << 53 + 1)
            let other = Learner()
            try checkpoint.restore(model: other.model, optimizer: other.optimizer)
            #expect(other.optimizer.groups.map(\.learningRate) == [0.1 + 0.2, .leastNonzeroMagnitude])
        }
    }

    @Test("with a group that was added before the next step", arguments: [Learner.Scheduling.warmUp, .decay])
    func addedGroup(scheduling: Learner.Scheduling) throws {
        func learner() -> Learner {
            let learner = Learner(.momentum, scheduling)
            learner.optimizer.addGroup(ParameterGroup([Parameter(noise([2], 5))], learningRate: 0.3))
            return learner
        }
        func steps(_ learner: Learner) throws -> [[Double]] {
            let schedule = try #require(learner.schedule as? any Stepping)
            return (0..<4).map { _ in
                schedule.step()
                return schedule.learningRates
            }
        }
        let first = learner()
        let checkpoint = TrainingCheckpoint(model: first.model, optimizer: first.optimizer, schedule: first.schedule)
        #expect(checkpoint.optimizer?.metadata["group.2.initial_learning_rate"] == "0.3")
        let second = learner()
        try checkpoint.restore(model: second.model, optimizer: second.optimizer, schedule: second.schedule)
        let expected = try steps(first)
        #expect(expected.allSatisfy { $0.count == 3 } && expected[3][2] != 0.3)
        #expect(try steps(second) == expected)
    }

    @Test("what does not fit is named, and nothing changes") func mismatches() {
        Random.withSeed(1) {
            let learner = Learner(.momentum, .warmUp), other = Learner(.momentum, .warmUp)
            learner.train(epochs: 1)
            let checkpoint = TrainingCheckpoint(model: learner.model, optimizer: learner.optimizer, schedule: learner.schedule)
            let before = learner.fingerprint
            func complaint(
                _ change: (inout TrainingCheckpoint) -> Void = { _ in }, optimizer: Optimizer? = learner.optimizer,
                schedule: (any LearningRateSchedule)? = learner.schedule
            ) -> String {
                var changed = checkpoint
                change(&changed)
                do throws(TrainingStateError) {
                    try changed.restore(model: learner.model, optimizer: optimizer, schedule: schedule)
                    return "accepted"
                } catch {
                    return error.description
                }
            }
            let model = learner.model
            let cases: [(String, String)] = [
                (complaint(optimizer: nil), "the checkpoint has the state of an optimizer: give it to restore(), so that it goes on from there; for the weights alone, net.load(checkpoint.model)"),
                (complaint { $0.schedule = nil }, "the checkpoint was saved without a schedule; leave it out here as well"),
                (complaint(optimizer: AdamW(model.parameters())), "the saved state is that of SGD, not of AdamW"),
                (complaint(optimizer: SGD(model.parameters(), momentum: 0.9)), "the saved state is that of SGD with nesterov true; this one has nesterov false"),
                (complaint(optimizer: SGD(model.parameters(), momentum: 0.9, nesterov: true)), "the saved state is that of SGD with groups 2; this one has groups 1"),
                (complaint(optimizer: SGD([ParameterGroup(model.fc.parameters()), ParameterGroup(model.conv.parameters())], momentum: 0.9, nesterov: true)), "the saved state is that of SGD with parameters in group 0 4; this one has parameters in group 0 2"),
                (complaint { $0.optimizer?["4.momentum_buffer"] = Tensor.zeros([7]) }, "the saved state of SGD does not fit: \"4.momentum_buffer\" is [7], the parameter is [3, 100]"),
                (complaint { $0.optimizer?["4.momentum_buffer"] = nil }, "the saved state of SGD lacks \"4.momentum_buffer\""),
                (complaint { $0.optimizer?["9.momentum_buffer"] = Tensor.zeros([7]) }, "the saved state of SGD has \"9.momentum_buffer\", which this one has no place for"),
                (complaint { $0.optimizer?.metadata["group.1.learning_rate"] = "fast" }, "the saved state of SGD has \"fast\" as \"group.1.learning_rate\""),
                (complaint { $0.optimizer?.metadata["0.steps"] = "-1" }, "the saved state of SGD has \"-1\" as \"0.steps\""),
                (complaint { $0.optimizer?.metadata["group.1.momentum"] = nil }, "the saved state of SGD lacks \"group.1.momentum\""),
                (complaint(schedule: StepLR(learner.optimizer, stepSize: 3)), "the saved state is that of SequentialLR, not of StepLR"),
                (complaint(schedule: other.schedule), "the schedule was made for another optimizer: make it for the one that restore() is given"),
                (complaint { $0.schedule?.metadata["1.option.step_count"] = "4" }, "the saved state is that of CosineAnnealingLR with step_count 4; this one has step_count 3"),
                (complaint { $0.model["fc.weight"] = nil }, "the checkpoint does not fit Model: it lacks fc.weight"),
            ]
            for (found, expected) in cases { #expect(found == expected) }
            #expect(learner.fingerprint == before)
        }
    }

    @Test("shown as a table of how far it is and of what there is") func table() {
        let learner = Learner()
        let whole = TrainingCheckpoint(
            model: learner.model, optimizer: learner.optimizer, schedule: learner.schedule, epoch: 3, step: 12,
            metadata: ["note": "a test"])
        #expect(whole.description == """
            Training checkpoint
            ───────────────────  ───────────────────────────
            epoch                3
            step                 12
            model                9 tensors, 396 numbers
            optimizer            SGD
            learning rates       0.001, 0.010000000000000002
            schedule             SequentialLR
            note                 a test
            """)
        #expect(whole.mimeBundle[.table] != nil)
        let weights = TrainingCheckpoint(model: learner.model).description
        #expect(weights.contains("optimizer            none\n") && weights.hasSuffix("schedule             none"))
    }

    @Test("its weights alone are read as any file's") func weightsAlone() throws {
        let learner = Learner(), other = Learner()
        try withTemporaryFolder { folder -> Void in
            let path = folder + "/training.safetensors"
            try TrainingCheckpoint(
                model: learner.model, optimizer: learner.optimizer, schedule: learner.schedule, metadata: ["note": "3"]
            ).write(to: path)
            let weights = try StateDict(contentsOf: path)
            #expect(weights.metadata == ["note": "3"])
            try other.model.load(weights)
            #expect(other.model.parameters().map(\.elements) == learner.model.parameters().map(\.elements))
            let whole = try StateDict(contentsOf: path, unwrapping: false)
            #expect(whole["model.fc.weight"] != nil && whole.metadata["format"] == "landuse-training-checkpoint")
        }
    }

    @Test("a file that is no training, or a damaged one, is refused") func files() throws {
        try withTemporaryFolder { folder -> Void in
            let path = folder + "/file.safetensors"
            func reason() -> String {
                do throws(CheckpointError) {
                    _ = try TrainingCheckpoint(contentsOf: path)
                    return "accepted"
                } catch {
                    return error.description
                }
            }
            try Learner().model.stateDict().write(to: path)
            #expect(reason() == "\(path) is no valid checkpoint: it holds tensors, but no training; StateDict(contentsOf:) reads weights alone")
            let good = TrainingCheckpoint(model: Learner().model)
            let cases: [((inout StateDict) -> Void, String)] = [
                ({ $0.metadata["version"] = "2" }, "it is of version 2, and this library reads version 1"),
                ({ $0.metadata["epoch"] = nil }, "its header lacks \"epoch\""),
                ({ $0.metadata["random"] = "MT19937 3 - abc" }, "its header has \"MT19937 3 - abc\" as \"random\""),
                ({ $0["stray"] = Tensor.zeros([1]) }, "the tensor \"stray\" belongs to no part of a training"),
            ]
            for (change, expected) in cases {
                try good.write(to: path)
                var file = try StateDict(contentsOf: path, unwrapping: false)
                change(&file)
                try file.write(to: path)
                #expect(reason() == "\(path) is no valid checkpoint: " + expected)
            }
        }
    }
}
