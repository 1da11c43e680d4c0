/// Pictures that go through a network together.
public struct Batch {
    /// `[N, C, H, W]`, transformed.
    public var images: Tensor
    /// The class of each, N of them.
    public var labels: [Int]
    /// The place of each in the dataset.
    public var indices: [Int]

    /// How many pictures there are.
    public var count: Int { labels.count }

    public init(images: Tensor, labels: [Int], indices: [Int]) {
        self.images = images
        self.labels = labels
        self.indices = indices
    }
}
