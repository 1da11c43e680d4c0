import NotebookDisplay
import Testing
@testable import LandUseKit

@Suite struct EvaluateTests {
    private static func loader(_ dataset: Squares, batchSize: Int = 2, shuffled: Bool = false, dropLast: Bool = false) -> DataLoader {
        DataLoader(dataset, batchSize: batchSize, shuffled: shuffled, dropLast: dropLast, transform: Compose([ToTensor()]))
    }

    /// The mean of each channel ten times: right for every square.
    private final class Means: Module {
        let norm = BatchNorm2d(3)
        let frozen = BatchNorm2d(3)
        /// What it was called in.
        var modes: [Bool] = []
        var recording: [Bool] = []
        var factor: Float = 10

        override func forward(_ x: Tensor) -> Tensor {
            modes.append(isTraining || norm.isTraining)
            recording.append(GradientMode.isRecording)
            return x.mean(dim: 3).mean(dim: 2) * factor
        }
    }

    @Test func `every picture once, in evaluation mode and without gradients, and each module's mode as before`() throws {
        let model = Means()
        model.frozen.eval()
        let predictions = try evaluate(model, on: Self.loader(Squares(count: 5), shuffled: true), label: nil)
        #expect(model.modes == [false, false, false] && model.recording == [false, false, false])
        #expect(model.isTraining && model.norm.isTraining && !model.frozen.isTraining)
        #expect(predictions.indices.sorted() == [0, 1, 2, 3, 4])
        #expect(predictions.labels == predictions.indices.map { $0 % 3 })
        #expect(predictions.accuracy == 1 && predictions.topK(1) == 1)
        #expect(predictions.classes == ["red", "green", "blue"] && predictions.remarks.isEmpty)
        #expect(predictions.name(at: 0) == "square \(predictions.indices[0])")
    }

    @Test func `the loss is of all pictures alike, whatever the batches`() throws {
        let model = Means()
        model.factor = 1
        let whole = try evaluate(model, on: Self.loader(Squares(count: 5), batchSize: 5), label: nil)
        let parts = try evaluate(model, on: Self.loader(Squares(count: 5), batchSize: 2), label: nil)
        #expect(whole.loss == parts.loss)
        #expect(abs(whole.loss - Double(crossEntropy(whole.logits, whole.labels).item())) < 1e-6)
        #expect(whole.loss > 0.3)
    }

    @Test func `pictures that a loader drops are told of`() throws {
        let predictions = try evaluate(Means(), on: Self.loader(Squares(count: 5), dropLast: true), label: nil)
        #expect(predictions.count == 4)
        #expect(predictions.remarks == ["1 of 5 pictures were left out: the loader drops its last, short batch."])
    }

    @Test func `a network that gives no numbers is an error that names the picture`() {
        let model = Means()
        model.factor = .nan
        #expect(throws: EvaluationError.notANumber(picture: "square 0")) { try evaluate(model, on: Self.loader(Squares(count: 3)), label: nil) }
        #expect(model.isTraining)
    }

    @Test func `a picture that cannot be read is the dataset's error, and the mode is put back`() {
        let model = Means()
        #expect(throws: Squares.Broken.self) { try evaluate(model, on: Self.loader(Squares(count: 3, broken: 2)), label: nil) }
        #expect(model.isTraining)
    }
}
