/// What a checkpoint's pickle may consist of.
enum PickleValue {
    case none
    case bool(Bool)
    case int(Int)
    case double(Double)
    case string(String)
    /// `depth`: how many tuples stand within each other.
    case tuple([PickleValue], depth: Int)
    case list(PickleList)
    case dictionary(PickleDictionary)
    case global(PickleGlobal)
    // Boxed, so that the many small values stay small.
    indirect case storage(PickleStorage)
    indirect case tensor(PickleTensor)
    /// Something harmless that tells nothing about tensors: bytes, a set, a device, a very long number.
    case other
    /// Where a run of values begins on the stack.
    case mark

    var int: Int? {
        if case .int(let value) = self { value } else { nil }
    }
    var string: String? {
        if case .string(let value) = self { value } else { nil }
    }
    var bool: Bool? {
        if case .bool(let value) = self { value } else { nil }
    }
    var tuple: [PickleValue]? {
        if case .tuple(let values, _) = self { values } else { nil }
    }
    /// The elements of a tuple or a list.
    var elements: [PickleValue]? {
        switch self {
        case .tuple(let values, _): values
        case .list(let list): list.values
        default: nil
        }
    }
    /// A tensor's shape or strides. A longer tuple is none, and need not be looked through time and again.
    var sizes: [Int]? {
        guard let values = tuple, values.count <= ShapeBounds.largestRank else { return nil }
        let ints = values.compactMap(\.int)
        return ints.count == values.count ? ints : nil
    }
    /// What names a dictionary's entry or a storage: a string, or a whole number.
    var key: String? { string ?? int.map(String.init) }
}

final class PickleList {
    var values: [PickleValue] = []
}

/// Entries in order. Keys that are neither strings nor whole numbers are dropped with their values.
final class PickleDictionary {
    var entries: [(key: String, value: PickleValue)] = []
}

/// A tensor as a view of a storage.
struct PickleTensor: Equatable {
    var storage: PickleStorage
    /// Of the tensor's numbers; the storage may be plain bytes.
    var type: NumberType
    /// Numbers, counted from the beginning of the storage's part.
    var offset: Int
    var shape: [Int]
    var strides: [Int]
}

/// A block of numbers that lies elsewhere in the file.
struct PickleStorage: Equatable {
    var key: String
    var type: NumberType
    /// Numbers of the whole block.
    var count: Int
    /// The part of it that counts, in numbers; older files could store a view of a storage as a storage.
    var part: Range<Int>

    init(key: String, type: NumberType, count: Int) {
        (self.key, self.type, self.count, part) = (key, type, count, 0..<count)
    }

    /// Bytes of the whole block; `nil` for more than any file has.
    var size: Int? {
        let (size, overflow) = count.multipliedReportingOverflow(by: type.size)
        return overflow ? nil : size
    }

    /// The part of this one's part that begins at `offset` and has `count` numbers; `nil` where it does not fit.
    func part(offset: Int, count: Int) -> PickleStorage? {
        guard offset >= 0, count >= 0, offset <= part.count, count <= part.count - offset else { return nil }
        var storage = self
        storage.part = part.lowerBound + offset..<part.lowerBound + offset + count
        return storage
    }
}

/// A type of numbers as PyTorch names it.
enum NumberType: Equatable {
    case known(ElementType)
    /// A storage without a type of its own: its tensors say how to read it.
    case bytes
    /// A type that exists and is not read, and how many bytes a number has.
    case unsupported(name: String, size: Int)

    var size: Int {
        switch self {
        case .known(let type): type.size
        case .bytes: 1
        case .unsupported(_, let size): size
        }
    }
}
