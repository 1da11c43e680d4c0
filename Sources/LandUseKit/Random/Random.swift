import NotebookDisplay
import Synchronization

/// The source of every random number in LandUseKit: PyTorch's generator, used in PyTorch's way, so that
/// `Random.seed(42)` is followed by the numbers that follow `torch.manual_seed(42)` (uniform ones to the
/// bit, normal ones to rounding), initial weights included.
///
/// Weights, dropout, shuffling (`permutation`, `shuffled`) and augmentation all draw from here, in the order in which they
/// are called and whatever the number of threads: the same seed gives the same training, to the bit. `state` is all
/// that there is to save; `TrainingCheckpoint` does so, and `state.description` writes it down.
///
/// A process that sets no seed starts from the notebook's (`NotebookSeed.current`), else
/// from PyTorch's default one, so that a notebook run twice gives the same report.
public enum Random {
    /// PyTorch's `default_rng_seed_val`.
    public static let defaultSeed: UInt64 = 67_280_421_310_721

    /// The generator in use: the process's, except within `withSeed`.
    @TaskLocal private static var source = RandomSource(RandomState(seed: startSeed))

    private static let startSeed = NotebookSeed.current ?? defaultSeed

    /// Starts the sequence that belongs to a seed.
    public static func seed(_ seed: UInt64) { state = RandomState(seed: seed) }

    /// Where in its sequence the generator stands: keep it, and set it again to repeat what followed.
    public static var state: RandomState {
        get { source.state.withLock { $0 } }
        set { source.state.withLock { $0 = newValue } }
    }

    /// Runs `body` with a generator of its own, which starts from `seed`; what others draw does not depend
    /// on what is drawn there.
    public static func withSeed<Result>(_ seed: UInt64, _ body: () throws -> Result) rethrows -> Result {
        try $source.withValue(RandomSource(RandomState(seed: seed)), operation: body)
    }

    /// A thread that was stopped while it drew keeps the generator locked.
    private static let soundnessCheck: Void = SoundnessHook.add("drawing random numbers") { _ = state }

    /// Draws while no one else does.
    static func draw<Result: Sendable>(_ body: (inout RandomState) -> sending Result) -> Result {
        // A large tensor takes a while to fill, with the generator locked.
        CancellationHook.check()
        _ = soundnessCheck
        return source.state.withLock { body(&$0) }
    }
}

/// A generator that may be shared.
private final class RandomSource: Sendable {
    let state: Mutex<RandomState>
    init(_ state: RandomState) { self.state = Mutex(state) }
}

/// A generator at one place of its sequence. A value: a copy repeats what the original gives.
public struct RandomState: Equatable, Sendable {
    var generator: MersenneTwister
    /// Normal numbers come in pairs; the second waits here for the next single draw.
    var spareNormal: Double?

    public init(seed: UInt64) { generator = MersenneTwister(seed: seed) }
}
