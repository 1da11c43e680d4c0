import Testing
@testable import LandUseKit

@Suite("A trainer with a frozen backbone")
struct FrozenBackboneTests {
    private let train = DataLoader.patches(29, shuffled: true)
    private let validation = DataLoader.patches(13, stream: 6)

    private func run(
        _ train: DataLoader, frozen: [String] = ["conv", "bn"], cacheFeatures: Bool = true,
        frozenBatchNorm: Trainer.FrozenBatchNorm = .automatic
    ) throws -> (model: PatchNet, history: History) {
        let model = Random.withSeed(1) { PatchNet() }
        // Statistics that are worth keeping.
        Random.withSeed(2) { for _ in 0..<3 { _ = noGrad { model(Tensor.randn([4, 3, 8, 8])) } } }
        for name in frozen { model.freeze(name) }
        let trainer = Trainer(
            model, optimizer: AdamW(model.parameters(), learningRate: 0.05), restoreBestWeights: false, frozenBatchNorm: frozenBatchNorm,
            cacheFeatures: cacheFeatures, seed: 3, verbose: false)
        return (model, try trainer.fit(train: train, validation: validation, epochs: 4))
    }

    @Test("trains the head to the same bits from features computed once as from pictures") func caching() throws {
        let cached = try run(train), anew = try run(train, cacheFeatures: false)
        #expect(cached.model.bits == anew.model.bits && cached.history.timeless == anew.history.timeless)
        #expect(cached.history.notes[0] == "all before the head is frozen, and stays in evaluation mode")
        #expect(cached.history.notes[1].hasPrefix("features of 29 training and 13 validation pictures computed once, in "))
        #expect(anew.history.notes.count == 1)
        #expect(cached.history.preparationSeconds > 0 && anew.history.preparationSeconds == 0)
        #expect(cached.history.epochs[3].trainLoss < 0.9 * cached.history.epochs[0].trainLoss)
    }

    @Test("the same for a ResNet, whose last batch holds one picture") func resnet() throws {
        let model = Random.withSeed(1) { ResNet(.basic, depths: [1, 1, 1, 1], numClasses: 3) }
        func run(cacheFeatures: Bool) throws -> ([[UInt32]], History) {
            model.fc = Random.withSeed(2) { Linear(512, 3) }
            model.freeze().unfreeze("fc")
            let trainer = Trainer(
                model, optimizer: SGD(model.fc.parameters(), learningRate: 0.05), cacheFeatures: cacheFeatures, seed: 3, verbose: false)
            let history = try trainer.fit(train: DataLoader.patches(5, batchSize: 4, shuffled: true), epochs: 2)
            return (model.fc.bits, history.timeless)
        }
        let cached = try run(cacheFeatures: true), anew = try run(cacheFeatures: false)
        #expect(cached.0 == anew.0 && cached.1 == anew.1)
    }

    @Test("keeps BatchNorm's statistics unless asked not to; a frozen part of a backbone as PyTorch does") func statistics() throws {
        func batches(_ frozen: [String], _ mode: Trainer.FrozenBatchNorm) throws -> Float {
            try run(train, frozen: frozen, frozenBatchNorm: mode).model.bn.numBatchesTracked.item() - 3
        }
        // Four epochs of four batches.
        #expect(try batches(["conv", "bn"], .automatic) == 0)
        #expect(try batches(["conv", "bn"], .evaluation) == 0)
        #expect(try batches(["conv", "bn"], .training) == 16)
        #expect(try batches(["bn"], .automatic) == 16)
        #expect(try batches(["bn"], .evaluation) == 0)
        #expect(try batches(["conv"], .evaluation) == 16)
        #expect(try batches([], .automatic) == 16)
    }

    @Test("keeps the statistics of a frozen BatchNorm in the head, where that is asked for") func statisticsOfHead() throws {
        final class Headed: Module, FeatureExtractor {
            let conv = Conv2d(3, 4, kernelSize: 3)
            let fc = Sequential(BatchNorm2d(4), Flatten(), Linear(4 * 6 * 6, 3))
            var head: Module { fc }
            func extractFeatures(_ images: Tensor) -> Tensor { conv(images) }
            override func forward(_ x: Tensor) -> Tensor { fc(extractFeatures(x)) }
        }
        func batches(_ mode: Trainer.FrozenBatchNorm) throws -> Float {
            let model = Random.withSeed(1) { Headed() }
            model.freeze("conv", "fc.0")
            let trainer = Trainer(model, optimizer: SGD(model.fc.parameters(), learningRate: 0.01), frozenBatchNorm: mode, seed: 3, verbose: false)
            try trainer.fit(train: train, epochs: 1)
            return try #require(model.modules().lazy.compactMap { $0 as? BatchNorm2d }.first).numBatchesTracked.item()
        }
        #expect(try batches(.evaluation) == 0)
        #expect(try batches(.automatic) == 4)
    }

    @Test("computes features anew where the pictures change at random, and says why") func random() throws {
        let history = try run(DataLoader.patches(29, shuffled: true, augmented: true)).history
        #expect(history.notes[1] == "features of 29 training pictures computed anew in each epoch, for SometimesMirrored changes the pictures at random")
        #expect(history.notes[2].hasPrefix("features of 13 validation pictures computed once"))
    }

    @Test("is told by a blur of one width that it draws") func fixedBlur() throws {
        let plain = DataLoader.patches(29, shuffled: true)
        let blurred = DataLoader(
            plain.dataset, batchSize: plain.batchSize, shuffled: true,
            transform: Compose([GaussianBlur(kernelSize: 3, sigma: 1...1)] + plain.transform.steps))
        #expect(try run(blurred).history.notes[1]
            == "features of 29 training pictures computed anew in each epoch, for GaussianBlur changes the pictures at random")
    }

    @Test("notices a transform that draws without saying so") func silentlyRandom() throws {
        struct SilentlyMirrored: ImageTransform {
            func transform(_ image: Image, file: StaticString, line: UInt) -> Image { SometimesMirrored().transform(image, file: file, line: line) }
        }
        let open = DataLoader.patches(29, shuffled: true, augmented: true)
        let silent = DataLoader(
            open.dataset, batchSize: open.batchSize, shuffled: true, transform: Compose([SilentlyMirrored()] + open.transform.steps.dropFirst()))
        let found = try run(silent), expected = try run(open)
        #expect(found.model.bits == expected.model.bits && found.history.timeless == expected.history.timeless)
        #expect(found.history.notes[1] == "features of 29 training pictures computed anew in each epoch, for making them takes random numbers: "
            + "a transform of your own that does so should say isRandom")
        #expect(found.history.notes[2].hasPrefix("features of 13 validation pictures computed once"))
    }

    @Test("is none where anything before the head is trained, or the network is of another kind") func detection() {
        let model = PatchNet()
        #expect(FrozenBackbone(of: model) == nil)
        model.freeze("conv", "bn")
        #expect(FrozenBackbone(of: model) != nil)
        model.unfreeze("bn.bias")
        #expect(FrozenBackbone(of: model) == nil)
        #expect(FrozenBackbone(of: Small().freeze().unfreeze("fc")) == nil)
        let resnet = Initialization.skipped { ResNet.resnet18(numClasses: 2) }, basic = BasicCNN(numClasses: 2)
        #expect(FrozenBackbone(of: resnet.freeze().unfreeze("fc")) != nil)
        #expect(FrozenBackbone(of: basic.freeze("features")) != nil)
    }
}
