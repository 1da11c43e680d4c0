import NotebookDisplay

extension Dataset {
    /// The mean and standard deviation of each channel over all pixels of all pictures, for `Normalize`: measure them on the
    /// training part alone, for the others are not known when a network is trained.
    ///
    ///     let statistics = try split.train.channelStatistics(transform: Compose([Resize(224, 224), ToTensor()]))
    ///     let normalize = Normalize(statistics)
    ///
    /// Sums are in double precision; the deviation is that of the pixels themselves (divided by their number). Draws
    /// nothing from `Random` that later draws would miss.
    ///
    /// - Parameter transform: ends with `ToTensor()`; by default nothing else
    /// - Throws: what the dataset throws for a picture that cannot be read; `DatasetError` for pictures that differ in their
    ///   number of channels.
    public func channelStatistics(
        transform: Compose = Compose([ToTensor()]), file: StaticString = #fileID, line: UInt = #line
    ) throws -> ChannelNormalization {
        guard count > 0 else { fail("channelStatistics needs at least one picture", file, line) }
        var sums: [PixelSums] = [], first = (name: "", shape: [Int]())
        try Random.withSeed(0) {
            // One by one, for their sizes may differ.
            let batches = DataLoader(self, batchSize: 1, transform: transform).batches()
            while let batch = try batches.next() {
                let shape = batch.images.shape
                guard shape.count == 4 else { fail("channelStatistics needs pictures [C, H, W], the transform gives \(Array(shape.dropFirst()))", file, line) }
                let name = name(at: batch.indices[0])
                if sums.isEmpty {
                    sums = Array(repeating: PixelSums(), count: shape[1])
                    first = (name, Array(shape.dropFirst()))
                }
                guard sums.count == shape[1] else {
                    throw DatasetError.differentShapes(picture: name, shape: Array(shape.dropFirst()), other: first.name, otherShape: first.shape)
                }
                for channel in sums.indices { sums[channel].add(batch.images[0][channel]) }
            }
        }
        return ChannelNormalization(mean: sums.map { Float($0.mean) }, std: sums.map { Float($0.deviation) })
    }
}

/// What is added up of one channel. The first pixel is subtracted, for large equal numbers would drown small differences.
private struct PixelSums {
    private var origin: Double?
    private var count = 0.0, sum = 0.0, squares = 0.0

    var mean: Double { (origin ?? 0) + sum / count }
    var deviation: Double { max(squares / count - (sum / count) * (sum / count), 0).squareRoot() }

    /// `[H, W]`
    mutating func add(_ plane: Tensor) {
        let height = plane.shape[0], width = plane.shape[1], rowStride = plane.strides[0], step = plane.strides[1]
        plane.withFloats { floats in
            let origin = self.origin ?? Double(floats[0])
            self.origin = origin
            for row in 0..<height {
                var sum = 0.0, squares = 0.0
                for column in 0..<width {
                    let value = Double(floats[row &* rowStride &+ column &* step]) - origin
                    sum += value
                    squares += value * value
                }
                self.sum += sum
                self.squares += squares
            }
        }
        count += Double(height * width)
    }
}
