import NotebookDisplay
import Synchronization

/// A dataset whose pictures stay in memory once they were decoded, as far as there is room.
///
///     let images = try UCMerced().cached()        // 2,100 pictures of 256×256: 413 MB
public final class CachedDataset: Dataset {
    public let base: any Dataset
    /// Bytes that the pictures may take.
    public let limit: Int
    public let classes: [String]
    public let labels: [Int]

    private struct Kept {
        var images: [Image?]
        var bytes = 0
    }

    private let kept: Mutex<Kept>

    /// A thread that was stopped while it looked something up keeps the lock, of this dataset only: cells that a student
    /// stops are best not to break the ones after.
    init(_ base: any Dataset, limit: Int) {
        self.base = base
        self.limit = limit
        classes = base.classes
        labels = base.labels
        kept = Mutex(Kept(images: Array(repeating: nil, count: base.count)))
    }

    /// Bytes that the pictures take which were decoded so far.
    public var memory: Int { kept.withLock { $0.bytes } }
    /// How many pictures are in memory.
    public var keptCount: Int { kept.withLock { $0.images.count { $0 != nil } } }

    public var source: DataSource { base.source }
    public func name(at index: Int) -> String { base.name(at: index) }

    public func image(at index: Int) throws -> Image {
        requirePicture(at: index)
        if let image = kept.withLock({ $0.images[index] }) { return image }
        let image = try base.image(at: index)
        kept.withLock { kept in
            guard kept.images[index] == nil, kept.bytes + image.samples.count <= limit else { return }
            kept.images[index] = image
            kept.bytes += image.samples.count
        }
        return image
    }
}

extension Dataset {
    /// The same pictures, kept in memory once they were decoded: the second epoch reads no files. `memory` says how much they
    /// take: height × width × channels bytes each.
    ///
    /// - Parameter limit: bytes; pictures beyond are decoded each time. By default a gibibyte, 5,461 pictures of 256×256.
    public func cached(limit: Int = 1 << 30, file: StaticString = #fileID, line: UInt = #line) -> CachedDataset {
        guard limit >= 0 else { fail("cached needs a limit of at least 0 bytes, got \(limit)", file, line) }
        return CachedDataset(self, limit: limit)
    }
}
