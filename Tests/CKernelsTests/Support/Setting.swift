import CKernels
import Foundation

/// An instruction set and a number of threads, set for the thread that runs a test.
struct Setting: CustomStringConvertible {
    var set: ck_instruction_set
    var threads: Int32

    var description: String { "\(Self.name(set)), \(threads) threads" }

    private static func name(_ set: ck_instruction_set) -> String {
        switch set {
        case ck_avx512: "AVX-512"
        case ck_avx2: "AVX2"
        default: "portable"
        }
    }

    /// Every set that this processor has, with one thread and with two.
    static let all: [Setting] = [ck_portable, ck_avx2, ck_avx512]
        .filter { $0.rawValue <= ck_best_instruction_set().rawValue }
        .flatMap { set in [1, 2].map { Setting(set: set, threads: $0) } }

    func run<Result>(_ body: () -> Result) -> Result {
        let threadsBefore = ck_thread_count(), setBefore = ck_current_instruction_set()
        defer {
            ck_set_thread_count(threadsBefore)
            _ = ck_force_instruction_set(setBefore)
        }
        precondition(ck_force_instruction_set(set) != 0)
        ck_set_thread_count(threads)
        return body()
    }
}
