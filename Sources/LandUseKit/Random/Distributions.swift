import Glibc

extension RandomState {
    /// A number in [0, 1) with 24 random bits, all that a Float can show.
    mutating func uniform() -> Float { Float(generator.next() & 0xff_ffff) * 0x1p-24 }

    /// A number in [0, 1) with 53 random bits.
    private mutating func uniformDouble() -> Double {
        let high = UInt64(generator.next()), low = UInt64(generator.next())
        return Double((high << 32 | low) & (1 << 53 - 1)) * 0x1p-53
    }

    /// Uniform numbers in [low, high).
    mutating func fillUniform(_ target: UnsafeMutablePointer<Float>, _ count: Int, low: Float, high: Float) {
        let width = high - low
        target.withMemoryRebound(to: UInt32.self, capacity: count) { generator.fill($0, count) }
        let bits = UnsafeRawPointer(target).assumingMemoryBound(to: UInt32.self)
        // The product and the sum are rounded apart, as PyTorch's are.
        for index in 0..<count { target[index] = Float(Int32(bits[index] & 0xff_ffff)) * 0x1p-24 * width + low }
    }

    /// 1 with a probability, else 0: two draws for each number, as PyTorch's `bernoulli_` takes.
    mutating func fillBernoulli(_ target: UnsafeMutablePointer<UInt8>, _ count: Int, probability: Double) {
        for index in 0..<count { target[index] = uniformDouble() < probability ? 1 : 0 }
    }

    /// Normal numbers, by Box and Muller's method in PyTorch's arrangement: from sixteen on, in blocks of
    /// sixteen whose first eight give radii and last eight angles; fewer, pair by pair in double precision.
    mutating func fillNormal(_ target: UnsafeMutablePointer<Float>, _ count: Int, mean: Float, deviation: Float) {
        guard count >= 16 else {
            for index in 0..<count { target[index] = Float(normal() * Double(deviation) + Double(mean)) }
            return
        }
        fillUniform(target, count, low: 0, high: 1)
        BoxMuller.transform(target, blocks: count / 16, mean: mean, deviation: deviation)
        if count % 16 != 0 {
            fillUniform(target + count - 16, 16, low: 0, high: 1)
            BoxMuller.transform(target + count - 16, blocks: 1, mean: mean, deviation: deviation)
        }
    }

    /// One normal number of mean 0 and deviation 1.
    private mutating func normal() -> Double {
        if let spare = spareNormal {
            spareNormal = nil
            return spare
        }
        let first = uniformDouble(), second = uniformDouble()
        let radius = (-2 * log1p(-second)).squareRoot()
        let angle = 2 * Double.pi * first
        spareNormal = radius * sin(angle)
        return radius * cos(angle)
    }
}

extension Tensor {
    /// Uniform random numbers from a range, by default 0..<1.
    public static func rand(
        _ shape: [Int], in range: Range<Float> = 0..<1, file: StaticString = #fileID, line: UInt = #line
    ) -> Tensor {
        let tensor = zeros(shape, file: file, line: line)
        tensor.drawElements { $0.fillUniform($1, $2, low: range.lowerBound, high: range.upperBound) }
        return tensor
    }

    /// Normal random numbers, by default of mean 0 and standard deviation 1.
    public static func randn(
        _ shape: [Int], mean: Float = 0, deviation: Float = 1, file: StaticString = #fileID, line: UInt = #line
    ) -> Tensor {
        let tensor = zeros(shape, file: file, line: line)
        tensor.drawElements { $0.fillNormal($1, $2, mean: mean, deviation: deviation) }
        return tensor
    }

    private final func drawElements(_ fill: (inout RandomState, UnsafeMutablePointer<Float>, Int) -> Void) {
        let count = count
        withFloats { floats in
            nonisolated(unsafe) let fill = fill, floats = floats
            Random.draw { fill(&$0, floats, count) }
        }
    }
}
