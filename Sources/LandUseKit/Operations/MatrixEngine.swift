internal import COpenBLAS
import NotebookDisplay

/// The one place that calls OpenBLAS.
enum MatrixEngine {
    /// `result` (m×n, rows `resultStride` apart) = a (m×k) · b + beta · result, all row-major; `a` is k×m when
    /// `transposeA`, `b` is k×n, or n×k when `transposeB`. Strides are in elements.
    static func multiply(
        m: Int, n: Int, k: Int, _ a: UnsafePointer<Float>, stride aStride: Int, transposeA: Bool = false,
        _ b: UnsafePointer<Float>, stride bStride: Int, transposeB: Bool = false, beta: Float = 0, into result: UnsafeMutablePointer<Float>,
        stride resultStride: Int
    ) {
        guard m > 0, n > 0 else { return }
        // A product may take seconds, and holds the engine's locks meanwhile.
        CancellationHook.check()
        loadOrFail()
        copenblas_sgemm(
            transposeA ? 1 : 0, transposeB ? 1 : 0, Int32(m), Int32(n), Int32(k), 1, a, Int32(max(aStride, 1)), b,
            Int32(max(bStride, 1)), beta, result, Int32(max(resultStride, 1)))
    }

    /// OpenBLAS's words about itself: its version, how it was built, and the processor it computes for.
    static var configuration: String {
        loadOrFail()
        return String(cString: copenblas_configuration())
    }

    /// OpenBLAS has locks and threads for the whole process, which a thread that was stopped in it takes along.
    private static let soundnessCheck: Void = SoundnessHook.add("matrix multiplication") {
        // Large enough to be shared among its threads.
        let side = 96
        let matrix = [Float](repeating: 1, count: side * side)
        var product = matrix
        copenblas_sgemm(0, 0, Int32(side), Int32(side), Int32(side), 1, matrix, Int32(side), matrix, Int32(side), 0, &product, Int32(side))
    }

    private static func loadOrFail() {
        guard let reason = copenblas_load() else { return soundnessCheck }
        fail(
            "OpenBLAS cannot be loaded (\(String(cString: reason))); on Debian or Ubuntu: apt-get install libopenblas-dev",
            #fileID, #line)
    }
}
