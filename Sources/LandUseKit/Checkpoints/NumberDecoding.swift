extension ElementType {
    /// Turns `count` little-endian numbers of this type into floats. Integers beyond 2²⁴ and doubles are rounded.
    func decode(_ bytes: UnsafeRawPointer, _ count: Int, into target: UnsafeMutablePointer<Float>) {
        func each<Number>(_ type: Number.Type, _ convert: (Number) -> Float) {
            for index in 0..<count {
                target[index] = convert(bytes.loadUnaligned(fromByteOffset: index * MemoryLayout<Number>.stride, as: Number.self))
            }
        }
        switch self {
        case .float32: target.update(from: bytes.assumingMemoryBound(to: Float.self), count: count)
        case .float64: each(Double.self) { Float($0) }
        case .float16: each(Float16.self) { Float($0) }
        case .bfloat16: each(UInt16.self) { Float(bitPattern: UInt32($0) << 16) }
        case .int64: each(Int64.self) { Float($0) }
        case .int32: each(Int32.self) { Float($0) }
        case .int16: each(Int16.self) { Float($0) }
        case .int8: each(Int8.self) { Float($0) }
        case .uint64: each(UInt64.self) { Float($0) }
        case .uint32: each(UInt32.self) { Float($0) }
        case .uint16: each(UInt16.self) { Float($0) }
        case .uint8: each(UInt8.self) { Float($0) }
        case .bool: each(UInt8.self) { $0 == 0 ? 0 : 1 }
        }
    }
}
