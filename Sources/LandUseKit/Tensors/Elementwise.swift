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

    /// Both tensors' elements in pairs, broadcast.
    @inline(__always)
    final func combined(
        with other: Tensor, _ symbol: String, _ file: StaticString, _ line: UInt,
        _ operation: (Float, Float) -> Float
    ) -> Tensor {
        var left = self, right = other
        if left.shape != right.shape {
            guard let shape = Broadcasting.shape(left.shape, right.shape) else {
                fail("\(symbol): the shapes \(left.shape) and \(right.shape) cannot be broadcast together", file, line)
            }
            left = left.broadcast(to: shape)
            right = right.broadcast(to: shape)
        }
        // Alike and dense: memory order is all the same. Otherwise the left one's order decides.
        if !left.isDense { left = left.contiguous() }
        if right.strides != left.strides {
            let copy = Tensor(uninitialized: left.shape, strides: left.strides)
            copy.assign(right)
            right = copy
        }
        let result = Tensor(uninitialized: left.shape, strides: left.strides)
        let count = left.count
        LandUseKit.withFloats(left, right, result) { a, b, output in
            for index in 0..<count { output[index] = operation(a[index], b[index]) }
        }
        return result
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
