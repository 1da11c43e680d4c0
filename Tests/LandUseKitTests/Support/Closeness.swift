import Testing
@testable import LandUseKit

/// Expects two rows of numbers to agree within `tolerance` of the largest expected one.
func expectClose(
    _ found: [Float], _ expected: [Double], tolerance: Double = 1e-5, _ comment: Comment? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
) {
    guard found.count == expected.count else {
        Issue.record("\(found.count) numbers, expected \(expected.count)", sourceLocation: sourceLocation)
        return
    }
    let scale = max(expected.map(abs).max() ?? 0, 1e-30)
    // A NaN would hide behind `max`.
    let worst = zip(found, expected).map { abs(Double($0) - $1) / scale }.map { $0.isNaN ? .infinity : $0 }.max() ?? 0
    #expect(worst <= tolerance, comment, sourceLocation: sourceLocation)
}
