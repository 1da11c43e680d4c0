import Testing
@testable import LandUseKit

@Suite("Settings as text")
struct SettingsTextTests {
    private final class Knot: ClassificationLoss {
        var other: Knot?
        func callAsFunction(_ logits: Tensor, _ labels: [Int], file: StaticString, line: UInt) -> Tensor { logits }
    }
    private struct Odd {
        var name: String? = "two\nlines", none: Int?, range = 0.5...1.0, pair = (1, true)
        var table = ["b": 2, "a": 1], action: () -> Void = {}, mode = PaddingMode.reflect
        var numbers: [Float] = [0.5, 2]
    }

    @Test("is down to numbers and words, on one line") func text() {
        #expect(SettingsText.of(RandomPerspective(distortionScale: 0.2, p: 0.25))
            == "RandomPerspective(distortionScale: 0.2, p: 0.25, interpolation: bilinear, fill: 0)")
        let text = SettingsText.of(Odd())
        for part in ["two lines", "none: nil", "lowerBound: 0.5", "upperBound: 1.0", "(.0: 1, .1: true)", "mode: reflect", "numbers: [0.5, 2.0]"] {
            #expect(text.contains(part), "\(part): \(text)")
        }
        #expect(!text.contains("\n"))
    }

    @Test("is the same for the same, at any time and place") func same() {
        for _ in 0..<4 { #expect(SettingsText.of(Odd()) == SettingsText.of(Odd())) }
        func loss(_ last: Float) -> String { SettingsText.of(CrossEntropyLoss(weight: Tensor([1, last]))) }
        #expect(loss(2) == loss(2) && loss(2) != loss(3))
    }

    @Test("ends, for objects that refer to each other and for long lists") func bounded() {
        let one = Knot(), two = Knot()
        one.other = two
        two.other = one
        #expect(SettingsText.of(one).utf8.count < 1000)
        one.other = nil
        let long = SettingsText.of((0..<5000).map(Double.init)), other = SettingsText.of((0..<4999).map(Double.init) + [0])
        #expect(long.utf8.count < 2000 && long != other)
    }
}
