/// Some of a dataset's pictures (PyTorch's `Subset`), with all of its classes.
public struct Subset: Dataset {
    public let base: any Dataset
    /// The places of this subset's pictures in `base`, in order.
    public let indices: [Int]

    public var classes: [String] { base.classes }
    public let labels: [Int]
    public var source: DataSource { base.source }

    public init(_ base: any Dataset, indices: [Int], file: StaticString = #fileID, line: UInt = #line) {
        if let index = indices.first(where: { !(0..<base.count).contains($0) }) {
            fail("Subset: there is no picture \(index) in a dataset of \(base.count)", file, line)
        }
        self.base = base
        self.indices = indices
        let all = base.labels
        labels = indices.map { all[$0] }
    }

    public func image(at index: Int) throws -> Image { try base.image(at: place(of: index)) }
    public func name(at index: Int) -> String { base.name(at: place(of: index)) }

    private func place(of index: Int) -> Int {
        requirePicture(at: index)
        return indices[index]
    }
}
