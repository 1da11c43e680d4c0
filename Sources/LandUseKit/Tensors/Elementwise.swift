extension Tensor {
    /// Sum, element by element. Shapes are broadcast as PyTorch's: aligned at the last dimension, and
    /// sizes of 1 stretched.
    public static func + (left: Tensor, right: Tensor) -> Tensor { left.adding(right) }
    /// Difference, element by element, broadcast.
    public static func - (left: Tensor, right: Tensor) -> Tensor { left.subtracting(right) }
    /// Product, element by element, broadcast. For the matrix product see `matmul`.
    public static func * (left: Tensor, right: Tensor) -> Tensor { left.multiplied(by: right) }
    /// Quotient, element by element, broadcast.
    public static func / (left: Tensor, right: Tensor) -> Tensor { left.divided(by: right) }

    public static func + (left: Tensor, right: Float) -> Tensor { left.map { $0 + right } }
    public static func - (left: Tensor, right: Float) -> Tensor { left.map { $0 - right } }
    public static func * (left: Tensor, right: Float) -> Tensor { left.map { $0 * right } }
    public static func / (left: Tensor, right: Float) -> Tensor { left.map { $0 / right } }
    public static func + (left: Float, right: Tensor) -> Tensor { right.map { left + $0 } }
    public static func - (left: Float, right: Tensor) -> Tensor { right.map { left - $0 } }
    public static func * (left: Float, right: Tensor) -> Tensor { right.map { left * $0 } }
    public static prefix func - (operand: Tensor) -> Tensor { operand.map { -$0 } }

    // Operators cannot take the caller's line; these can, and the layers use them.

    /// `self + other`, with the caller's line in the message should the shapes not fit.
    public final func adding(_ other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        combined(with: other, "+", file, line) { $0 + $1 }
    }

    /// `self - other`, with the caller's line in the message should the shapes not fit.
    public final func subtracting(_ other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        combined(with: other, "-", file, line) { $0 - $1 }
    }

    /// `self * other`, with the caller's line in the message should the shapes not fit.
    public final func multiplied(by other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        combined(with: other, "*", file, line) { $0 * $1 }
    }

    /// `self / other`, with the caller's line in the message should the shapes not fit.
    public final func divided(by other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        combined(with: other, "/", file, line) { $0 / $1 }
    }

    /// max(x, 0); NaN stays NaN, as in PyTorch.
    public final func relu() -> Tensor { map { $0 < 0 ? 0 : $0 } }

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

    @inline(__always)
    private final func combined(
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

    /// A view in which sizes of 1 are stretched by a stride of 0.
    private final func broadcast(to target: [Int]) -> Tensor {
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
