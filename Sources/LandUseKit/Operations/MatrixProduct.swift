extension Tensor {
    /// The matrix product `[m, k] · [k, n]` = `[m, n]`; a tensor of one dimension stands for a row on the
    /// left and a column on the right, and that dimension disappears from the result.
    public final func matmul(_ other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        guard (1...2).contains(rank), (1...2).contains(other.rank), shape[rank - 1] == other.shape[0] else {
            fail("matmul needs [m, k] and [k, n], got \(shape) and \(other.shape)", file, line)
        }
        let left = rank == 1 ? unsqueeze(0) : self
        let right = other.rank == 1 ? other.unsqueeze(1) : other
        let a = left.contiguous(), b = right.contiguous()
        let (m, k, n) = (a.shape[0], a.shape[1], b.shape[1])
        let product = Tensor.zeros([m, n])
        LandUseKit.withFloats(a, b, product) { a, b, product in
            MatrixEngine.multiply(
                m: m, n: n, k: k, a, stride: k, b, stride: n, transposeB: false, into: product, stride: n)
        }
        return product.reshape((rank == 1 ? [] : [m]) + (other.rank == 1 ? [] : [n]))
    }
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
    let x = input.contiguous(), w = weight.contiguous()
    let result = Tensor(uninitialized: Array(input.shape.dropLast()) + [outFeatures])
    withFloats(x, w, result) { x, w, result in
        let biases = bias?.elements ?? [Float](repeating: 0, count: outFeatures)
        for row in 0..<rows { (result + row * outFeatures).update(from: biases, count: outFeatures) }
        MatrixEngine.multiply(
            m: rows, n: outFeatures, k: inFeatures, x, stride: inFeatures, w, stride: inFeatures, transposeB: true,
            beta: 1, into: result, stride: outFeatures)
    }
    return result
}
