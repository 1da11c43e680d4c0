/// What an epoch's batches come from.
enum BatchSource {
    case pictures(DataLoader)
    /// Features of the loader's pictures, computed before.
    case features(DataLoader, FeatureTable)

    var loader: DataLoader {
        switch self {
        case .pictures(let loader), .features(let loader, _): loader
        }
    }

    /// One epoch: the batches, one after the other, with pictures or their features as `images`. Order and draws from
    /// `Random` are the same for both.
    func batches() -> () throws -> Batch? {
        switch self {
        case .pictures(let loader):
            let batches = loader.batches()
            return { try batches.next() }
        case .features(var loader, let table):
            // The loader deals out places instead of pictures, which need no threads.
            loader.workers = 0
            loader.dataset = Places(labels: loader.dataset.labels, classes: loader.dataset.classes, source: loader.dataset.source)
            loader.transform = Compose([ToTensor()])
            let batches = loader.batches()
            return {
                guard var batch = try batches.next() else { return nil }
                batch.images = table.rows(batch.indices)
                return batch
            }
        }
    }

    /// The pictures of a batch, where it holds their features.
    ///
    /// - Throws: what the dataset throws for a picture that cannot be read.
    func pictures(of batch: Batch) throws -> Batch {
        guard case .features(let loader, _) = self else { return batch }
        var batch = batch
        batch.images = Tensor.stack(try batch.indices.map { loader.transform(try loader.dataset.image(at: $0)) as Tensor })
        return batch
    }
}

/// A dataset of nothing but places: each picture is one black pixel.
private struct Places: Dataset {
    let labels: [Int]
    let classes: [String]
    let source: DataSource

    func image(at index: Int) -> Image { Image(height: 1, width: 1, channels: 1, samples: [0]) }
    func name(at index: Int) -> String { "\(index)" }
}
