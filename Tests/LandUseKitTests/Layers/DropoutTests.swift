import Testing
@testable import LandUseKit

@Suite("Dropout")
struct DropoutTests {
    /// Of `torch.manual_seed(42); F.dropout(torch.ones(4, 9), 0.3)` with torch 2.15: those that were not dropped.
    private static let kept: [Float] = [
        1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    ]

    @Test("after the same seed, what PyTorch drops, whatever the layout") func seeded() {
        let scale = Float(1 / (1 - 0.3))
        Random.withSeed(42) {
            #expect(dropout(Tensor.ones([4, 9]), p: 0.3).elements == Self.kept.map { $0 * scale })
        }
        Random.withSeed(42) {
            let image = Tensor.ones([2, 3, 2, 3]).laid(out: .channelsLast)
            #expect(dropout(image, p: 0.3).elements == Self.kept.map { $0 * scale })
        }
    }

    @Test("the gradient passes where the value did; nothing is drawn where nothing is dropped") func gradient() {
        let x = Tensor.ones([4, 9])
        x.requiresGrad = true
        let layer = Dropout(0.3)
        Random.withSeed(42) { layer(x).sum().backward() }
        #expect(x.grad?.elements.map { $0 > 0 ? 1 : 0 } == Self.kept)
        Random.withSeed(1) {
            let state = Random.state
            #expect(layer.eval()(x) === x)
            _ = Dropout(0)(x)
            #expect(Dropout(1)(x).elements.allSatisfy { $0 == 0 })
            #expect(Random.state == state)
        }
    }
}
