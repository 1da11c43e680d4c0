internal import CKernels
import Glibc
import NotebookDisplay

/// Which code computes convolutions and what stands around them.
enum ComputeKernels {
    /// CKernels, with convolutions, BatchNorm and ReLU fused where a network allows it.
    case fast
    /// Matrix products and plain loops, each operation by itself: slower, and simple enough to be believed.
    case reference

    /// `LANDUSE_KERNELS=reference` chooses the plain ones for a whole process.
    @TaskLocal static var current: ComputeKernels =
        getenv("LANDUSE_KERNELS").map { String(cString: $0) } == "reference" ? .reference : .fast

    /// Called before each use of CKernels: the place where a cell can be interrupted.
    static func enter() {
        CancellationHook.check()
        _ = soundnessCheck
    }

    /// A thread that was stopped while others worked for it leaves them taken.
    private static let soundnessCheck: Void = SoundnessHook.add("sharing work among threads") {
        while ck_is_pool_free() == 0 { sched_yield() }
    }
}
