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
    case storage(PickleStorage)
    case tensor(PickleTensor)
    /// Where a run of values begins on the stack.
    case mark

    var int: Int? {
        if case .int(let value) = self { value } else { nil }
    }
    var string: String? {
        if case .string(let value) = self { value } else { nil }
    }
    var tuple: [PickleValue]? {
        if case .tuple(let values, _) = self { values } else { nil }
    }
    var ints: [Int]? {
        guard let values = tuple else { return nil }
        let ints = values.compactMap(\.int)
        return ints.count == values.count ? ints : nil
    }
}

final class PickleList {
    var values: [PickleValue] = []
}

/// Entries in order; only names count, other keys are dropped.
final class PickleDictionary {
    var entries: [(key: String, value: PickleValue)] = []
}

/// The only names of Python's that a checkpoint may use. None of them runs code that a file brings.
enum PickleGlobal: Equatable {
    case orderedDict
    case rebuildTensor
    case rebuildParameter
    case size
    case storageType(ElementType)

    /// `nil` for everything else.
    init?(module: String, name: String) {
        switch "\(module).\(name)" {
        case "collections.OrderedDict": self = .orderedDict
        case "torch._utils._rebuild_tensor_v2": self = .rebuildTensor
        case "torch._utils._rebuild_parameter": self = .rebuildParameter
        case "torch.Size": self = .size
        case "torch.DoubleStorage": self = .storageType(.float64)
        case "torch.FloatStorage": self = .storageType(.float32)
        case "torch.HalfStorage": self = .storageType(.float16)
        case "torch.BFloat16Storage": self = .storageType(.bfloat16)
        case "torch.LongStorage": self = .storageType(.int64)
        case "torch.IntStorage": self = .storageType(.int32)
        case "torch.ShortStorage": self = .storageType(.int16)
        case "torch.CharStorage": self = .storageType(.int8)
        case "torch.ByteStorage": self = .storageType(.uint8)
        case "torch.BoolStorage": self = .storageType(.bool)
        default: return nil
        }
    }
}

/// A block of numbers that lies in the archive under `data/<key>`.
struct PickleStorage {
    var key: String
    var type: ElementType
    /// Numbers.
    var count: Int
}

/// A tensor as a view of a storage.
struct PickleTensor {
    var storage: PickleStorage
    var offset: Int
    var shape: [Int]
    var strides: [Int]
}
