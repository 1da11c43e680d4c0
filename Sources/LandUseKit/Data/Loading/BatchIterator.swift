/// One epoch's batches, one after the other. Workers make them ahead from the first call of `next()` on; they go when the
/// iterator does.
public final class BatchIterator {
    let epoch: LoadingEpoch
    private let workers: Int

    init(_ loader: DataLoader) {
        let seed = Random.draw { UInt64($0.generator.next()) << 32 | UInt64($0.generator.next()) }
        let order = loader.isShuffled
            ? Random.withSeed(seed) { Random.permutation(loader.dataset.count) } : Array(0..<loader.dataset.count)
        epoch = LoadingEpoch(loader, order: order, seed: seed)
        workers = loader.workers
    }

    /// Whether any picture so far took numbers from `Random`, be it in the dataset or in the transform.
    var hasDrawn: Bool { epoch.hasDrawn }

    deinit { epoch.cancel() }

    /// The next batch, `nil` after the last and after an error.
    ///
    /// - Throws: what the dataset throws for a picture that cannot be read; `DatasetError` for pictures of a batch that
    ///   differ in shape.
    public func next() throws -> Batch? { try epoch.next(workers: workers) }
}
