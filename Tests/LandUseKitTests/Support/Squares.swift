@testable import LandUseKit

/// Small pictures of one colour each, red, green and blue in turn: their class.
struct Squares: Dataset {
    let classes = ["red", "green", "blue"]
    let labels: [Int]
    let source = DataSource(name: "squares", licence: "none", isGenerated: true)
    /// Pixels.
    var side = 8
    /// The picture that cannot be read.
    var broken: Int?

    struct Broken: Error {}

    init(count: Int, side: Int = 8, broken: Int? = nil) {
        labels = (0..<count).map { $0 % 3 }
        self.side = side
        self.broken = broken
    }

    func image(at index: Int) throws -> Image {
        if index == broken { throw Broken() }
        let pixel = (0..<3).map { $0 == labels[index] ? UInt8(200) : 10 }
        return Image(height: side, width: side, channels: 3, samples: Array((0..<side * side).map { _ in pixel }.joined()))
    }

    func name(at index: Int) -> String { "square \(index)" }
}
