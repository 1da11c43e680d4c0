/// The same numbers in every run: a small linear congruential generator (Knuth's MMIX constants).
struct Numbers {
    private var state: UInt64

    init(seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state >> 33
    }

    /// Between −1 and 1, a multiple of 1/256, so that equal values come up.
    mutating func coarse() -> Float { Float(Int(next() % 513) - 256) / 256 }

    /// Between −1 and 1.
    mutating func fine() -> Float { Float(Int(next() % 2_000_001) - 1_000_000) / 1_000_000 }

    mutating func floats(_ count: Int, scale: Float = 1, offset: Float = 0) -> [Float] {
        (0..<count).map { _ in fine() * scale + offset }
    }

    mutating func coarseFloats(_ count: Int) -> [Float] { (0..<count).map { _ in coarse() } }
}

extension Array where Element == Float {
    /// For a kernel's argument that may be NULL.
    var guarded: GuardedArray<Float> { GuardedArray(self) }
}
