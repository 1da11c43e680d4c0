/// The class of each place of a batch, in row-major order.
struct ClassLabels {
    let labels: [Int]
    /// The label of places that do not count.
    let ignored: Int

    /// What is wrong with labels, for a message.
    struct Mistake: Error, Equatable {
        var reason: String
    }

    /// - Parameter shape: of the places: `[N]`, or `[N, H, W]` for a label a pixel
    init(_ labels: [Int], shape: [Int], classCount: Int, ignored: Int) throws(Mistake) {
        guard labels.count == shape.product else {
            throw Mistake(reason: "expects \(shape.product) labels, one for each place of \(shape), got \(labels.count)")
        }
        if let index = labels.firstIndex(where: { $0 != ignored && !(0..<classCount).contains($0) }) {
            throw Mistake(
                reason: "knows \(classCount) classes, 0…\(classCount - 1), got the label \(labels[index]) "
                    + "at \(Self.place(index, in: shape)) (ignoreIndex: \(labels[index]) would leave it out)")
        }
        self.labels = labels
        self.ignored = ignored
    }

    /// Labels from a tensor of the places' shape, which must hold whole numbers.
    init(_ labels: Tensor, shape: [Int], classCount: Int, ignored: Int) throws(Mistake) {
        let numbers = labels.elements
        var whole: [Int] = []
        for (index, number) in numbers.enumerated() {
            guard let label = Int(exactly: number) else {
                throw Mistake(reason: "expects labels that are whole numbers, got \(number) at \(Self.place(index, in: shape))")
            }
            whole.append(label)
        }
        try self.init(whole, shape: shape, classCount: classCount, ignored: ignored)
    }

    /// The indices of an element in row-major order.
    private static func place(_ index: Int, in shape: [Int]) -> [Int] {
        var rest = index
        var indices: [Int] = []
        for size in shape.reversed() {
            indices.append(rest % size)
            rest /= size
        }
        return indices.reversed()
    }
}
