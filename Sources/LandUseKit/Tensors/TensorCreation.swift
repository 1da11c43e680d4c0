extension Tensor {
    /// A tensor of the given shape, its elements in row-major order: `Tensor([1, 2, 3, 4], shape: [2, 2])`.
    public convenience init(
        _ elements: [Float], shape: [Int], file: StaticString = #fileID, line: UInt = #line
    ) {
        guard shape.allSatisfy({ $0 >= 0 }), shape.product == elements.count else {
            fail("Tensor of shape \(shape) needs \(shape.product) elements, got \(elements.count)", file, line)
        }
        self.init(uninitialized: shape)
        elements.withUnsafeBufferPointer { buffer in
            if let source = buffer.baseAddress { withFloats { $0.update(from: source, count: buffer.count) } }
        }
    }

    /// A tensor of one dimension: `Tensor([1, 2, 3])`.
    public convenience init(_ elements: [Float]) {
        self.init(elements, shape: [elements.count])
    }

    /// A tensor of two dimensions from its rows, which must be equally long.
    public convenience init(_ rows: [[Float]], file: StaticString = #fileID, line: UInt = #line) {
        let width = rows.first?.count ?? 0
        if let index = rows.firstIndex(where: { $0.count != width }) {
            fail("Tensor: row 0 has \(width) elements, row \(index) has \(rows[index].count)", file, line)
        }
        self.init(Array(rows.joined()), shape: [rows.count, width])
    }

    /// A tensor that holds a single number, of shape `[]`.
    public convenience init(_ number: Float) { self.init([number], shape: []) }

    /// Every element equal to `value`.
    public static func full(
        _ shape: [Int], _ value: Float, file: StaticString = #fileID, line: UInt = #line
    ) -> Tensor {
        guard shape.allSatisfy({ $0 >= 0 }) else { fail("a tensor cannot have the shape \(shape)", file, line) }
        let tensor = Tensor(uninitialized: shape)
        tensor.withFloats { $0.update(repeating: value, count: tensor.count) }
        return tensor
    }

    /// Every element 0.
    public static func zeros(_ shape: [Int], file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        full(shape, 0, file: file, line: line)
    }

    /// Every element 1.
    public static func ones(_ shape: [Int], file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        full(shape, 1, file: file, line: line)
    }

    /// The numbers 0, 1, … `end` − 1, in one dimension.
    public static func arange(_ end: Int) -> Tensor { Tensor((0..<max(end, 0)).map(Float.init)) }

    /// The elements in row-major order of the shape, however they lie in memory.
    public final var elements: [Float] {
        [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
            if let target = buffer.baseAddress, count > 0 {
                withFloats {
                    StridedCopy.run(shape, from: $0, strides, to: target, MemoryLayoutOrder.contiguous.strides(of: shape))
                }
            }
            initialized = count
        }
    }

    /// The number that a tensor of one element holds.
    public final func item(file: StaticString = #fileID, line: UInt = #line) -> Float {
        guard count == 1 else { fail("item() needs a tensor of one element, this one has the shape \(shape)", file, line) }
        return withFloats { $0.pointee }
    }
}

extension Array where Element == Float {
    /// A tensor's elements, in row-major order of its shape.
    public init(_ tensor: Tensor) { self = tensor.elements }
}

extension Tensor {
    /// Zeros in a given order of memory.
    convenience init(zeros shape: [Int], layout: MemoryLayoutOrder) {
        self.init(uninitialized: shape, layout: layout)
        withFloats { $0.update(repeating: 0, count: count) }
    }
}
