extension Tensor {
    /// The same elements in another shape; one size may be −1 and is then found. Shares memory where the
    /// elements lie in row-major order, copies otherwise.
    public final func reshape(_ shape: [Int], file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        var newShape = shape
        let known = shape.filter { $0 != -1 }.product
        if let unknown = shape.firstIndex(of: -1), known > 0, count % known == 0 { newShape[unknown] = count / known }
        guard newShape.allSatisfy({ $0 >= 0 }), newShape.product == count else {
            fail("reshape: \(self.shape) has \(count) elements, which do not fill \(shape)", file, line)
        }
        let source = contiguous(), before = self.shape
        return Tensor(
            storage: source.storage, offset: source.offset, shape: newShape,
            strides: MemoryLayoutOrder.contiguous.strides(of: newShape)
        ).computed("reshape", from: [self]) { [$0.reshape(before)] }
    }

    /// All dimensions from `startDim` on joined into one: `[N, C, H, W].flatten(1)` is `[N, C·H·W]`.
    public final func flatten(_ startDim: Int = 0, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        let start = rank == 0 ? 0 : dimension(startDim, in: "flatten", file, line)
        return reshape(Array(shape[..<start]) + [shape[start...].product], file: file, line: line)
    }

    /// A view whose dimension `i` is this one's dimension `order[i]`.
    public final func permute(_ order: [Int], file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        guard order.sorted() == Array(shape.indices) else {
            fail("permute: \(order) does not name each dimension of \(shape) once", file, line)
        }
        return view("permute", shape: order.map { shape[$0] }, strides: order.map { strides[$0] }) { gradient in
            gradient.permute(order.indices.map { order.firstIndex(of: $0) ?? $0 })
        }
    }

    /// A view with two dimensions exchanged.
    public final func transpose(
        _ first: Int, _ second: Int, file: StaticString = #fileID, line: UInt = #line
    ) -> Tensor {
        var order = Array(shape.indices)
        order.swapAt(dimension(first, in: "transpose", file, line), dimension(second, in: "transpose", file, line))
        return permute(order)
    }

    /// A view with a dimension of size 1 inserted: an image `[C, H, W]` as a batch `[1, C, H, W]`.
    public final func unsqueeze(_ dim: Int, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        let place = dim < 0 ? dim + rank + 1 : dim
        guard (0...rank).contains(place) else { fail("unsqueeze: no place \(dim) in the shape \(shape)", file, line) }
        var newShape = shape, newStrides = strides
        newShape.insert(1, at: place)
        newStrides.insert(place < rank ? shape[place] * strides[place] : 1, at: place)
        let before = shape
        return view("unsqueeze", shape: newShape, strides: newStrides) { $0.reshape(before) }
    }

    /// A view without the dimensions of size 1, or without that one if it has size 1.
    public final func squeeze(_ dim: Int? = nil, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        let chosen = dim.map { dimension($0, in: "squeeze", file, line) }
        let kept = shape.indices.filter { shape[$0] != 1 || (chosen != nil && chosen != $0) }
        let before = shape
        return view("squeeze", shape: kept.map { shape[$0] }, strides: kept.map { strides[$0] }) { $0.reshape(before) }
    }

    /// A view of one place along the first dimension: row `i` of a matrix, image `i` of a batch.
    /// Negative indices count from the end.
    public final subscript(index: Int, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        guard let size = shape.first else { fail("a single number cannot be indexed", file, line) }
        let place = index < 0 ? index + size : index
        guard (0..<size).contains(place) else {
            fail("index \(index) is out of bounds for the first dimension of \(shape)", file, line)
        }
        return slice(0, place..<place + 1).view("[]", shape: Array(shape.dropFirst()), strides: Array(strides.dropFirst())) {
            $0.unsqueeze(0)
        }
    }

    /// A view of some places along the first dimension: `images[0..<8]`.
    public final subscript(range: Range<Int>, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        narrow(0, range, file: file, line: line)
    }

    /// A view of some places along a dimension.
    public final func narrow(
        _ dim: Int, _ range: Range<Int>, file: StaticString = #fileID, line: UInt = #line
    ) -> Tensor {
        let axis = dimension(dim, in: "narrow", file, line)
        guard range.lowerBound >= 0, range.upperBound <= shape[axis] else {
            fail("\(range) is out of bounds for dimension \(dim) of \(shape)", file, line)
        }
        return slice(axis, range)
    }

    private final func slice(_ axis: Int, _ range: Range<Int>) -> Tensor {
        var newShape = shape
        newShape[axis] = range.count
        let before = shape
        return Tensor(
            storage: storage, offset: offset + range.lowerBound * strides[axis], shape: newShape, strides: strides
        ).computed("narrow", from: [self]) { gradient in
            let whole = Tensor.zeros(before)
            whole.slice(axis, range).assign(gradient)
            return [whole]
        }
    }

    private final func view(
        _ name: String, shape: [Int], strides: [Int], gradient: @escaping (Tensor) -> Tensor
    ) -> Tensor {
        Tensor(storage: storage, offset: offset, shape: shape, strides: strides)
            .computed(name, from: [self]) { [gradient($0)] }
    }

    /// A dimension's index; negative ones count from the end.
    final func dimension(_ dim: Int, in operation: String, _ file: StaticString, _ line: UInt) -> Int {
        let index = dim < 0 ? dim + rank : dim
        guard shape.indices.contains(index) else {
            fail("\(operation): the shape \(shape) has no dimension \(dim)", file, line)
        }
        return index
    }
}
