import Testing
@testable import LandUseKit

/// A mistake ends the process here (a cell, in a notebook), so each is made in a process of its own.
@Suite("Mistakes with transforms say what, where and what to do")
struct TransformMistakes {
    static let mistakes: [(words: String, make: @Sendable () -> Void)] = [
        ("RandomHorizontalFlip: the probability p must be from 0 to 1, got 1.5", { _ = RandomHorizontalFlip(p: 1.5) }),
        ("RandomGrayscale: the probability p must be from 0 to 1, got -0.1", { _ = RandomGrayscale(p: -0.1) }),
        ("RandomResizedCrop: scale is of the picture's area, such as 0.08...1, got -1.0...1.0",
            { _ = RandomResizedCrop(8, scale: -1...1) }),
        ("RandomResizedCrop: ratio is of width to height, such as 0.75...1.33, got 0.0...1.0",
            { _ = RandomResizedCrop(8, ratio: 0...1) }),
        ("GaussianBlur: the kernel's sides must be odd, such as 3, 5 or 9, got 4×4", { _ = GaussianBlur(kernelSize: 4) }),
        ("GaussianBlur: sigma must be more than 0 pixels, such as 0.1...2, got 0.0...1.0",
            { _ = GaussianBlur(kernelSize: 3, sigma: 0...1) }),
        ("half of a kernel of 15×15 pixels must be smaller than the image of 7×5",
            { _ = GaussianBlur(kernelSize: 15)(noiseImage([5, 7, 3], 1)) }),
        ("RandomCrop of 6×6 pixels is larger than the image of 7×5: use a smaller crop, Resize before it, or padIfNeeded: true",
            { _ = RandomCrop(6)(noiseImage([5, 7, 3], 1)) }),
        ("ColorJitter: hue must be from 0 to 0.5 of the circle of colours, got 0.7", { _ = ColorJitter(hue: 0.7) }),
        ("ColorJitter: brightness must be 0 (no change) or more, got -1.0", { _ = ColorJitter(brightness: -1) }),
        ("RandomRotation: the largest angle must be 0 or more degrees, got -5.0", { _ = RandomRotation(-5) }),
        ("RandomPerspective: distortionScale must be from 0 to 1, got 2.0", { _ = RandomPerspective(distortionScale: 2) }),
        ("RandomChoice needs a weight of 0 or more for each of 1 transforms, not all 0, got [1.0, 2.0]",
            { _ = RandomChoice([RandomRotation90()], weights: [1, 2]) }),
        ("cropped: 3×3 pixels from row 4 and column 0 do not lie within an image of 7×5 pixels",
            { _ = noiseImage([5, 7, 3], 1).cropped(top: 4, left: 0, height: 3, width: 3) }),
        ("RandomHorizontalFlip works on an image, got a tensor [3, 5, 7]: put it before ToTensor()",
            { _ = Compose([ToTensor(), RandomHorizontalFlip()])(noiseImage([5, 7, 3], 1)) as Tensor }),
    ]

    @Test(arguments: mistakes.indices) func message(_ index: Int) async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [index] in
            TransformMistakes.mistakes[index].make()
        }
        #expect(complaint(result).contains(Self.mistakes[index].words))
        #expect(complaint(result).contains("TransformMistakes.swift:"))
    }
}
