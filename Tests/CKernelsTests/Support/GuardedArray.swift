import Foundation

/// Numbers that end where a page ends, with a page behind it that may not be touched: a kernel that reads or writes one
/// value too many crashes. Writes before the beginning are noticed when the array goes. Give it a name:
/// a temporary is gone before the call that its pointer is for.
final class GuardedArray<Element: BitwiseCopyable> {
    let pointer: UnsafeMutablePointer<Element>
    let count: Int
    private let mapping: UnsafeMutableRawPointer
    private let length: Int
    private let first: UnsafeMutableRawBufferPointer

    init(_ elements: [Element]) {
        let page = Int(sysconf(Int32(_SC_PAGESIZE)))
        let bytes = elements.count * MemoryLayout<Element>.stride
        let pages = (bytes + page) / page + 1
        length = (pages + 1) * page
        guard let mapping = mmap(nil, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
            mapping != MAP_FAILED, mprotect(mapping + pages * page, page, PROT_NONE) == 0
        else { fatalError("no memory for a guarded array of \(bytes) bytes") }
        self.mapping = mapping
        count = elements.count
        let start = mapping + pages * page - bytes
        first = UnsafeMutableRawBufferPointer(start: start - 64, count: 64)
        first.copyBytes(from: repeatElement(0xA5, count: 64))
        pointer = start.bindMemory(to: Element.self, capacity: max(count, 1))
        pointer.initialize(from: elements, count: count)
    }

    convenience init(repeating element: Element, count: Int) {
        self.init([Element](repeating: element, count: count))
    }

    var elements: [Element] { Array(UnsafeBufferPointer(start: pointer, count: count)) }

    deinit {
        precondition(first.allSatisfy { $0 == 0xA5 }, "a kernel wrote before the beginning of its array")
        munmap(mapping, length)
    }
}
