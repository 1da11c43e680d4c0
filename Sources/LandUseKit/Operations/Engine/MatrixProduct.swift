extension Tensor {
    /// The matrix product `[m, k] · [k, n]` = `[m, n]`; a tensor of one dimension stands for a row on the
    /// left and a column on the right, and that dimension disappears from the result. With more dimensions, the last
    /// two are multiplied, and those before are broadcast.
    public final func matmul(_ other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        guard rank > 0, other.rank > 0, shape[rank - 1] == other.shape[Swift.max(other.rank - 2, 0)],
            let batch = Broadcasting.shape(Array(shape.dropLast(2)), Array(other.shape.dropLast(2)))
        else {
            fail("matmul needs […, m, k] and […, k, n], got \(shape) and \(other.shape)", file, line)
        }
        let left = rank == 1 ? unsqueeze(0) : self
        let right = other.rank == 1 ? other.unsqueeze(1) : other
        let product = left.matrixProduct(right, batch)
        return product.reshape(batch + (rank == 1 ? [] : [shape[rank - 2]]) + (other.rank == 1 ? [] : [other.shape[other.rank - 1]]))
    }

    /// The matrix product of the last two dimensions, once for each place of `batch`, the others broadcast.
    private final func matrixProduct(_ other: Tensor, _ batch: [Int]) -> Tensor {
        let product = batchedProduct(detach(), other.detach(), batch)
        guard let wanted = Autograd.wanted([self, other]) else { return product }
        let (leftShape, rightShape) = (shape, other.shape)
        let left = wanted[1] ? SavedTensor(self) : nil, right = wanted[0] ? SavedTensor(other) : nil
        return product.computed("matmul", from: [self, other]) { gradient in
            [
                right.map { batchedProduct(gradient, $0.restored(), batch, transposeB: true).summed(to: leftShape) },
                left.map { batchedProduct($0.restored(), gradient, batch, transposeA: true).summed(to: rightShape) },
            ]
        }
    }
}

/// Products of the matrices in the last two dimensions, either transposed first.
private func batchedProduct(
    _ left: Tensor, _ right: Tensor, _ batch: [Int], transposeA: Bool = false, transposeB: Bool = false
) -> Tensor {
    let a = left.broadcast(to: batch + left.shape.suffix(2)).contiguous()
    let b = right.broadcast(to: batch + right.shape.suffix(2)).contiguous()
    let (rows, columns) = (a.shape[a.rank - 2], a.shape[a.rank - 1])
    let (m, k) = transposeA ? (columns, rows) : (rows, columns)
    let n = b.shape[transposeB ? b.rank - 2 : b.rank - 1], width = b.shape[b.rank - 1]
    let product = Tensor.zeros(batch + [m, n])
    withFloats(a, b, product) { a, b, product in
        for place in 0..<batch.product {
            MatrixEngine.multiply(
                m: m, n: n, k: k, a + place * m * k, stride: columns, transposeA: transposeA, b + place * k * n,
                stride: width, transposeB: transposeB, into: product + place * m * n, stride: n)
        }
    }
    return product
}

/// y = x · weightᵀ + bias (PyTorch's `F.linear`), along the last dimension of `input`.
///
/// - Parameters:
///   - input: `[…, inFeatures]`
///   - weight: `[outFeatures, inFeatures]`
///   - bias: `[outFeatures]`
/// - Returns: `[…, outFeatures]`
public func linear(
    _ input: Tensor, weight: Tensor, bias: Tensor? = nil, file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
    guard weight.rank == 2 else { fail("Linear needs a weight [out, in], got \(weight.shape)", file, line) }
    let (outFeatures, inFeatures) = (weight.shape[0], weight.shape[1])
    guard input.shape.last == inFeatures else {
        fail("Linear expects […, \(inFeatures)], got \(input.shape); weight is \(weight.shape)", file, line)
    }
    if let bias, bias.shape != [outFeatures] {
        fail("Linear expects a bias [\(outFeatures)], got \(bias.shape); weight is \(weight.shape)", file, line)
    }
    let rows = input.shape.dropLast().reduce(1, *)
    let x = input.detach().contiguous(), w = weight.detach().contiguous()
    let result = Tensor(uninitialized: Array(input.shape.dropLast()) + [outFeatures])
    withFloats(x, w, result) { x, w, result in
        let biases = bias?.elements ?? [Float](repeating: 0, count: outFeatures)
        for row in 0..<rows { (result + row * outFeatures).update(from: biases, count: outFeatures) }
        MatrixEngine.multiply(
            m: rows, n: outFeatures, k: inFeatures, x, stride: inFeatures, w, stride: inFeatures, transposeB: true,
            beta: 1, into: result, stride: outFeatures)
    }
    guard let wanted = Autograd.wanted([input, weight, bias]) else { return result }
    let shape = input.shape
    let keptInput = wanted[1] ? SavedTensor(x) : nil, keptWeight = wanted[0] ? SavedTensor(weight) : nil
    return result.computed("linear", from: [input, weight, bias]) { gradient in
        let rows = gradient.reshape([rows, outFeatures])
        return [
            keptWeight.map { rows.matmul($0.restored()).reshape(shape) },
            keptInput.map { batchedProduct(rows, $0.restored().reshape([rows.shape[0], inFeatures]), [], transposeA: true) },
            wanted[2] ? rows.sum(dim: 0) : nil,
        ]
    }
}
