import Testing
@testable import LandUseKit

@Suite("Random transforms: the same seed gives torchvision's pictures")
struct AugmentationAgainstTorchvision {
    @Test("pixels, and how many numbers are drawn", arguments: NamedTransform.all.keys.sorted())
    func committed(_ name: String) throws {
        try Self.check(name, try AugmentationCase.committed.get())
    }

    @Test("every committed case is of a transform that is tested") func complete() throws {
        #expect(Set(try AugmentationCase.committed.get().map(\.name)) == Set(NamedTransform.all.keys))
    }

    @Test(
        "other pictures and seeds",
        .enabled(if: PyTorch.hasTorchvision, "needs torchvision: set LANDUSE_PYTHON to a Python that has it"))
    func live() throws {
        let cases = try AugmentationCase.live(offset: .random(in: 1..<1 << 30))
        for name in NamedTransform.all.keys.sorted() { try Self.check(name, cases) }
    }

    static func check(_ name: String, _ cases: [AugmentationCase]) throws {
        let named = try #require(NamedTransform.all[name])
        let cases = cases.filter { $0.name == name }
        #expect(!cases.isEmpty)
        for expected in cases {
            #expect(named.transform.description == expected.description)
            let (image, next) = Random.withSeed(expected.seed) {
                (named.transform(smoothImage(expected.input, expected.stream)), Random.integer(in: 0..<1 << 20))
            }
            #expect(next == expected.next, "\(name): as many draws, seed \(expected.seed)")
            #expect([image.height, image.width] == expected.output, "\(name), seed \(expected.seed)")
            let worst = zip(image.samples, expected.samples).map { abs(Int($0) - Int($1)) }.max() ?? 0
            #expect(
                image.samples.count == expected.samples.count && worst <= named.tolerance,
                "\(name): \(worst) levels of 255 apart, \(expected.input), seed \(expected.seed), stream \(expected.stream)")
        }
    }
}
