internal import CKernels

/// A dataset's pictures in batches, transformed (PyTorch's `DataLoader`).
///
///     let loader = DataLoader(train, batchSize: 32, shuffled: true, transform: preprocess)
///     for batch in loader { … }               // one epoch
///
/// Threads of the loader's own decode and transform the next batches while the network computes. Each epoch draws a seed
/// from `Random`; order and augmentation follow from it, picture by picture, whatever the number of threads.
public struct DataLoader: Sequence {
    public internal(set) var dataset: any Dataset
    public let batchSize: Int
    public internal(set) var isShuffled: Bool
    /// Whether a last batch that is shorter than the others is left out.
    public internal(set) var dropsLast: Bool
    public internal(set) var transform: Compose
    /// How many threads make batches ahead; 0: the caller's thread makes each when it is asked for.
    public internal(set) var workers: Int

    /// - Parameters:
    ///   - dropLast: whether a last batch that is shorter than the others is left out
    ///   - transform: from a picture to a tensor; called from several threads at once
    ///   - workers: by default as many as there are processors, and at most 4
    public init(
        _ dataset: any Dataset, batchSize: Int, shuffled: Bool = false, dropLast: Bool = false, transform: Compose,
        workers: Int? = nil, file: StaticString = #fileID, line: UInt = #line
    ) {
        guard batchSize > 0 else { fail("DataLoader needs batches of at least one picture, got \(batchSize)", file, line) }
        if let workers, workers < 0 { fail("DataLoader needs a number of workers from 0 on, got \(workers)", file, line) }
        self.dataset = dataset
        self.batchSize = batchSize
        isShuffled = shuffled
        dropsLast = dropLast
        self.transform = transform
        self.workers = workers ?? Swift.min(Int(ck_thread_count()), 4)
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
            do { return try batches.next() } catch { fail("DataLoader: \(error)", #fileID, #line) }
        }
    }

    /// One epoch, for those who want to catch what a picture that cannot be read throws.
    public func batches() -> BatchIterator { BatchIterator(self) }
}
