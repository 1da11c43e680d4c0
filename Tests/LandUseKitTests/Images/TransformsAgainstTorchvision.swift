import Testing
@testable import LandUseKit

@Suite("Transforms give torchvision's and Pillow's pixels")
struct TransformsAgainstTorchvision {
    struct Case: Decodable {
        var input, target, output: [Int]
        var stream: Int
        var values: [UInt8]
    }
    struct Fixture: Decodable {
        var resizes, crops: [Case]
        var pipeline: [Double]
    }

    let fixture: Fixture

    init() throws { fixture = try Fixtures.json("images.json") }

    @Test("Resize: to the byte, shrinking, growing, one way only, grey") func resize() {
        #expect(fixture.resizes.count == 7)
        for expected in fixture.resizes {
            let resize = expected.target.count == 1 ? Resize(expected.target[0]) : Resize(expected.target[0], expected.target[1])
            let image = resize(noiseImage(expected.input, expected.stream))
            #expect([image.height, image.width] == expected.output)
            #expect(image.samples == expected.values, "\(expected.input) to \(expected.target)")
        }
    }

    @Test("CenterCrop: odd remainders, padding") func centerCrop() {
        #expect(fixture.crops.count == 7)
        for expected in fixture.crops {
            let image = CenterCrop(expected.target[0], expected.target[1])(noiseImage(expected.input, expected.stream))
            #expect([image.height, image.width] == expected.output)
            #expect(image.samples == expected.values, "\(expected.input) to \(expected.target)")
        }
    }

    @Test("the whole pipeline, and back") func pipeline() {
        let normalize = Normalize(.imageNet)
        let preprocess = Compose([Resize(10), CenterCrop(8), ToTensor(), normalize])
        let image = noiseImage([17, 12, 3], 400)
        let tensor = preprocess(image)
        #expect(tensor.shape == [3, 8, 8])
        expectClose(tensor.elements, fixture.pipeline, tolerance: 1e-6)
        #expect(tensor.unsqueeze(0).isLaid(out: .channelsLast))
        let cropped: Image = Compose([Resize(10), CenterCrop(8)])(image)
        #expect(normalize.denormalize(tensor).samples == cropped.samples)
    }

    @Test("a batch is normalised like its images") func batch() {
        let images = (0..<2).map { ToTensor()(noiseImage([4, 5, 3], 410 + $0)) }
        let normalize = Normalize(.imageNet)
        #expect(normalize(Tensor.stack(images))[1].elements == normalize(images[1]).elements)
    }
}
