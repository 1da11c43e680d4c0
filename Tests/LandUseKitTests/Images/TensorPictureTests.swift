import NotebookDisplay
import Testing
@testable import LandUseKit

@Suite("Tensors as pictures")
struct TensorPictureTests {
    @Test("numbers become shades", arguments: [
        // 0…1 as they are, whole numbers up to 255 as bytes, others from the least to the greatest.
        ([0, 0.5, 1, 0.25], .automatic, [0, 128, 255, 64]), ([0, 128, 255, 2], .automatic, [0, 128, 255, 2]), ([-1, 0, 1, 3], .automatic, [0, 64, 128, 255]),
        ([0.5, 1.5, 2.5, 255], .range(0.5...2.5), [0, 128, 255, 255]), ([1, 2, 3, 5], .minMax, [0, 64, 128, 255]), ([7, 7, 7, 7], .minMax, [255, 255, 255, 255]),
        ([1, 2, 3, 1000], .percentiles(0, 67), [0, 128, 255, 255]),
    ] as [([Float], Tensor.Stretch, [UInt8])])
    func shades(numbers: [Float], stretch: Tensor.Stretch, expected: [UInt8]) {
        let image = Tensor(numbers, shape: [1, 2, 2]).picture(stretch: stretch)
        #expect(image.samples == expected)
        #expect([image.channels, image.height, image.width] == [1, 2, 2])
        #expect(Tensor(numbers, shape: [2, 2]).picture(stretch: stretch).samples == expected)
    }

    @Test("bands become colours, each stretched by itself where that is asked") func bands() {
        let tensor = Tensor([0, 1, 0, 10, 0, 100, 0, 1000], shape: [4, 1, 2])
        #expect(tensor.picture(bands: [3, 1, 0], stretch: .minMax).samples == [0, 0, 0, 255, 255, 255])
        #expect(tensor.picture(bands: [3, 1, 0]).samples == [0, 0, 0, 255, 3, 0])
        #expect(tensor.picture(bands: [2]).channels == 1)
        #expect(tensor.picture().channels == 3)
        #expect(tensor.picture(bands: [3, 1, 0], stretch: .minMax).alternativeText == "picture of 2×1 pixels, bands 3, 1, 0 of 4, each band stretched")
    }

    @Test("where there is no number, nothing is seen") func noData() {
        let tensor = Tensor([0, -9999, 1, .nan], shape: [1, 2, 2])
        let image = tensor.picture(noData: -9999)
        #expect(image.channels == 2)
        #expect(image.samples == [0, 255, 0, 0, 255, 255, 0, 0])
        let colour = Tensor.stack([tensor[0], Tensor.ones([2, 2]), Tensor.ones([2, 2])]).picture(noData: -9999)
        #expect(colour.channels == 4)
        #expect(stride(from: 3, to: 16, by: 4).map { colour.samples[$0] } == [255, 0, 255, 0])
        #expect(Tensor.full([2, 2], .nan).picture().samples == [0, 0, 0, 0, 0, 0, 0, 0])
    }

    @Test("infinite numbers are clipped, and say nothing about the others") func infinite() {
        #expect(Tensor([-.infinity, 0, 1, .infinity], shape: [2, 2]).picture().samples == [0, 0, 255, 255])
        #expect(Tensor([-3e38, 0, 3e38, 0], shape: [2, 2]).picture().samples.count == 4)
    }

    @Test("a large one loses pixels, and keeps its shape") func large() {
        let image = Tensor.zeros([1, 50, 101]).picture(longestSide: 25)
        #expect([image.height, image.width] == [10, 21])
    }

    @Test("what looks like a picture is shown as one, and other tensors as numbers", arguments: [
        ([3, 16, 16], true), ([1, 20, 16], true), ([3, 15, 16], false), ([16, 16], false), ([4, 16, 16], false), ([1, 3, 16, 16], false), ([64, 112, 112], false),
    ] as [([Int], Bool)])
    func display(shape: [Int], isPicture: Bool) {
        let tensor = Tensor.zeros(shape)
        #expect((tensor.mimeBundle[.png] != nil) == isPicture)
        #expect(tensor.mimeBundle[.plainText] == Array(tensor.description.utf8))
        #expect(Parameter(tensor).mimeBundle[.png] == nil)
    }

    @Test("among others a small one is a picture too", arguments: [
        ([3, 7, 7], true), ([1, 3, 3], true), ([3, 16, 16], true), ([3, 2, 7], false), ([7, 7], false), ([4, 7, 7], false), ([1, 3, 7, 7], false),
    ] as [([Int], Bool)])
    func gallery(shape: [Int], isPicture: Bool) {
        let tensor = Tensor.zeros(shape)
        #expect((tensor.galleryBundle[.png] != nil) == isPicture)
        #expect(tensor.galleryBundle[.plainText] == Array(tensor.description.utf8))
        #expect(Parameter(tensor).galleryBundle[.png] == nil)
        #expect((NotebookDisplay.mimeBundle(describing: [tensor, tensor])[.gallery] != nil) == isPicture)
    }

    @Test("enlarged pixels are squares of their own shade") func enlarged() {
        let image = Image(height: 1, width: 2, channels: 3, samples: [1, 2, 3, 4, 5, 6]).enlarged(toSide: 3)
        #expect([image.height, image.width] == [2, 4])
        #expect(image.samples == [1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6, 1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6])
        #expect(image.alternativeText.hasSuffix("enlarged 2 times"))
        #expect(image.enlarged(toSide: 4) == image)
    }

    private func message(_ result: ExitTest.Result?) -> String {
        String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    }

    @Test("mistakes name what was asked for") func mistakes() async {
        let rank = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Tensor.zeros([2, 3, 4, 4]).picture() }
        #expect(message(rank).contains("got [2, 3, 4, 4]; batch[0] is the first of a batch"))
        let band = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Tensor.zeros([3, 4, 4]).picture(bands: [0, 3, 1]) }
        #expect(message(band).contains("picture shows one band or three, of 0…2; asked for [0, 3, 1]"))
    }
}
