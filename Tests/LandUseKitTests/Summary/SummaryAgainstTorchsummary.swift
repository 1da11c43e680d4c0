import NotebookDisplay
import Testing
@testable import LandUseKit

@Suite("summary prints torchsummary's text to the letter")
struct SummaryAgainstTorchsummary {
    @Test("ResNet-18 with its 1000 classes") func resnet18() throws {
        let model = Initialization.skipped { ResNet.resnet18() }
        let text = summary(model, inputSize: [3, 224, 224]).description
        #expect(try text + "\n" == Fixtures.text("summary-resnet18-1000.txt"))
    }

    @Test("ResNet-18 with 21 classes, all but the head frozen") func frozen() throws {
        let model = Initialization.skipped { ResNet.resnet18() }
        model.fc = Linear(512, 21)
        for (name, parameter) in model.namedParameters() { parameter.requiresGrad = name.hasPrefix("fc") }
        let text = summary(model, inputSize: [3, 64, 64]).description
        #expect(try text + "\n" == Fixtures.text("summary-resnet18-frozen.txt"))
    }

    @Test("one's own module: nested, one layer called twice, one frozen") func small() throws {
        #expect(try summary(Small(), inputSize: [3, 9, 10]).description + "\n" == Fixtures.text("summary-small.txt"))
        #expect(try Small().description + "\n" == Fixtures.text("small.txt"))
    }

    @Test("the course's table: 21 classes at 224") func twentyOneClasses() throws {
        let model = Initialization.skipped { ResNet.resnet18() }
        model.fc = Linear(512, 21)
        let text = summary(model, inputSize: [3, 224, 224]).description
        #expect(try text + "\n" == Fixtures.text("summary-resnet18-21.txt"))
        #expect(text.contains("Total params: 11,187,285\n"))
    }

    @Test("a report gets the table, with the totals as notes") func table() {
        let bundle = summary(Small(), inputSize: [3, 9, 10]).mimeBundle
        let table = String(decoding: bundle[.table] ?? [], as: UTF8.self)
        #expect(table.contains("\"c0\":\"BatchNorm2d-2\",\"c1\":\"[-1, 4, 7, 8]\",\"c2\":\"8\""))
        #expect(table.contains("\"Total params: 5,216\""))
    }

    @Test("one's own module of tokens and attention; ResNet-34 and 50") func others() {
        final class Tokens: Module {
            let embedding = PatchEmbedding(3, 8, patchSize: 4)
            let norm = LayerNorm(8)
            let attention = MultiheadAttention(8, 2, batchFirst: true)
            let head = Linear(8, 5)
            override func forward(_ x: Tensor) -> Tensor { head(attention(norm(embedding(x))).mean(dim: 1)) }
        }
        let layers = summary(Tokens(), inputSize: [3, 8, 12]).layers
        #expect(layers.map(\.name) == ["Conv2d-1", "PatchEmbedding-2", "LayerNorm-3", "Linear-4", "MultiheadAttention-5", "Linear-6"])
        #expect(layers.map(\.outputShape) == [[-1, 8, 2, 3], [-1, 6, 8], [-1, 6, 8], [-1, 6, 8], [-1, 6, 8], [-1, 5]])
        for (model, count) in Initialization.skipped({ [(ResNet.resnet34(), 21_797_672), (ResNet.resnet50(), 25_557_032)] }) {
            #expect(summary(model, inputSize: [3, 32, 32]).totalParameters == count)
        }
    }

    @Test("nothing is left behind: statistics, mode, hooks, random numbers") func leavesNoTrace() {
        let model = Small()
        let before = model.stateDict().entries.map(\.tensor.elements)
        Random.withSeed(1) {
            let state = Random.state
            _ = summary(model, inputSize: [3, 9, 10])
            #expect(Random.state == state)
        }
        #expect(model.stateDict().entries.map(\.tensor.elements) == before)
        #expect(model.isTraining)
        #expect(model.modules().allSatisfy { $0.forwardHooks.isEmpty })
    }

    @Test("a module without parts has an empty table") func leaf() {
        let layers = summary(Linear(3, 2), inputSize: [3])
        #expect(layers.layers.isEmpty)
        #expect(layers.description.contains("Total params: 0\n"))
    }
}
