/// The only names of Python's that a checkpoint may use. None of them runs code that a file brings.
enum PickleGlobal: Equatable {
    case orderedDict
    /// `collections.Counter`, which some schedules keep, and `defaultdict`.
    case otherDictionary
    case rebuildTensor
    /// For the types of numbers that came after 2022: the type stands with the tensor.
    case rebuildTyped
    case rebuildParameter
    /// A tensor with attributes of its own, which are dropped.
    case rebuildWithAttributes
    case size
    case storageType(NumberType)
    case numberType(NumberType)
    /// A value that means nothing here, or a class that only names a type.
    case inert

    /// `nil` for everything else.
    init?(module: String, name: String) {
        switch (module, name) {
        case ("collections", "OrderedDict"): self = .orderedDict
        case ("collections", "Counter"), ("collections", "defaultdict"): self = .otherDictionary
        case ("torch._utils", "_rebuild_tensor"), ("torch._utils", "_rebuild_tensor_v2"): self = .rebuildTensor
        case ("torch._utils", "_rebuild_tensor_v3"): self = .rebuildTyped
        case ("torch._utils", "_rebuild_parameter"), ("torch._utils", "_rebuild_parameter_with_state"): self = .rebuildParameter
        case ("torch._tensor", "_rebuild_from_type_v2"): self = .rebuildWithAttributes
        case ("torch", "Size"): self = .size
        case ("torch", "device"), ("torch", "Tensor"), ("torch.nn.parameter", "Parameter"): self = .inert
        case ("torch.storage", "UntypedStorage"): self = .storageType(.bytes)
        case ("torch", _) where name.hasSuffix("Storage"), ("torch.cuda", _) where name.hasSuffix("Storage"):
            guard let type = Self.storageTypes[name] else { return nil }
            self = .storageType(type)
        case ("torch", _) where name.hasSuffix("Tensor"), ("torch.cuda", _) where name.hasSuffix("Tensor"):
            // The oldest files name a tensor's class beside its storage's, which says the same.
            guard Self.storageTypes[name.dropLast("Tensor".count) + "Storage"] != nil else { return nil }
            self = .inert
        case ("torch", _):
            guard let type = Self.numberTypes[name] else { return nil }
            self = .numberType(type)
        case ("__builtin__", _), ("builtins", _):
            guard Self.harmlessBuiltins.contains(name) else { return nil }
            self = .inert
        default: return nil
        }
    }

    private static let harmlessBuiltins: Set<String> = ["set", "frozenset", "complex", "dict", "list", "int", "float"]

    private static let storageTypes: [String: NumberType] = [
        "DoubleStorage": .known(.float64), "FloatStorage": .known(.float32), "HalfStorage": .known(.float16),
        "BFloat16Storage": .known(.bfloat16), "LongStorage": .known(.int64), "IntStorage": .known(.int32),
        "ShortStorage": .known(.int16), "CharStorage": .known(.int8), "ByteStorage": .known(.uint8),
        "BoolStorage": .known(.bool), "UntypedStorage": .bytes,
        "ComplexFloatStorage": .unsupported(name: "complex64", size: 8),
        "ComplexDoubleStorage": .unsupported(name: "complex128", size: 16),
        "QInt8Storage": .unsupported(name: "qint8", size: 1), "QUInt8Storage": .unsupported(name: "quint8", size: 1),
        "QInt32Storage": .unsupported(name: "qint32", size: 4),
    ]

    private static let numberTypes: [String: NumberType] = [
        "float64": .known(.float64), "float32": .known(.float32), "float16": .known(.float16),
        "bfloat16": .known(.bfloat16), "int64": .known(.int64), "int32": .known(.int32), "int16": .known(.int16),
        "int8": .known(.int8), "uint64": .known(.uint64), "uint32": .known(.uint32), "uint16": .known(.uint16),
        "uint8": .known(.uint8), "bool": .known(.bool),
        "complex32": .unsupported(name: "complex32", size: 4), "complex64": .unsupported(name: "complex64", size: 8),
        "complex128": .unsupported(name: "complex128", size: 16),
        "float8_e4m3fn": .unsupported(name: "float8_e4m3fn", size: 1),
        "float8_e5m2": .unsupported(name: "float8_e5m2", size: 1),
        "float8_e4m3fnuz": .unsupported(name: "float8_e4m3fnuz", size: 1),
        "float8_e5m2fnuz": .unsupported(name: "float8_e5m2fnuz", size: 1),
        "float8_e8m0fnu": .unsupported(name: "float8_e8m0fnu", size: 1),
    ]
}
