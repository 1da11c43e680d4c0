/// Pictures of land use that a program draws: UC Merced's 21 classes as seen from an aeroplane.
///
///     let pictures = GeneratedLandUse(imagesPerClass: 30)
///     pictures.classes                    // ["agricultural", "airplane", …, "tenniscourt"]
///     try pictures.image(at: 42)          // 256×256 pixels, red, green and blue
///
/// For learning how the work is done on a machine without data, and for pretraining: results on these pictures say nothing
/// about real ones, and `source` says so. A side shows about 77 metres of ground, 0.3 m a pixel at 256 pixels, as UC
/// Merced's do; at another size it is the same ground in smaller or larger pixels.
///
/// Nothing is kept: each picture is drawn when it is asked for, in a few milliseconds, from the seed, its class and its
/// number in the class alone. It has the same bits on any thread and any machine, whatever else was drawn, and however many
/// pictures a class has.
public struct GeneratedLandUse: Dataset {
    public let imagesPerClass: Int
    /// Pixels a side.
    public let size: Int
    public let seed: UInt64
    public let classes: [String]
    public let labels: [Int]
    public internal(set) var remarks: [String] = []

    /// - Parameters:
    ///   - imagesPerClass: 1 to 100,000
    ///   - size: pixels a side, 32 to 1024
    ///   - seed: another seed gives other pictures
    public init(
        imagesPerClass: Int, size: Int = 256, seed: UInt64 = 0, file: StaticString = #fileID, line: UInt = #line
    ) {
        guard (1...100_000).contains(imagesPerClass) else {
            fail("GeneratedLandUse draws 1 to 100000 pictures a class, not \(imagesPerClass)", file, line)
        }
        guard (32...1024).contains(size) else {
            fail("GeneratedLandUse draws pictures of 32 to 1024 pixels a side, not \(size)", file, line)
        }
        self.imagesPerClass = imagesPerClass
        self.size = size
        self.seed = seed
        classes = Scenes.all.map(\.name)
        labels = (0..<Scenes.all.count * imagesPerClass).map { $0 / imagesPerClass }
    }

    public var source: DataSource {
        DataSource(
            name: "generated land use (seed \(seed), \(size)×\(size) pixels)", licence: "Apache-2.0, drawn by LandUse Notebooks",
            isGenerated: true)
    }

    public func image(at index: Int) -> Image {
        requirePicture(at: index)
        let (name, scene) = Scenes.all[labels[index]]
        var dice = Dice(seed: seed, labels[index], index % imagesPerClass)
        var sceneDice = dice.fork(), cameraDice = dice.fork()
        // The sun, at a height of 41 to 73 degrees.
        let light = Light(shadow: dice.direction() * dice.between(0.3, 1.15), depth: dice.between(0.55, 0.88))
        let metres = 76.8 * dice.between(0.8, 1.3), axis = dice.direction(), roughness = dice.between(0.7, 0.98)
        let setting = Setting(&dice)
        let canvas = Canvas(size: size, metres: metres, axis: axis, light: light, roughness: roughness, &dice)
        scene.draw(on: canvas, setting, &sceneDice)
        let samples = Camera(&cameraDice).exposed(canvas, &cameraDice)
        return Image(
            height: size, width: size, channels: 3, samples: samples,
            alternativeText: "generated picture of \(scene.words) (\(name))")
    }

    /// "airplane/airplane07".
    public func name(at index: Int) -> String {
        let name = classes[labels[index]], number = String(index % imagesPerClass)
        return name + "/" + name + (number.utf8.count < 2 ? "0" : "") + number
    }
}
