/// A transform, and the quick way for its end where there is one.
struct Preparation: Sendable {
    /// A picture made ready for a batch.
    enum Result {
        /// The table turns it into numbers in place.
        case pixels(Image, PixelTable)
        case tensor(Tensor)

        var shape: [Int] {
            switch self {
            case .pixels(let image, _): [image.channels, image.height, image.width]
            case .tensor(let tensor): tensor.shape
            }
        }
    }

    private let before: [any Transform]
    private let tail: [any Transform]
    /// By number of channels, from 1; empty where the transform's end is another.
    private let tables: [PixelTable?]

    init(_ transform: Compose) {
        let steps = Self.flat(transform)
        if let (before, tail) = PixelTable.split(steps) {
            self.before = before
            self.tail = tail
            tables = (1...4).map { PixelTable(tail, channels: $0) }
        } else {
            before = []
            tail = steps
            tables = []
        }
    }

    private static func flat(_ transform: Compose) -> [any Transform] {
        transform.steps.flatMap { step in (step as? Compose).map(flat) ?? [step] }
    }

    /// - Throws: `DatasetError.wrongChannels`.
    func callAsFunction(_ image: Image, name: @autoclosure () -> String) throws -> Result {
        let sample = before.reduce(.image(image)) { $1.apply(to: $0, file: #fileID, line: #line) }
        if case .image(let image) = sample, !tables.isEmpty {
            if let table = tables[image.channels - 1] { return .pixels(image, table) }
            let expected = tail.lazy.compactMap { ($0 as? Normalize)?.statistics.mean.count }.first ?? 0
            throw DatasetError.wrongChannels(picture: name(), channels: image.channels, expected: expected)
        }
        switch tail.reduce(sample, { $1.apply(to: $0, file: #fileID, line: #line) }) {
        case .tensor(let tensor): return .tensor(tensor)
        case .image(let image):
            fail("DataLoader: the transform ends with \(Sample.image(image).summary), not a tensor: add ToTensor()", #fileID, #line)
        }
    }
}

extension Preparation.Result {
    /// Writes the numbers channels-last; `target` has room for a tensor of `shape`.
    func write(to target: UnsafeMutablePointer<Float>) {
        switch self {
        case .pixels(let image, let table): table.write(image, to: target)
        case .tensor(let tensor):
            // As in a batch of one picture.
            let strides = Array(MemoryLayoutOrder.channelsLast.strides(of: [1] + tensor.shape).dropFirst())
            tensor.withFloats { StridedCopy.run(tensor.shape, from: $0, tensor.strides, to: target, strides) }
        }
    }
}
