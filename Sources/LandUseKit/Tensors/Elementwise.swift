extension Tensor {
    /// A new tensor of the same shape and memory layout, each element transformed.
    @inline(__always)
    final func map(_ transform: (Float) -> Float) -> Tensor {
        let source = isDense ? self : contiguous()
        let result = Tensor(uninitialized: shape, strides: source.strides)
        LandUseKit.withFloats(source, result) { input, output in
            for index in 0..<count { output[index] = transform(input[index]) }
        }
        return result
    }

    /// `map` by a kernel, or by plain Swift where plain kernels are asked for.
    ///
    /// - Parameter kernel: reads so many elements, and writes as many.
    @inline(__always)
    final func map(
        kernel: (UnsafePointer<Float>, Int, UnsafeMutablePointer<Float>) -> Void, otherwise transform: (Float) -> Float
    ) -> Tensor {
        guard case .fast = ComputeKernels.current else { return map(transform) }
        let source = isDense ? self : contiguous()
        let result = Tensor(uninitialized: shape, strides: source.strides)
        ComputeKernels.enter()
        LandUseKit.withFloats(source, result) { kernel($0, count, $1) }
        return result
    }

    /// Both tensors' elements in pairs, broadcast.
    @inline(__always)
    final func combined(
        with other: Tensor, _ symbol: String, _ file: StaticString, _ line: UInt,
        _ operation: (Float, Float) -> Float
    ) -> Tensor {
        let (left, right) = aligned(with: other, symbol, file, line)
        let result = Tensor(uninitialized: left.shape, strides: left.strides)
        let count = left.count
        LandUseKit.withFloats(left, right, result) { a, b, output in
            for index in 0..<count { output[index] = operation(a[index], b[index]) }
        }
        return result
    }

    /// `combined` by a kernel, or by plain Swift where plain kernels are asked for.
    ///
    /// - Parameter kernel: reads so many pairs of elements, and writes as many elements.
    @inline(__always)
    final func combined(
        with other: Tensor, _ symbol: String, _ file: StaticString, _ line: UInt,
        kernel: (UnsafePointer<Float>, UnsafePointer<Float>, Int, UnsafeMutablePointer<Float>) -> Void,
        otherwise operation: (Float, Float) -> Float
    ) -> Tensor {
        guard case .fast = ComputeKernels.current else { return combined(with: other, symbol, file, line, operation) }
        let (left, right) = aligned(with: other, symbol, file, line)
        let result = Tensor(uninitialized: left.shape, strides: left.strides)
        ComputeKernels.enter()
        LandUseKit.withFloats(left, right, result) { kernel($0, $1, left.count, $2) }
        return result
    }

    /// Both tensors broadcast to one shape, dense, and in the same order of memory.
    private final func aligned(
        with other: Tensor, _ symbol: String, _ file: StaticString, _ line: UInt
    ) -> (left: Tensor, right: Tensor) {
        var left = detach(), right = other.detach()
        if left.shape != right.shape {
            guard let shape = Broadcasting.shape(left.shape, right.shape) else {
                fail("\(symbol): the shapes \(left.shape) and \(right.shape) cannot be broadcast together", file, line)
            }
            left = left.broadcast(to: shape)
            right = right.broadcast(to: shape)
        }
        // Alike and dense: memory order is all the same. Otherwise the left one's order decides.
        if !left.isDense { left = left.contiguous() }
        if right.strides != left.strides { right = right.copied(strides: left.strides) }
        return (left, right)
    }

    /// Adds the elements of a tensor of the same shape to this one's, in place.
    final func add(_ other: Tensor) {
        precondition(other.shape == shape)
        let addend = other.strides == strides && isDense ? other : other.copied(strides: isDense ? strides : other.strides)
        guard isDense else { return assign(detach().adding(addend)) }
        let count = count
        addend.withFloats { source in
            withMutableFloats { target in
                for index in 0..<count { target[index] += source[index] }
            }
        }
    }

    /// The counterpart of broadcasting: the sums over what was stretched, in the smaller shape.
    final func summed(to target: [Int]) -> Tensor {
        if shape == target { return self }
        let missing = rank - target.count
        var result = self
        for axis in shape.indices.reversed() {
            if axis < missing {
                result = result.sum(dim: axis)
            } else if target[axis - missing] != shape[axis] {
                result = result.sum(dim: axis, keepDim: true)
            }
        }
        return result
    }

    /// A view in which sizes of 1 are stretched by a stride of 0.
    final func broadcast(to target: [Int]) -> Tensor {
        if shape == target { return self }
        let missing = target.count - rank
        let stretched = target.indices.map { index in
            index < missing || shape[index - missing] != target[index] ? 0 : strides[index - missing]
        }
        return Tensor(storage: storage, offset: offset, shape: target, strides: stretched)
    }
}

/// PyTorch's (and NumPy's) rule for operands of different shapes.
enum Broadcasting {
    /// The common shape; `nil` where sizes differ and neither is 1.
    static func shape(_ left: [Int], _ right: [Int]) -> [Int]? {
        let rank = max(left.count, right.count)
        let a = Array(repeating: 1, count: rank - left.count) + left
        let b = Array(repeating: 1, count: rank - right.count) + right
        var result: [Int] = []
        for (x, y) in zip(a, b) {
            guard x == y || x == 1 || y == 1 else { return nil }
            result.append(x == 1 ? y : x)
        }
        return result
    }
}
