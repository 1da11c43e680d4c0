import Testing
@testable import LandUseKit

/// Expects numbers to agree, with NaN in the same places.
func expectAgreement(
    _ found: [Float], _ expected: [Double], tolerance: Double = 1e-5, _ comment: Comment?,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    #expect(found.map(\.isNaN) == expected.map(\.isNaN), comment, sourceLocation: sourceLocation)
    expectClose(
        found.map { $0.isNaN ? 0 : $0 }, expected.map { $0.isNaN ? 0 : $0 }, tolerance: tolerance, comment,
        sourceLocation: sourceLocation)
}

extension Reduction {
    init(named name: String) { self = name == "mean" ? .mean : name == "sum" ? .sum : .none }
}

/// A tensor that wants a gradient.
func leaf(_ tensor: Tensor) -> Tensor {
    let leaf = tensor.copied()
    leaf.requiresGrad = true
    return leaf
}

/// What a process that was to fail said.
func complaint(_ result: ExitTest.Result?) -> String { String(decoding: result?.standardErrorContent ?? [], as: UTF8.self) }
