import Testing
@testable import LandUseKit

@Suite("backward()")
struct BackwardTests {
    private func leaf(_ elements: [Float]) -> Tensor {
        let tensor = Tensor(elements)
        tensor.requiresGrad = true
        return tensor
    }

    @Test("a tensor that is used twice gets both gradients, and later passes add") func accumulation() {
        let x = leaf([1, 2, 3])
        (x * x + x).sum().backward()
        #expect(x.grad?.elements == [3, 5, 7])
        (x * 2).sum().backward()
        #expect(x.grad?.elements == [5, 7, 9])
    }

    @Test("two leaves that get the same gradient do not share its memory") func noSharing() {
        let x = leaf([1]), y = leaf([2])
        (x + y).sum().backward()
        (x * 1).sum().backward()
        #expect(x.grad?.elements == [2] && y.grad?.elements == [1])
    }

    @Test("nothing is recorded within noGrad, below frozen tensors, or after detach()") func recording() {
        let x = leaf([1, 2])
        #expect(noGrad { x * 2 }.gradientFunction == nil && x.detach().requiresGrad == false)
        #expect((Tensor([1, 2]) * 2).gradientFunction == nil)
        #expect((x * 2).requiresGrad)
        (x * x.detach()).sum().backward()
        #expect(x.grad?.elements == [1, 2])
    }

    @Test("a leaf that is a view with gaps") func gaps() {
        let whole = Tensor.ones([6, 50])
        for _ in 0..<50 {
            let part = whole.narrow(1, 3..<5)
            part.requiresGrad = true
            (part * part).sum().backward()
            (part * 1).sum().backward()
            #expect(part.grad?.elements == [Float](repeating: 3, count: 12))
        }
    }

    @Test("what was kept is let go on the way") func release() {
        weak var kept: Tensor?
        let x = leaf([1, 2])
        let loss = { () -> Tensor in
            let middle = x * 2
            let result = middle * middle
            kept = middle
            return result.sum()
        }()
        let before = x.storage
        loss.backward()
        #expect(kept == nil && loss.gradientFunction?.gradients == nil && before === x.storage)
        #expect(x.grad?.elements == [8, 16])
    }

    @Test("a graph may be gone through twice where it was retained") func retained() {
        let x = leaf([3])
        let loss = (x * x).sum()
        loss.backward(retainGraph: true)
        loss.backward()
        #expect(x.grad?.elements == [12])
    }

    @Test("a chain of a hundred thousand steps neither overflows nor leaks") func longChain() {
        let x = leaf([1])
        var y: Tensor = x
        for _ in 0..<100_000 { y = y + 1 }
        y.sum().backward()
        #expect(x.grad?.elements == [1])
        // And one that nobody goes through.
        y = x
        for _ in 0..<100_000 { y = y + 1 }
    }

    @Test("a given gradient stands for what comes after") func givenGradient() {
        let x = leaf([1, 2])
        (x * 3).backward(gradient: Tensor([1, 10]))
        #expect(x.grad?.elements == [3, 30])
    }
}

@Suite("Gradients agree with finite differences")
struct GradientsOfElementaryOperations {
    struct Case: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var shapes: [[Int]]
        /// Added to the noise in [-0.5, 0.5).
        var shift: Float = 0
        var function: @Sendable ([Tensor]) -> Tensor

        init(_ name: String, _ shapes: [[Int]], shift: Float = 0, _ function: @escaping @Sendable ([Tensor]) -> Tensor) {
            testDescription = name
            self.shapes = shapes
            self.shift = shift
            self.function = function
        }
    }

    static let cases = [
        Case("+", [[2, 3], [2, 3]]) { $0[0] + $0[1] },
        Case("+, broadcast", [[2, 3], [3]]) { $0[0] + $0[1] },
        Case("-, broadcast both ways", [[2, 1], [1, 3]]) { $0[0] - $0[1] },
        Case("*, broadcast", [[4, 2, 3], [2, 1]]) { $0[0] * $0[1] },
        Case("* of a tensor with itself", [[3]]) { $0[0] * $0[0] },
        Case("/, broadcast", [[2, 3], [1]], shift: 2) { $0[0] / $0[1] },
        Case("with numbers", [[2, 3]], shift: 2) { 3 - (2 * $0[0] + 1) / 4 + 1 / $0[0] - 2 },
        Case("exp, log, sqrt", [[5]], shift: 2) { $0[0].exp() + $0[0].log() * $0[0].sqrt() },
        Case("pow, abs", [[5]], shift: 2) { $0[0].pow(3) + $0[0].pow(2) + (-$0[0]).abs() },
        Case("sigmoid, tanh", [[5]]) { $0[0].sigmoid() * $0[0].tanh() },
        Case("relu, clamp away from the corners", [[4]], shift: 1) { (($0[0] - 1) * 3 + 0.4).relu() + $0[0].clamp(0.1...4) },
        Case("sum and mean", [[2, 3]]) { $0[0].sum() * $0[0].mean() },
        Case("sum and mean along dimensions", [[2, 3, 4]]) { $0[0].sum(dim: 1) * $0[0].mean(dim: 1, keepDim: true).squeeze(1) },
        Case("reshape, permute, transpose", [[2, 3, 4]]) { $0[0].permute([2, 0, 1]).reshape([4, 6]).transpose(0, 1) },
        Case("flatten of a transposed tensor, unsqueeze, squeeze", [[2, 3]]) { $0[0].transpose(0, 1).flatten().unsqueeze(0).squeeze() },
        Case("indices and ranges", [[4, 3]]) { $0[0][1] * $0[0][-1] + $0[0][1..<3].sum(dim: 0) + $0[0].narrow(1, 0..<1).sum() },
        Case("stack and cat", [[2, 3], [2, 3]]) { Tensor.cat([Tensor.stack($0), Tensor.stack($0)], dim: 2) },
        Case("softmax", [[2, 3, 2]]) { $0[0].softmax(dim: 1) },
        Case("logSoftmax", [[3, 4]]) { $0[0].logSoftmax(dim: -1) },
        Case("matmul", [[2, 3], [3, 4]]) { $0[0].matmul($0[1]) },
        Case("matmul of vectors", [[3], [3]]) { $0[0].matmul($0[1]) },
        Case("matmul of batches, broadcast", [[2, 1, 2, 3], [4, 3, 2]]) { $0[0].matmul($0[1]) },
        Case("linear", [[2, 3, 5], [4, 5], [4]]) { linear($0[0], weight: $0[1], bias: $0[2]) },
    ]

    @Test(arguments: cases) func gradient(_ test: Case) {
        let inputs = test.shapes.enumerated().map { noise($1, 200 + $0) + test.shift }
        expectGradients(of: inputs, function: test.function)
    }
}
