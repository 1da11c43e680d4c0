import Testing
@testable import LandUseKit

@Suite("Tensors")
struct TensorTests {
    let matrix = Tensor([[0, 1, 2], [3, 4, 5]])

    @Test("printed as PyTorch prints") func text() throws {
        let texts = try Fixtures.json("tensor-texts.json", as: [String: String].self)
        let gradient = Tensor([1, 2])
        gradient.requiresGrad = true
        let tensors: [String: Tensor] = [
            "whole": matrix, "scalar": Tensor(3.5), "empty": Tensor([Float]()),
            "mixed": Tensor([[0.5, -1.25], [.nan, .infinity]]), "wide": Tensor.arange(40) / 7,
            "scientific": Tensor([1e-6, 1, 12345.678]), "big": Tensor.arange(1200).reshape([40, 30]),
            "cube": Tensor.arange(24).reshape([2, 3, 4]) / 3, "zeros": Tensor.zeros([3]), "gradient": gradient,
            "large": Tensor.arange(5000) - 2500,
        ]
        #expect(tensors.count == texts.count)
        for (name, tensor) in tensors { #expect(tensor.description == texts[name]) }
    }

    @Test("views share memory; elements come in the order of the shape") func views() {
        let turned = matrix.transpose(0, 1)
        #expect(turned.shape == [3, 2])
        #expect(turned.elements == [0, 3, 1, 4, 2, 5])
        #expect(turned.storage === matrix.storage)
        #expect(turned.reshape([2, -1]).elements == [0, 3, 1, 4, 2, 5])
        #expect(matrix.reshape([-1]).storage === matrix.storage)
        #expect(matrix[1].elements == [3, 4, 5])
        #expect(matrix[-1][0].item() == 3)
        #expect(matrix.unsqueeze(0).shape == [1, 2, 3])
        #expect(matrix.unsqueeze(-1).shape == [2, 3, 1])
        #expect(matrix.unsqueeze(1).squeeze(1).shape == [2, 3])
        #expect(matrix.unsqueeze(1).squeeze(0).shape == [2, 1, 3])
        #expect(Tensor.arange(24).reshape([2, 3, 2, 2]).flatten(1).shape == [2, 12])
    }

    @Test("channels-last memory holds the same elements") func channelsLast() {
        let images = Tensor.arange(2 * 3 * 4 * 5).reshape([2, 3, 4, 5])
        let stored = images.laid(out: .channelsLast)
        #expect(stored.strides == [60, 1, 15, 3])
        #expect(stored.elements == images.elements)
        #expect((stored + images).elements == images.elements.map { $0 * 2 })
        #expect(stored.relu().strides == stored.strides)
        #expect(stored.copied().strides == stored.strides)
    }

    @Test("broadcasting", arguments: [
        ([2, 3], [3], [2, 3]), ([2, 3], [2, 1], [2, 3]), ([4, 1, 2], [3, 1], [4, 3, 2]), ([1], [], [1]), ([2, 0], [1], [2, 0]),
    ])
    func broadcasting(left: [Int], right: [Int], expected: [Int]) {
        #expect(Broadcasting.shape(left, right) == expected)
        #expect((Tensor.ones(left) + Tensor.ones(right)).elements == [Float](repeating: 2, count: expected.product))
    }

    @Test("shapes that cannot be broadcast") func noBroadcasting() {
        #expect(Broadcasting.shape([2, 3], [2]) == nil)
    }

    @Test("arithmetic") func arithmetic() {
        let row = Tensor([1, 2, 4])
        #expect((matrix - row).elements == [-1, -1, -2, 2, 2, 1])
        #expect((matrix * row).elements == [0, 2, 8, 3, 8, 20])
        #expect((matrix / row).elements == [0, 0.5, 0.5, 3, 2, 1.25])
        #expect((1 - row).elements == [0, -1, -3])
        #expect(Tensor([-1, 0, 2]).relu().elements == [0, 0, 2])
        #expect(Tensor([.nan]).relu().item().isNaN)
        #expect(matrix.matmul(matrix.transpose(0, 1)).elements == [5, 14, 14, 50])
        #expect(matrix.matmul(row).elements == [10, 31])
        #expect(matrix.matmul(row).shape == [2])
        #expect(row.matmul(row).shape == [])
        #expect(Tensor.zeros([2, 0]).matmul(Tensor.zeros([0, 3])).elements == [Float](repeating: 0, count: 6))
    }

    @Test("means, and what is largest") func reductions() {
        #expect(matrix.mean().item() == 2.5)
        #expect(matrix.mean(dim: 0).elements == [1.5, 2.5, 3.5])
        #expect(matrix.mean(dim: -1).elements == [1, 4])
        #expect(Tensor([Float]()).mean().item().isNaN)
        #expect(matrix.argmax() == 5)
        #expect(Tensor([[1, 3, 3], [9, 2, 0]]).argmax(dim: 1) == [1, 0])
        #expect(Tensor([[1, 3, 3], [9, 2, 0]]).argmax(dim: 0) == [1, 0, 0])
        #expect(Tensor([1, .nan, 5]).argmax() == 1)
        let top = Tensor([0.5, 2, -1, 2]).topK(3)
        #expect(top.map(\.index) == [1, 3, 0])
        #expect(top.map(\.value) == [2, 2, 0.5])
        #expect(Tensor([1000, 1000]).softmax(dim: 0).elements == [0.5, 0.5])
    }

    @Test("stack makes a batch that a network takes as it is") func stack() {
        let image = Tensor.arange(24).reshape([3, 2, 4])
        let batch = Tensor.stack([image, image * 2])
        #expect(batch.shape == [2, 3, 2, 4])
        #expect(batch.isLaid(out: .channelsLast))
        #expect(batch[1].elements == (image * 2).elements)
    }
}
