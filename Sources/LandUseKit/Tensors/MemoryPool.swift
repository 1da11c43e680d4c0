import Glibc
import NotebookDisplay
import Synchronization

/// Memory that tensors have given back, for the next ones: fresh pages from the system cost more than most operations
/// that fill them, and a training step asks for the same sizes again and again.
///
/// What is kept and what is in use together exceed the most that was in use at once by no more than a quarter. With that,
/// a training step of ResNet-18 at batch 32 asks the system for nothing; with nothing above it, for 250 MB, which the system
/// must clear first; and all steps together take 0.78 of PyTorch's memory (`landuse bench training`).
enum MemoryPool {
    /// Bytes; smaller blocks are left to `malloc`.
    private static let smallest = 1 << 15

    fileprivate struct State {
        /// Free blocks by size.
        var free: [Int: [UnsafeMutableRawPointer]] = [:]
        var freeBytes = 0
        var usedBytes = 0
        var mostUsedBytes = 0
    }

    fileprivate struct Guarded: @unchecked Sendable {
        var state = State()
    }

    private static let pool = Mutex(Guarded())

    /// A thread that was stopped in here would keep the lock.
    private static let soundnessCheck: Void = SoundnessHook.add("memory for tensors") { pool.withLock { _ in } }

    /// Memory for so many bytes, of undefined content, at a cache line's start, and how large the block is.
    static func take(_ bytes: Int) -> (block: UnsafeMutableRawPointer, size: Int) {
        guard bytes >= smallest else {
            return (.allocate(byteCount: max(bytes, 4), alignment: 64), bytes)
        }
        _ = soundnessCheck
        let size = rounded(bytes)
        let (found, surplus) = pool.withLock { $0.take(size) }
        for block in surplus { release(block.block, size: block.size) }
        if let found { return (found.block, found.size) }
        if let block = allocate(size, for: bytes) { return (block, size) }
        // What is kept may be what is missing.
        for block in pool.withLock({ $0.takeAll() }) { release(block.block, size: block.size) }
        if let block = allocate(size, for: bytes) { return (block, size) }
        pool.withLock { $0.takeBack(size) }
        fail("there is no memory for a tensor of \(size >> 20) MiB: use smaller batches or images", #fileID, #line)
    }

    /// Takes a block back.
    static func giveBack(_ block: UnsafeMutableRawPointer, size: Int) {
        guard size >= smallest else { return block.deallocate() }
        let given = Block(block: block, size: size)
        pool.withLock { $0.giveBack(given) }
    }

    /// From a megabyte on, memory comes from the system and goes back to it whole; blocks of such sizes would leave gaps
    /// in `malloc`'s memory that nothing fits.
    private static let large = 1 << 20

    /// The system gives pages of this size to who asks for them: one fault for 512, which took a third of the time that a
    /// notebook trained and evaluated in turns, with other sizes each time.
    private static let hugePage = 2 << 20

    /// - Parameter bytes: what is to be used of it now.
    /// - Returns: `nil` where the system has no more.
    private static func allocate(_ size: Int, for bytes: Int) -> UnsafeMutableRawPointer? {
        guard size >= large else { return .allocate(byteCount: size, alignment: 64) }
        guard let block = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0), block != MAP_FAILED else { return nil }
        // Not for what rounding has added, which nobody touches. A system without huge pages says no, and nothing is lost.
        let huge = bytes / hugePage * hugePage
        if huge > 0 { madvise(block, huge, MADV_HUGEPAGE) }
        return block
    }

    private static func release(_ block: UnsafeMutableRawPointer, size: Int) {
        if size >= large { munmap(block, size) } else { block.deallocate() }
    }

    /// To an eighth of a power of two, so that similar sizes share blocks.
    private static func rounded(_ bytes: Int) -> Int {
        let step = max(64, 1 << (Int.bitWidth - 1 - bytes.leadingZeroBitCount - 3))
        return (bytes + step - 1) / step * step
    }

    fileprivate struct Block: @unchecked Sendable {
        var block: UnsafeMutableRawPointer
        var size: Int
    }
}

extension MemoryPool.Guarded {
    /// A free block that fits; if there is none, what must be given to the system first.
    fileprivate mutating func take(_ size: Int) -> (found: MemoryPool.Block?, surplus: [MemoryPool.Block]) {
        state.usedBytes += size
        state.mostUsedBytes = max(state.mostUsedBytes, state.usedBytes)
        // A larger block will do, if not much of it is wasted.
        if let fitting = state.free.keys.filter({ $0 >= size && $0 <= size + size / 2 }).min(), let block = remove(fitting) {
            state.usedBytes += fitting - size
            state.mostUsedBytes = max(state.mostUsedBytes, state.usedBytes)
            return (block, [])
        }
        var surplus: [MemoryPool.Block] = []
        while state.freeBytes + state.usedBytes > state.mostUsedBytes / 4 * 5, let largest = state.free.keys.max(), let block = remove(largest) {
            surplus.append(block)
        }
        return (nil, surplus)
    }

    fileprivate mutating func giveBack(_ block: MemoryPool.Block) {
        state.usedBytes -= block.size
        state.freeBytes += block.size
        state.free[block.size, default: []].append(block.block)
    }

    /// All free blocks.
    fileprivate mutating func takeAll() -> [MemoryPool.Block] {
        var blocks: [MemoryPool.Block] = []
        while let size = state.free.keys.first, let block = remove(size) { blocks.append(block) }
        return blocks
    }

    /// A block that was asked for could not be had.
    fileprivate mutating func takeBack(_ size: Int) {
        state.usedBytes -= size
        state.mostUsedBytes = state.usedBytes
    }

    private mutating func remove(_ size: Int) -> MemoryPool.Block? {
        guard var blocks = state.free.removeValue(forKey: size), let block = blocks.popLast() else { return nil }
        if !blocks.isEmpty { state.free[size] = blocks }
        state.freeBytes -= size
        return MemoryPool.Block(block: block, size: size)
    }
}
