/// A dataset's pictures in batches, transformed (PyTorch's `DataLoader`).
///
///     let loader = DataLoader(train, batchSize: 32, shuffled: true, transform: preprocess)
///     for batch in loader { … }               // one epoch
///
/// Each epoch draws a seed from `Random`; order and augmentation follow from it, picture by picture, whatever the
/// number of threads.
public struct DataLoader: Sequence {
    public internal(set) var dataset: any Dataset
    public let batchSize: Int
    public internal(set) var isShuffled: Bool
    /// Whether a last batch that is shorter than the others is left out.
    public internal(set) var dropsLast: Bool
    public internal(set) var transform: Compose

    public init(
        _ dataset: any Dataset, batchSize: Int, shuffled: Bool = false, dropLast: Bool = false, transform: Compose,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        guard batchSize > 0 else { fail("DataLoader needs batches of at least one picture, got \(batchSize)", file, line) }
        self.dataset = dataset
        self.batchSize = batchSize
        isShuffled = shuffled
        dropsLast = dropLast
        self.transform = transform
    }

    /// How many batches an epoch has.
    public var batchCount: Int {
        dropsLast ? dataset.count / batchSize : (dataset.count + batchSize - 1) / batchSize
    }

    public var underestimatedCount: Int { batchCount }

    /// One epoch. A picture that cannot be read ends the cell, naming the file; see `batches()`.
    public func makeIterator() -> AnyIterator<Batch> {
        let batches = batches()
        return AnyIterator {
            do { return try batches.next() } catch { fail("\(error)", #fileID, #line) }
        }
    }

    /// One epoch, for those who want to catch what a picture that cannot be read throws.
    public func batches() -> BatchIterator { BatchIterator(self) }
}

/// One epoch's batches, one after the other.
public final class BatchIterator {
    private let loader: DataLoader
    private let order: [Int]
    private let seed: UInt64
    private var position = 0

    init(_ loader: DataLoader) {
        self.loader = loader
        seed = Random.draw { UInt64($0.generator.next()) << 32 | UInt64($0.generator.next()) }
        order = loader.isShuffled
            ? Random.withSeed(seed) { Random.permutation(loader.dataset.count) } : Array(0..<loader.dataset.count)
    }

    /// The next batch, `nil` after the last.
    ///
    /// - Throws: what the dataset throws for a picture that cannot be read.
    public func next() throws -> Batch? {
        let indices = order[position..<Swift.min(position + loader.batchSize, order.count)]
        if indices.isEmpty || (loader.dropsLast && indices.count < loader.batchSize) { return nil }
        position += indices.count
        let images = try indices.map { index in
            let picture = try loader.dataset.image(at: index)
            return Random.withSeed(seed &+ UInt64(index) &* 0x9E37_79B9_7F4A_7C15) { loader.transform(picture) as Tensor }
        }
        return Batch(
            images: Tensor.stack(images), labels: indices.map { loader.dataset.labels[$0] }, indices: Array(indices))
    }
}
