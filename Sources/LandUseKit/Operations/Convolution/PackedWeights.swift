import NotebookDisplay
import Synchronization

/// Weights in the orders in which kernels read them, for as long as the weights stay the same.
///
/// Inference packs once. In training, weights change after each pass, and packed ones are several times as large, so that
/// none are kept.
///
/// Several threads may compute with the same weights.
final class PackedWeights {
    private var arrays: [Key: TensorStorage] = [:]

    struct Key: Hashable {
        var direction: UInt32
        var kind: Int
        /// The instruction set.
        var level: UInt32
        /// How the weights lie in their storage, which is all theirs.
        var shape, strides: [Int]
        var groups: Int
    }

    /// Guards what is kept with any storage.
    private static let lock = Mutex(())
    private static let soundnessCheck: Void = SoundnessHook.add("prepared weights") { lock.withLock { _ in } }

    /// Reads or changes what is kept with storages, while no one else does.
    static func locked<Result>(_ body: () -> Result) -> Result {
        _ = soundnessCheck
        nonisolated(unsafe) let body = body
        nonisolated(unsafe) var result: Result?
        lock.withLock { _ in result = body() }
        guard let result else { preconditionFailure() }
        return result
    }

    /// The array for `key`, which `make` fills unless it is there.
    static func of(_ weight: Tensor, _ key: Key, count: Int, make: (UnsafeMutablePointer<Float>) -> Void) -> TensorStorage {
        let storage = weight.storage
        let known: TensorStorage? = weight.count == storage.count ? locked { storage.packedWeights?.arrays[key] } : nil
        if let known { return known }
        let array = TensorStorage(uninitialized: count)
        make(array.floats)
        // A part of a larger tensor is not worth telling from other parts.
        guard weight.count == storage.count, weight.isDense else { return array }
        if storage.isTrained, GradientMode.isRecording || GradientMode.isPassingBack { return array }
        locked {
            let packed = storage.packedWeights ?? PackedWeights()
            storage.packedWeights = packed
            packed.arrays[key] = array
        }
        return array
    }
}
