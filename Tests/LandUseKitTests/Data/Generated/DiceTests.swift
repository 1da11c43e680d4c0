import Testing
@testable import LandUseKit

@Suite("The dice that generated pictures are drawn with")
struct DiceTests {
    @Test("SplitMix64's published numbers") func splitMix() {
        var dice = Dice(seed: 1_234_567)
        #expect((0..<5).map { _ in dice.next() } == [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
            16_408_922_859_458_223_821,
        ])
    }

    @Test("keys in another place, or of another seed, give another stream") func keys() {
        var seen = Set<UInt64>()
        for seed in 0..<6 as Range<UInt64> {
            for one in 0..<6 {
                for other in 0..<6 {
                    var dice = Dice(seed: seed, one, other)
                    seen.insert(dice.next())
                }
            }
        }
        #expect(seen.count == 216)
    }

    @Test("ranges are kept, and filled") func ranges() {
        var dice = Dice(seed: 2), counts: [Int: Int] = [:]
        for _ in 0..<3000 {
            counts[dice.count(3...5), default: 0] += 1
            #expect((0..<1).contains(dice.unit()))
            #expect((-1...1).contains(dice.spread()))
            #expect((-2..<7).contains(dice.between(-2, 7)))
        }
        #expect(Set(counts.keys) == [3, 4, 5] && counts.values.allSatisfy { $0 > 900 })
        #expect(dice.count(4...4) == 4)
    }

    @Test("a part's draws do not move the rest's") func forks() {
        var one = Dice(seed: 3), other = Dice(seed: 3)
        var part = one.fork()
        _ = other.fork()
        for _ in 0..<10 { _ = part.next() }
        #expect(one.next() == other.next())
    }
}
