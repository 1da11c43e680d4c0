import CKernels
import Testing

@Suite("The pool of threads", .serialized)
struct PoolTests {
    /// Counts how often each unit was done.
    private func counts(units: Int) -> [Int32] {
        var counts = [Int32](repeating: 0, count: units)
        counts.withUnsafeMutableBufferPointer { buffer in
            ck_parallel(
                units, { context, unit in context?.assumingMemoryBound(to: Int32.self)[unit] += 1 }, buffer.baseAddress)
        }
        return counts
    }

    @Test("does every unit once, whatever the number of threads", arguments: [1, 2, 3, 8])
    func everyUnitOnce(threads: Int32) {
        let before = ck_thread_count()
        defer { ck_set_thread_count(before) }
        ck_set_thread_count(threads)
        for units in [0, 1, 2, 7, 1000] {
            for _ in 0..<200 { #expect(counts(units: units).allSatisfy { $0 == 1 }) }
        }
    }

    @Test("serves callers that come at the same time")
    func manyCallers() async {
        await withTaskGroup(of: Bool.self) { group in
            for _ in 0..<4 { group.addTask { (0..<500).allSatisfy { _ in counts(units: 16).allSatisfy { $0 == 1 } } } }
            for await isRight in group { #expect(isRight) }
        }
        #expect(ck_is_pool_free() != 0)
    }
}
