/// NumPy's older generator (`numpy.random.RandomState`), which scikit-learn splits with: the same Mersenne Twister as
/// PyTorch's, used in another way.
struct NumPyRandom {
    private var generator: MersenneTwister

    init(seed: UInt32) { generator = MersenneTwister(seed: UInt64(seed)) }

    /// `RandomState.permutation`, of numbers 0…count−1.
    mutating func permutation(_ count: Int) -> [Int] { permutation(Array(0..<count)) }

    /// `RandomState.permutation`, of elements.
    mutating func permutation<Element>(_ elements: [Element]) -> [Element] {
        var elements = elements
        for last in elements.indices.dropFirst().reversed() { elements.swapAt(last, number(upTo: last)) }
        return elements
    }

    /// A number 0…most: bits are drawn until they show one (NumPy's `random_interval`).
    private mutating func number(upTo most: Int) -> Int {
        let most = UInt32(most), mask = UInt32.max >> UInt32(most.leadingZeroBitCount)
        while true {
            let value = generator.next() & mask
            if value <= most { return Int(value) }
        }
    }
}
