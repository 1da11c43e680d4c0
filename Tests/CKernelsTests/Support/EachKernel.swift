import CKernels
import Foundation
import Testing

private let instructionSets: [(name: String, set: ck_instruction_set)] = [
    ("portable", ck_portable), ("AVX2", ck_avx2), ("AVX-512", ck_avx512),
]

/// What `kernel` gives with each instruction set that this machine has. One thread and two must give the same bits.
func withEachKernel(
    sourceLocation: SourceLocation = #_sourceLocation, _ kernel: () -> [Float]
) -> [(name: String, values: [Float])] {
    let (set, threads) = (ck_current_instruction_set(), ck_thread_count())
    defer {
        ck_force_instruction_set(set)
        ck_set_thread_count(threads)
    }
    return instructionSets.compactMap { name, set in
        guard ck_force_instruction_set(set) != 0 else { return nil }
        ck_set_thread_count(1)
        let alone = kernel()
        ck_set_thread_count(2)
        let together = kernel()
        #expect(
            haveSameBits(alone, together), "\(name): two threads give other bits than one", sourceLocation: sourceLocation)
        return (name, alone)
    }
}

private func haveSameBits(_ a: [Float], _ b: [Float]) -> Bool {
    a.count == b.count && memcmp(a, b, a.count * MemoryLayout<Float>.stride) == 0
}

/// Compares what a kernel gives, with every instruction set, with an oracle's values. Where the oracle has NaN or an
/// infinity, so must the kernel; elsewhere they may differ by `tolerance` · max(1, |expected|, magnitude).
func expectEachKernel(
    near expected: [Double], tolerance: Double, magnitudes: [Double]? = nil, _ comment: String = "",
    sourceLocation: SourceLocation = #_sourceLocation, _ kernel: () -> [Float]
) {
    for (name, values) in withEachKernel(sourceLocation: sourceLocation, kernel) {
        guard values.count == expected.count else {
            Issue.record("\(name) \(comment): \(values.count) values for \(expected.count)", sourceLocation: sourceLocation)
            continue
        }
        // A loop, for tests are built without optimisation.
        var (wrong, index) = (-1, 0)
        while index < expected.count, wrong < 0 {
            let (value, wanted) = (Double(values[index]), expected[index])
            if wanted.isFinite, value.isFinite {
                let bound = tolerance * max(1, abs(wanted), magnitudes?[index] ?? 0)
                if abs(value - wanted) > bound { wrong = index }
            } else if value != wanted, !value.isNaN || !wanted.isNaN {
                wrong = index
            }
            index += 1
        }
        if wrong >= 0 {
            Issue.record(
                "\(name) \(comment): value \(wrong) is \(values[wrong]), expected \(expected[wrong])",
                sourceLocation: sourceLocation)
        }
    }
}
