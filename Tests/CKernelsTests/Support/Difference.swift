import Testing

/// Arbitrary but always the same values in −1 ..< 1.
func values(_ count: Int, seed: UInt32) -> [Float] {
    var state = seed &* 2_654_435_761 &+ 1
    return (0..<count).map { _ in
        state = state &* 1_664_525 &+ 1_013_904_223
        return Float(state >> 8) / Float(1 << 23) - 1
    }
}

/// Expects that no value is further from the expected one than `tolerance` times the largest of those.
func expectClose<Value: BinaryFloatingPoint>(
    _ actual: [Value], _ expected: [Value], within tolerance: Value, _ what: String,
    at location: SourceLocation = #_sourceLocation
) {
    #expect(actual.count == expected.count, "\(what)", sourceLocation: location)
    let scale = expected.map(\.magnitude).max() ?? 0
    // A NaN is not close to anything.
    let wrong = zip(actual, expected).enumerated().first {
        !(($0.element.0 - $0.element.1).magnitude <= tolerance * max(scale, 1))
    }
    guard let wrong else { return }
    let (value, wanted) = wrong.element
    Issue.record(
        "\(what): element \(wrong.offset) is \(value), not \(wanted); the largest is \(scale)",
        sourceLocation: location)
}
