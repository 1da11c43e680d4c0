/// Attention in several heads (Vaswani et al. 2017, "Attention Is All You Need"; PyTorch's `nn.MultiheadAttention`, whose
/// names its parameters bear).
///
/// Each query's result is a mean of the values, weighed by the softmax of its products with the keys:
///
///     let attention = MultiheadAttention(64, 4, batchFirst: true)
///     let mixed = attention(tokens)                               // of one sequence with itself: [N, L, 64]
///     let (output, weights) = attention(queries, keys, values)    // weights: [N, L, S]
public final class MultiheadAttention: Module {
    public let embedDim: Int
    public let numHeads: Int
    public let dropout: Double
    /// Whether sequences are `[N, L, E]`, and not `[L, N, E]`.
    public let batchFirst: Bool
    /// Of queries, keys and values, one below the other: `[3·E, E]`.
    public var inProjWeight: Parameter
    public var inProjBias: Parameter?
    public let outProj: Linear

    /// - Parameters:
    ///   - embedDim: numbers of a sequence's element, E, which the heads share among themselves.
    ///   - dropout: how likely a weight becomes 0 in training.
    ///   - batchFirst: false by default, as in PyTorch.
    public init(
        _ embedDim: Int, _ numHeads: Int, dropout: Double = 0, bias: Bool = true, batchFirst: Bool = false,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        guard embedDim > 0, numHeads > 0, embedDim % numHeads == 0 else {
            fail("MultiheadAttention cannot divide \(embedDim) numbers among \(numHeads) heads", file, line)
        }
        guard (0...1).contains(dropout) else {
            fail("MultiheadAttention needs a dropout between 0 and 1, got \(dropout)", file, line)
        }
        self.embedDim = embedDim
        self.numHeads = numHeads
        self.dropout = dropout
        self.batchFirst = batchFirst
        inProjWeight = Parameter(Tensor.zeros([3 * embedDim, embedDim]))
        inProjBias = bias ? Parameter(Tensor.zeros([3 * embedDim])) : nil
        outProj = Linear(embedDim, embedDim, bias: bias)
        super.init()
        Initialization.xavierUniform(inProjWeight)
        outProj.bias?.assign(Tensor.zeros([embedDim]))
    }

    /// Of a sequence with itself, `[N, L, E]` with `batchFirst`, else `[L, N, E]`; or one sequence alone, `[L, E]`.
    public override func forward(_ input: Tensor) -> Tensor { attend(input, input, input, nil, nil).output }

    /// - Parameters:
    ///   - query: `[N, L, E]` with `batchFirst`, else `[L, N, E]`; or one sequence alone, `[L, E]`.
    ///   - key: the same with S elements.
    ///   - value: as `key`.
    ///   - keyPaddingMask: `[N, S]`, added to the products before softmax: −∞ where a key is padding, else 0.
    ///   - attentionMask: `[L, S]`, or `[N, heads, L, S]`, added likewise: −∞ where a query must not see a key.
    /// - Returns: what `query` was, and the weights, a mean over the heads: `[N, L, S]`.
    public func callAsFunction(
        _ query: Tensor, _ key: Tensor, _ value: Tensor, keyPaddingMask: Tensor? = nil, attentionMask: Tensor? = nil,
        file: StaticString = #fileID, line: UInt = #line
    ) -> (output: Tensor, weights: Tensor) {
        CallSite.entering(file, line) {
            let result = attend(query, key, value, keyPaddingMask, attentionMask)
            for hook in forwardHooks { hook.body(self, query, result.output) }
            return result
        }
    }

    /// For `attentionMask`: no element sees those after it.
    public static func causalMask(_ length: Int) -> Tensor {
        Tensor((0..<length).map { row in (0..<length).map { $0 > row ? -Float.infinity : 0 } })
    }

    private func attend(
        _ query: Tensor, _ key: Tensor, _ value: Tensor, _ keyPaddingMask: Tensor?, _ attentionMask: Tensor?
    ) -> (output: Tensor, weights: Tensor) {
        let isAlone = query.rank == 2
        func batched(_ x: Tensor) -> Tensor { isAlone ? x.unsqueeze(0) : batchFirst ? x : x.transpose(0, 1) }
        check([query, key, value])
        let (q, k, v) = projected(query, key, value, batched)
        var scores = (q * Float(1 / Double(embedDim / numHeads).squareRoot())).matmul(k.transpose(2, 3))
        check(keyPaddingMask, attentionMask, [q.shape[0], numHeads, q.shape[2], k.shape[2]])
        if let attentionMask { scores = scores + attentionMask }
        if let keyPaddingMask { scores = scores + keyPaddingMask.reshape([q.shape[0], 1, 1, k.shape[2]]) }
        let weights = LandUseKit.dropout(scores.softmax(dim: -1), p: dropout, training: isTraining)
        let mixed = weights.matmul(v).transpose(1, 2).flatten(2)
        let output = outProj(mixed), mean = weights.mean(dim: 1)
        if isAlone { return (output[0], mean[0]) }
        return (batchFirst ? output : output.transpose(0, 1), mean)
    }

    /// Queries, keys and values, each `[N, heads, length, E / heads]`.
    private func projected(
        _ query: Tensor, _ key: Tensor, _ value: Tensor, _ batched: (Tensor) -> Tensor
    ) -> (Tensor, Tensor, Tensor) {
        func heads(_ x: Tensor) -> Tensor {
            x.reshape([x.shape[0], x.shape[1], numHeads, embedDim / numHeads]).transpose(1, 2)
        }
        func part(_ index: Int) -> Range<Int> { index * embedDim..<(index + 1) * embedDim }
        if query === key, key === value {
            let all = linear(batched(query), weight: inProjWeight, bias: inProjBias)
            return (heads(all.narrow(2, part(0))), heads(all.narrow(2, part(1))), heads(all.narrow(2, part(2))))
        }
        let parts = [query, key, value].enumerated().map { index, x in
            heads(linear(batched(x), weight: inProjWeight.narrow(0, part(index)), bias: inProjBias?.narrow(0, part(index))))
        }
        return (parts[0], parts[1], parts[2])
    }

    /// - Parameter scores: the shape that masks are added to
    private func check(_ keyPaddingMask: Tensor?, _ attentionMask: Tensor?, _ scores: [Int]) {
        if let attentionMask, ![scores, Array(scores[2...])].contains(attentionMask.shape) {
            fail("MultiheadAttention expects an attention mask \(Array(scores[2...])) or \(scores), got \(attentionMask.shape)", #fileID, #line)
        }
        if let keyPaddingMask, keyPaddingMask.count != scores[0] * scores[3] {
            fail("MultiheadAttention expects a key padding mask \([scores[0], scores[3]]), got \(keyPaddingMask.shape)", #fileID, #line)
        }
    }

    private func check(_ inputs: [Tensor]) {
        let rank = inputs[0].rank, batchAxis = batchFirst ? 0 : 1
        let fits = inputs.allSatisfy { $0.rank == rank && $0.shape.last == embedDim }
            && (rank == 2 || rank == 3 && inputs.allSatisfy { $0.shape[batchAxis] == inputs[0].shape[batchAxis] })
            && inputs[1].shape == inputs[2].shape
        guard fits else {
            let expected = batchFirst ? "[N, L, \(embedDim)]" : "[L, N, \(embedDim)]"
            fail(
                "MultiheadAttention expects \(expected) or [L, \(embedDim)], keys and values alike, got "
                    + inputs.map { "\($0.shape)" }.joined(separator: ", ") + "; in_proj_weight is \(inProjWeight.shape)", #fileID, #line)
        }
    }
}
