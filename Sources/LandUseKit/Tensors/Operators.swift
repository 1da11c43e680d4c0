internal import CKernels

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

    public static func + (left: Tensor, right: Float) -> Tensor { left.mapLinearly("+", slope: 1) { $0 + right } }
    public static func - (left: Tensor, right: Float) -> Tensor { left.mapLinearly("-", slope: 1) { $0 - right } }
    public static func * (left: Tensor, right: Float) -> Tensor { left.mapLinearly("*", slope: right) { $0 * right } }
    public static func / (left: Tensor, right: Float) -> Tensor { left.mapLinearly("/", slope: 1 / right) { $0 / right } }
    public static func + (left: Float, right: Tensor) -> Tensor { right.mapLinearly("+", slope: 1) { left + $0 } }
    public static func - (left: Float, right: Tensor) -> Tensor { right.mapLinearly("-", slope: -1) { left - $0 } }
    public static func * (left: Float, right: Tensor) -> Tensor { right.mapLinearly("*", slope: left) { left * $0 } }
    public static func / (left: Float, right: Tensor) -> Tensor {
        right.differentiableMap("/") { left / $0 } slopeAtInput: { x in -left / (x * x) }
    }
    public static prefix func - (operand: Tensor) -> Tensor { operand.mapLinearly("-", slope: -1) { -$0 } }

    // Operators cannot take the caller's line; these can, and the layers use them.

    /// `self + other`, with the caller's line in the message should the shapes not fit.
    public final func adding(_ other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        let (left, right) = (shape, other.shape)
        return combined(with: other, "+", file, line, kernel: { ck_add($0, $1, $2, 0, $3) }, otherwise: { $0 + $1 })
            .computed("+", from: [self, other]) { [$0.summed(to: left), $0.summed(to: right)] }
    }

    /// `self - other`, with the caller's line in the message should the shapes not fit.
    public final func subtracting(_ other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        let (left, right) = (shape, other.shape)
        return combined(with: other, "-", file, line) { $0 - $1 }
            .computed("-", from: [self, other]) { [$0.summed(to: left), (-$0).summed(to: right)] }
    }

    /// `self * other`, with the caller's line in the message should the shapes not fit.
    public final func multiplied(by other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        let product = combined(with: other, "*", file, line, kernel: ck_multiply, otherwise: { $0 * $1 })
        guard let wanted = Autograd.wanted([self, other]) else { return product }
        let (left, right) = (shape, other.shape)
        let keptLeft = wanted[1] ? SavedTensor(self) : nil, keptRight = wanted[0] ? SavedTensor(other) : nil
        return product.computed("*", from: [self, other]) { gradient in
            [
                keptRight.map { (gradient * $0.restored()).summed(to: left) },
                keptLeft.map { (gradient * $0.restored()).summed(to: right) },
            ]
        }
    }

    /// `self / other`, with the caller's line in the message should the shapes not fit.
    public final func divided(by other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        let quotient = combined(with: other, "/", file, line) { $0 / $1 }
        guard let wanted = Autograd.wanted([self, other]) else { return quotient }
        let (left, right) = (shape, other.shape)
        let keptRight = SavedTensor(other), keptQuotient = wanted[1] ? SavedTensor(quotient) : nil
        return quotient.computed("/", from: [self, other]) { gradient in
            let share = gradient / keptRight.restored()
            return [
                wanted[0] ? share.summed(to: left) : nil,
                // d(a/b)/db = −(a/b)/b
                keptQuotient.map { (-(share * $0.restored())).summed(to: right) },
            ]
        }
    }
}
