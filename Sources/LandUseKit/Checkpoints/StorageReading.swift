extension TensorStorage {
    /// Reads `count` numbers of a type, piece by piece, so that no second copy of a large block is held.
    /// The caller has checked that the source has them.
    ///
    /// - Returns: `nil` where the source cannot be read.
    convenience init?(_ source: some ByteSource, at offset: Int, _ type: ElementType, count: Int) {
        self.init(uninitialized: count)
        if type == .float32 {
            let target = UnsafeMutableRawBufferPointer(start: floats, count: count * type.size)
            guard source.read(at: offset, into: target) else { return nil }
            return
        }
        let pieceCount = 1 << 17
        var done = 0
        while done < count {
            let piece = min(pieceCount, count - done)
            guard let bytes = source.bytes(at: offset + done * type.size, count: piece * type.size) else { return nil }
            bytes.withUnsafeBytes { bytes in
                if let start = bytes.baseAddress { type.decode(start, piece, into: floats + done) }
            }
            done += piece
        }
    }
}

/// The bounds of a tensor's shape, whatever the format.
enum ShapeBounds {
    /// Dimensions: as many as PyTorch allows.
    static let largestRank = 64

    /// The number of elements; `nil` for a shape that no tensor has: too many dimensions, a negative one, or
    /// a product beyond 2⁴⁰. A size of zero does not excuse the others, for strides are their products.
    static func count(of shape: [Int]) -> Int? {
        guard shape.count <= largestRank else { return nil }
        var product = 1
        for size in shape where size != 0 {
            guard size > 0, size <= 1 << 40 else { return nil }
            let (next, overflow) = product.multipliedReportingOverflow(by: size)
            guard !overflow, next <= 1 << 40 else { return nil }
            product = next
        }
        return shape.contains(0) ? 0 : product
    }
}
