@testable import LandUseKit
import Synchronization

/// Pictures of noise, made when they are asked for.
struct NoiseDataset: Dataset {
    struct Broken: Error, Equatable { var index: Int }

    var shapes: [[Int]]
    var broken: Set<Int> = []
    let classes = ["a", "b", "c"]
    let source = DataSource(name: "noise", isGenerated: true)
    /// How many pictures were asked for.
    let reads = Counter()

    init(count: Int, shape: [Int] = [6, 5, 3]) { shapes = Array(repeating: shape, count: count) }

    var labels: [Int] { shapes.indices.map { $0 % 3 } }
    func name(at index: Int) -> String { "noise/\(index)" }

    func image(at index: Int) throws -> Image {
        reads.add()
        if broken.contains(index) { throw Broken(index: index) }
        return noiseImage(shapes[index], index)
    }

    final class Counter: Sendable {
        private let value = Atomic(0)
        var count: Int { value.load(ordering: .relaxed) }
        func add() { value.add(1, ordering: .relaxed) }
    }
}
