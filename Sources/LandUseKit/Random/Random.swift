import Synchronization

/// The source of every random number in LandUseKit: PyTorch's generator, used in PyTorch's way, so that
/// `Random.seed(42)` is followed by the numbers that follow `torch.manual_seed(42)` (uniform ones to the
/// bit, normal ones to rounding), initial weights included.
///
/// A process that sets no seed starts from PyTorch's default one, so that a notebook run twice gives
/// the same report.
public enum Random {
    /// PyTorch's `default_rng_seed_val`.
    public static let defaultSeed: UInt64 = 67_280_421_310_721

    private static let shared = Mutex(RandomState(seed: defaultSeed))

    /// Starts the sequence that belongs to a seed.
    public static func seed(_ seed: UInt64) { state = RandomState(seed: seed) }

    /// Where in its sequence the generator stands: keep it, and set it again to repeat what followed.
    public static var state: RandomState {
        get { shared.withLock { $0 } }
        set { shared.withLock { $0 = newValue } }
    }

    /// Draws while no one else does.
    static func draw<Result: Sendable>(_ body: (inout RandomState) -> sending Result) -> Result {
        shared.withLock { body(&$0) }
    }
}

/// A generator at one place of its sequence. A value: a copy repeats what the original gives.
public struct RandomState: Equatable, Sendable {
    var generator: MersenneTwister
    /// Normal numbers come in pairs; the second waits here for the next single draw.
    var spareNormal: Double?

    public init(seed: UInt64) { generator = MersenneTwister(seed: seed) }
}
