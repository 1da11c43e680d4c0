#if canImport(Glibc)
import Glibc
#endif

/// The notebook's `seed`, for every library that draws random numbers.
///
/// LandUseKit's numbers start from it already. A library of your own asks here, or takes a generator:
///
///     var generator = SeededGenerator(seed: NotebookSeed.current ?? 0)
///     let order = samples.shuffled(using: &generator)
///
/// Swift's own `SystemRandomNumberGenerator`, which `Int.random(in:)` and `shuffled()` use where they are given no
/// other, cannot be seeded: what it draws differs from run to run, whatever the notebook says.
public enum NotebookSeed {
    /// The front matter's `seed`; `nil` where there is none, and outside a notebook.
    public static let current: UInt64? = getenv("LANDUSE_SEED").flatMap { UInt64(String(cString: $0)) }
}

/// A small, fast source of random numbers that gives the same ones for the same seed, on every machine: SplitMix64
/// (Steele, Lea and Flood, OOPSLA 2014). Not for secrets.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    public init(seed: UInt64) { state = seed }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
