import Testing
@testable import LandUseKit

@Suite("Gradients of convolutions agree with finite differences")
struct ConvolutionGradients {
    struct Case: Sendable {
        var input, weight: [Int]
        var stride: Size2D = 1, padding: Size2D = 0, dilation: Size2D = 1
        var groups = 1
    }

    static let cases = [
        Case(input: [1, 2, 4, 5], weight: [3, 2, 3, 3], padding: 1),
        Case(input: [2, 2, 5, 4], weight: [2, 2, 3, 3], stride: 2, padding: 1),
        Case(input: [2, 3, 3, 3], weight: [4, 3, 1, 1]),
        Case(input: [1, 3, 4, 4], weight: [2, 3, 1, 1], stride: 2),
        Case(input: [1, 4, 4, 4], weight: [4, 2, 3, 3], padding: Size2D(height: 1, width: 2), groups: 2),
        Case(input: [1, 3, 5, 5], weight: [3, 1, 3, 3], padding: 2, dilation: 2, groups: 3),
        Case(input: [1, 1, 1, 1], weight: [2, 1, 3, 3], padding: 1),
        Case(input: [1, 2, 6, 5], weight: [2, 2, 3, 2], stride: Size2D(height: 2, width: 3)),
    ]

    @Test(arguments: cases) func gradients(_ test: Case) {
        let inputs = [noise(test.input, 300), noise(test.weight, 301), noise([test.weight[0]], 302)]
        expectGradients(of: inputs) {
            conv2d(
                $0[0], weight: $0[1], bias: $0[2], stride: test.stride, padding: test.padding, dilation: test.dilation,
                groups: test.groups)
        }
    }
}
