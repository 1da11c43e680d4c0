import Foundation

/// Floats whose last one ends at the end of readable memory: whoever reads or writes beyond it ends the process.
final class GuardedFloats {
    let pointer: UnsafeMutablePointer<Float>
    let count: Int
    private let region: UnsafeMutableRawPointer
    private let size: Int

    init(_ values: [Float]) {
        let page = Int(getpagesize())
        count = values.count
        let readable = (max(count, 1) * 4 + page - 1) / page * page
        size = readable + page
        region = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        precondition(region != MAP_FAILED && mprotect(region + readable, page, PROT_NONE) == 0)
        pointer = (region + readable - count * 4).bindMemory(to: Float.self, capacity: count)
        pointer.update(from: values, count: count)
    }

    deinit { munmap(region, size) }

    var values: [Float] { Array(UnsafeBufferPointer(start: pointer, count: count)) }
}
