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
        ComputeKernels.enter()
        loadOrFail()
        // Pieces of rows or of columns, for the threads to share; their number depends on the sizes only.
        let splitsRows = m >= n, size = max(m, n)
        let pieces = max(1, min(maximumPieces, size / leastSize, m * n * k / leastProducts))
        Parallel.run(pieces) { piece in
            let first = size * piece / pieces, count = size * (piece + 1) / pieces - first
            let (row, column) = splitsRows ? (first, 0) : (0, first)
            let (aStride, bStride, resultStride) = (max(aStride, 1), max(bStride, 1), max(resultStride, 1))
            copenblas_sgemm(
                transposeA ? 1 : 0, transposeB ? 1 : 0, Int32(splitsRows ? count : m), Int32(splitsRows ? n : count), Int32(k), 1,
                a + (transposeA ? row : row * aStride), Int32(aStride), b + (transposeB ? column * bStride : column),
                Int32(bStride), beta, result + row * resultStride + column, Int32(resultStride))
        }
    }

    /// Rows or columns, and multiplications, below which a piece is not worth sharing.
    private static let leastSize = 32, leastProducts = 1 << 20
    private static let maximumPieces = 64

    /// OpenBLAS's words about itself: its version, how it was built, and the processor it computes for.
    static var configuration: String {
        loadOrFail()
        return String(cString: copenblas_configuration())
    }

    /// OpenBLAS has locks for the whole process, which a thread that was stopped in it takes along.
    private static let soundnessCheck: Void = SoundnessHook.add("matrix multiplication") {
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
