import Testing
@testable import LandUseKit

@Suite("BasicCNN")
struct BasicCNNTests {
    @Test("the course's number of parameters, and names") func parameters() {
        let model = Initialization.skipped { BasicCNN(numClasses: 21) }
        #expect(model.parameters().reduce(0) { $0 + $1.count } == 560_213)
        #expect(model.namedParameters().map(\.name).prefix(3) == ["features.0.weight", "features.0.bias", "features.3.weight"])
        #expect(model.namedParameters().last?.name == "classifier.bias")
    }

    @Test("its summary at the course's size") func table() {
        let layers = summary(Initialization.skipped { BasicCNN(numClasses: 21) }, inputSize: [3, 224, 224])
        #expect(layers.totalParameters == 560_213 && layers.trainableParameters == 560_213)
        #expect(layers.layers.map(\.outputShape).suffix(2) == [[-1, 128, 3, 3], [-1, 21]])
    }

    @Test("an image of another size is refused with both sizes") func otherSize() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Initialization.skipped { BasicCNN(numClasses: 21) }(Tensor.zeros([1, 3, 64, 64]))
        }
        let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
        #expect(text.contains("BasicCNN expects images of 224×224 pixels (192 to 255 will do), [N, C, H, W], got [1, 3, 64, 64]"))
    }
}
