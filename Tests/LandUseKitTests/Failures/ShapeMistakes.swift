import Testing
@testable import LandUseKit

/// A mistake ends the process here (a cell, in a notebook), so each is made in a process of its own.
@Suite("Mistakes name the operation, both shapes and the caller's line")
struct ShapeMistakes {
    private func message(_ result: ExitTest.Result?) -> String {
        String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    }

    private static func classify() {
        let model = Initialization.skipped { ResNet.resnet18() }
        _ = model(Tensor.zeros([8, 23, 32, 32]))
    }

    @Test("a layer deep within a model; the line is the user's") func convolution() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { Self.classify() }
        let text = message(result)
        #expect(text.contains("Conv2d expects [N, 3, H, W], got [8, 23, 32, 32]; weight is [64, 3, 7, 7]"))
        #expect(text.contains("ShapeMistakes.swift:\(#line - 7)"))
    }

    @Test("an operator") func addition() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Tensor.zeros([2, 3]).adding(Tensor.zeros([4]))
        }
        #expect(message(result).contains("+: the shapes [2, 3] and [4] cannot be broadcast together"))
    }

    @Test("a linear layer after a forgotten flatten") func linear() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Linear(512, 21)(Tensor.zeros([2, 512, 1, 1]))
        }
        #expect(message(result).contains("Linear expects […, 512], got [2, 512, 1, 1]; weight is [21, 512]"))
    }

    @Test("steps in the wrong order") func transforms() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Compose([Resize(4), Normalize(.imageNet)])(noiseImage([6, 5, 3], 1))
        }
        #expect(message(result).contains("Normalize works on a tensor, got an image of 4×4 pixels: put ToTensor() before it"))
    }

    @Test("an image with the wrong number of channels") func channels() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Compose([ToTensor(), Normalize(.imageNet)])(noiseImage([6, 5, 1], 1))
        }
        #expect(message(result).contains("Normalize expects [3, H, W], got [1, 6, 5]; image.rgb makes three channels of any image"))
    }

    @Test("convolutions that cannot be", arguments: [
        ([1, 3, 8, 8], [4, 2, 3, 3], 1, "Conv2d expects [N, 2, H, W], got [1, 3, 8, 8]; weight is [4, 2, 3, 3]"),
        ([3, 8, 8], [4, 3, 3, 3], 1, "Conv2d expects [N, 3, H, W], got [3, 8, 8]; weight is [4, 3, 3, 3]"),
        ([1, 3, 2, 8], [4, 3, 3, 3], 1, "Conv2d does not fit: the input [1, 3, 2, 8], padded by (0, 0), is smaller than the kernel of weight [4, 3, 3, 3]"),
        ([1, 4, 8, 8], [3, 2, 3, 3], 2, "Conv2d cannot divide 3 output channels into 2 groups"),
    ])
    func convolutions(input: [Int], weight: [Int], groups: Int, message: String) {
        #expect(throws: Convolution.Mistake.self) {
            do {
                _ = try Convolution.plan(input, weight, nil, 1, 0, 1, groups).get()
            } catch let mistake as Convolution.Mistake {
                #expect(mistake.description == message)
                throw mistake
            }
        }
    }
}
