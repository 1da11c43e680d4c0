/// The generator MT19937 (Matsumoto & Nishimura 1998), which PyTorch uses on processors: 32 bits a
/// draw, period 2^19937 − 1. Not for secrets.
struct MersenneTwister: Equatable, Sendable {
    private static let size = 624
    private static let middle = 397

    private(set) var words: [UInt32]
    /// The next word to give out.
    private(set) var position = Self.size

    /// Only the seed's low 32 bits count, as in PyTorch.
    init(seed: UInt64) {
        words = [UInt32](repeating: UInt32(truncatingIfNeeded: seed), count: Self.size)
        for index in 1..<Self.size {
            let previous = words[index - 1]
            words[index] = 1_812_433_253 &* (previous ^ (previous >> 30)) &+ UInt32(index)
        }
    }

    /// A generator that stands where another stood; `nil` where there cannot be one.
    init?(words: [UInt32], position: Int) {
        guard words.count == Self.size, (0...Self.size).contains(position) else { return nil }
        self.words = words
        self.position = position
    }

    /// 32 random bits.
    mutating func next() -> UInt32 {
        if position == Self.size { renew() }
        position += 1
        return Self.temper(words[position - 1])
    }

    /// Gives out `count` words, one after the other.
    mutating func fill(_ target: UnsafeMutablePointer<UInt32>, _ count: Int) {
        var done = 0
        while done < count {
            if position == Self.size { renew() }
            let run = min(Self.size - position, count - done)
            words.withUnsafeBufferPointer { words in
                for index in 0..<run { target[done &+ index] = Self.temper(words[position &+ index]) }
            }
            position += run
            done += run
        }
    }

    /// Passes over `count` words.
    mutating func skip(_ count: Int) {
        var left = count
        while left > 0 {
            if position == Self.size { renew() }
            let run = min(Self.size - position, left)
            position += run
            left -= run
        }
    }

    @inline(__always)
    private static func temper(_ word: UInt32) -> UInt32 {
        var y = word
        y ^= y >> 11
        y ^= (y << 7) & 0x9d2c_5680
        y ^= (y << 15) & 0xefc6_0000
        return y ^ (y >> 18)
    }

    private mutating func renew() {
        words.withUnsafeMutableBufferPointer { words in
            func twist(_ high: UInt32, _ low: UInt32) -> UInt32 {
                let y = (high & 0x8000_0000) | (low & 0x7fff_ffff)
                return (y >> 1) ^ ((0 &- (low & 1)) & 0x9908_b0df)
            }
            // In two stretches without a modulo, so that the compiler can use vectors.
            for index in 0..<(Self.size - Self.middle) {
                words[index] = words[index + Self.middle] ^ twist(words[index], words[index + 1])
            }
            for index in (Self.size - Self.middle)..<(Self.size - 1) {
                words[index] = words[index + Self.middle - Self.size] ^ twist(words[index], words[index + 1])
            }
            words[Self.size - 1] = words[Self.middle - 1] ^ twist(words[Self.size - 1], words[0])
        }
        position = 0
    }
}
