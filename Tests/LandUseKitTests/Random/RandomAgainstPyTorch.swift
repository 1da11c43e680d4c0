import Testing
@testable import LandUseKit

@Suite("The same seed gives PyTorch's numbers")
struct RandomAgainstPyTorch {
    struct Fixture: Decodable {
        var uniform, normalFew, normal, normalOdd, linear: [Double]
        var resnet18: [String: [Double]]
    }

    let fixture: Fixture

    init() throws { fixture = try Fixtures.json("random.json") }

    private func drawn(_ count: Int, _ fill: (inout RandomState, UnsafeMutablePointer<Float>, Int) -> Void) -> [Float] {
        var state = RandomState(seed: 42)
        let tensor = Tensor.zeros([count])
        tensor.withFloats { fill(&state, $0, count) }
        return tensor.elements
    }

    @Test("uniform numbers, to the bit") func uniform() {
        #expect(drawn(5) { $0.fillUniform($1, $2, low: 0, high: 1) }.map(Double.init) == fixture.uniform)
    }

    @Test("normal numbers: few, in blocks of sixteen, and a rest") func normal() {
        let few = drawn(5) {
            $0.fillNormal($1, 3, mean: 0, deviation: 1)
            $0.fillNormal($1 + 3, $2 - 3, mean: 0, deviation: 1)
        }
        expectClose(few, fixture.normalFew, tolerance: 1e-6)
        expectClose(drawn(32) { $0.fillNormal($1, $2, mean: 0, deviation: 1) }, fixture.normal, tolerance: 1e-6)
        expectClose(drawn(37) { $0.fillNormal($1, $2, mean: 0, deviation: 1) }, fixture.normalOdd, tolerance: 1e-6)
    }

    @Test("skipping passes over as many draws") func skip() {
        for count in [0, 1, 623, 624, 625, 2000] {
            var drawn = MersenneTwister(seed: 7), skipped = drawn
            for _ in 0..<count { _ = drawn.next() }
            skipped.skip(count)
            #expect(drawn.next() == skipped.next())
        }
    }

    @Test("a copy of the state repeats what follows") func state() {
        var first = RandomState(seed: 1)
        _ = first.uniform()
        var copy = first
        #expect((0..<700).map { _ in first.uniform() } == (0..<700).map { _ in copy.uniform() })
    }

    @Test("a whole network's initial weights, and where the generator stands after them") func network() {
        Random.withSeed(42) {
            expectClose(Linear(3, 2).weight.elements, fixture.linear, tolerance: 1e-7)
        }
        let after = Random.withSeed(42) {
            let state = ResNet.resnet18().stateDict()
            for (name, expected) in fixture.resnet18 {
                expectClose(state[name].map { $0.elements.suffix(6) } ?? [], expected, tolerance: 1e-6, "\(name)")
            }
            return Random.state
        }
        Random.withSeed(42) {
            Initialization.skipped { ResNet.resnet18() }.passOverInitialization()
            #expect(Random.state == after)
        }
    }

    @Test("permutations, one after the other") func permutations() throws {
        for fixture in try LearningFixture.committed.get().permutations {
            Random.withSeed(42) {
                #expect(Random.permutation(fixture.first.count) == fixture.first)
                #expect(Random.shuffled(Array(0..<fixture.second.count)) == fixture.second)
            }
        }
    }

    @Test("a state written down and read again stands where it stood, a waiting normal number included")
    func stateText() throws {
        var state = RandomState(seed: 5)
        for skipped in [0, 1, 623, 1000] {
            state.generator.skip(skipped)
            for spare in [nil, -0.1, .leastNonzeroMagnitude] as [Double?] {
                state.spareNormal = spare
                #expect(RandomState(state.description) == state)
            }
        }
        let text = state.description
        let broken = [
            "", "MT19937", String(text.dropLast()), text + "0", text.replacing("MT19937", with: "PCG64"),
"MT19937 625 - " + String(repeating: "0", count: 8 * 624),
            "MT19937 -1 - " + String(repeating: "0", count: 8 * 624), "MT19937 1 - " + String(repeating: "g", count: 8 * 624),
        ]
        for text in broken { #expect(RandomState(text) == nil, "\(text.prefix(30))") }
    }
}
