import Synchronization

/// Working memory that is kept between operations: fresh pages cost more than what is computed in them.
enum Scratch {
    private struct Block: @unchecked Sendable {
        var floats: UnsafeMutablePointer<Float>
        var count: Int
    }

    private static let kept = Mutex<Block?>(nil)
    /// Larger blocks are not kept.
    private static let largestKept = 16 << 20

    /// Lends uninitialised memory. Operations that run at the same time get blocks of their own.
    static func withFloats(_ count: Int, _ body: (UnsafeMutablePointer<Float>) -> Void) {
        var block = kept.withLock { kept in
            defer { kept = nil }
            return kept
        }
        if block.map({ $0.count < count }) ?? true {
            block?.floats.deallocate()
            block = Block(floats: .allocate(capacity: count), count: count)
        }
        guard let block else { return }
        body(block.floats)
        let surplus = kept.withLock { kept -> Block? in
            if kept != nil || block.count > largestKept { return block }
            kept = block
            return nil
        }
        surplus?.floats.deallocate()
    }
}
