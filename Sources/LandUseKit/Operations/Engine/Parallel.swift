internal import CKernels

/// Shares work among the kernels' threads.
enum Parallel {
    /// Runs `body` for 0 ..< `count`, in any order, several at a time. Each must write to places of its own, and may
    /// neither trap nor wait.
    static func run(_ count: Int, _ body: (Int) -> Void) {
        withoutActuallyEscaping(body) { body in
            withUnsafePointer(to: body) { body in
                ck_parallel(
                    count, { context, unit in context?.assumingMemoryBound(to: ((Int) -> Void).self).pointee(unit) },
                    UnsafeMutableRawPointer(mutating: body))
            }
        }
    }
}
