import NotebookDisplay
import Testing

@Suite struct SeededGeneratorTests {
    /// The reference implementation's first numbers (https://prng.di.unimi.it/splitmix64.c).
    @Test func `the numbers are SplitMix64's`() {
        var generator = SeededGenerator(seed: 1_234_567)
        let numbers = (0..<5).map { _ in generator.next() }
        #expect(numbers == [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431, 16_408_922_859_458_223_821])
    }

    @Test func `the same seed shuffles alike, another otherwise`() {
        func order(_ seed: UInt64) -> [Int] {
            var generator = SeededGenerator(seed: seed)
            return (0..<50).shuffled(using: &generator)
        }
        #expect(order(42) == order(42))
        #expect(order(42) != order(43))
    }
}
