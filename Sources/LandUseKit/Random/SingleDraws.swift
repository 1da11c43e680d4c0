extension Random {
    /// One number from low to high: what `torch.empty(1).uniform_(low, high)` gives for the same seed.
    public static func uniform(
        _ range: ClosedRange<Double> = 0...1, file: StaticString = #fileID, line: UInt = #line
    ) -> Double {
        guard range.lowerBound.isFinite, range.upperBound.isFinite else {
            fail("Random.uniform: the range must be finite, got \(range)", file, line)
        }
        let low = Float(range.lowerBound), high = Float(range.upperBound)
        return Double(draw { $0.uniform() * (high - low) + low })
    }

    /// One whole number of a range: what `torch.randint` gives for the same seed.
    public static func integer(in range: Range<Int>, file: StaticString = #fileID, line: UInt = #line) -> Int {
        guard !range.isEmpty else { fail("Random.integer: there is no number in the range \(range)", file, line) }
        let width = UInt64(bitPattern: Int64(range.upperBound &- range.lowerBound))
        let offset = draw { state in
            let high = UInt64(state.generator.next())
            // PyTorch takes 64 bits where the remainder of 32 would be uneven.
            return (width >= 1 << 28 ? high << 32 | UInt64(state.generator.next()) : high) % width
        }
        return range.lowerBound &+ Int(truncatingIfNeeded: offset)
    }

    /// Yes with a probability: what `torch.rand(1) < p` gives for the same seed.
    public static func happens(withProbability p: Double) -> Bool { draw { $0.uniform() } < Float(p) }
}
