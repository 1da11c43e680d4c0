extension RandomState {
    /// The numbers 0…count−1 in random order, by Fisher and Yates's method in PyTorch's arrangement.
    mutating func permutation(_ count: Int) -> [Int] {
        var order = Array(0..<count)
        for place in order.indices.dropLast() {
            order.swapAt(place, place + Int(generator.next()) % (count - place))
        }
        return order
    }
}

extension Random {
    /// The numbers 0…count−1 in random order: what `torch.randperm` gives for the same seed.
    public static func permutation(_ count: Int, file: StaticString = #fileID, line: UInt = #line) -> [Int] {
        guard (0..<Int(UInt32.max / 20)).contains(count) else {
            fail("Random.permutation: the count must be from 0 to \(UInt32.max / 20 - 1), got \(count)", file, line)
        }
        return draw { $0.permutation(count) }
    }

    /// The elements in random order.
    public static func shuffled<Element>(_ elements: [Element]) -> [Element] {
        permutation(elements.count).map { elements[$0] }
    }
}
