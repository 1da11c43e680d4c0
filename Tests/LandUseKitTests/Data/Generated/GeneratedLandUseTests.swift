import Foundation
import Synchronization
import Testing
@testable import LandUseKit

@Suite("Generated land use")
struct GeneratedLandUseTests {
    private static let classes = GeneratedLandUse(imagesPerClass: 1).classes

    @Test("UC Merced's classes in its order, picture after picture") func classes() {
        let pictures = GeneratedLandUse(imagesPerClass: 12)
        #expect(pictures.classes.count == 21 && pictures.classes == pictures.classes.sorted())
        #expect(pictures.count == 252)
        #expect(pictures.labels == (0..<252).map { $0 / 12 })
        #expect(pictures.name(at: 19) == "airplane/airplane07")
        #expect(pictures.name(at: 251) == "tenniscourt/tenniscourt11")
        #expect(GeneratedLandUse(imagesPerClass: 200).name(at: 199) == "agricultural/agricultural199")
        #expect(pictures.source.isGenerated && pictures.source.place == nil && pictures.source.licence.hasPrefix("Apache-2.0"))
    }

    @Test("the words say that it was generated, and what it shows", arguments: Scenes.all.map(\.name).enumerated())
    func words(label: Int, name: String) {
        let picture = GeneratedLandUse(imagesPerClass: 1, size: 32).image(at: label)
        #expect(picture.alternativeText.hasPrefix("generated picture of "))
        #expect(picture.alternativeText.hasSuffix(" (\(name))"))
    }

    /// The bits are part of what a seed promises: where they change, pictures that people trained on are others now.
    /// `LANDUSE_UPDATE_GOLDENS=1` writes the file anew.
    @Test("the same bits as ever, on any machine") func digests() throws {
        let lines = [64, 256].flatMap { size in
            Self.classes.indices.map { label in
                // A picture of each class that is not the first, of a seed that is not zero.
                let picture = GeneratedLandUse(imagesPerClass: 5, size: size, seed: 3).image(at: label * 5 + 4)
                return "\(Self.classes[label]) \(size) \(Self.digest(picture.samples))"
            }
        }
        let path = Fixtures.path("generated-land-use.txt")
        if ProcessInfo.processInfo.environment["LANDUSE_UPDATE_GOLDENS"] != nil {
            try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
        }
        let expected = try Fixtures.text("generated-land-use.txt").split(separator: "\n").map(String.init)
        #expect(expected.count == 42)
        for (line, golden) in zip(lines, expected) { #expect(line == golden) }
    }

    /// FNV-1a, 64 bits: quick without optimisation, and no two of these pictures are alike by design.
    private static func digest(_ samples: [UInt8]) -> String {
        var digest: UInt64 = 0xCBF2_9CE4_8422_2325
        samples.withUnsafeBufferPointer { samples in
            for index in 0..<samples.count { digest = (digest ^ UInt64(samples[index])) &* 0x100_0000_01B3 }
        }
        return String(digest, radix: 16)
    }

    @Test("a picture is the same whatever was drawn before, on any thread, however many a class has") func independence() throws {
        let few = GeneratedLandUse(imagesPerClass: 2, size: 48, seed: 9), many = GeneratedLandUse(imagesPerClass: 7, size: 48, seed: 9)
        let expected = (0..<42).map { few.image(at: $0) }
        let found = Mutex([Int: Image]())
        DispatchQueue.concurrentPerform(iterations: 4) { worker in
            for index in stride(from: 41 - worker, through: 0, by: -4) {
                let picture = many.image(at: index / 2 * 7 + index % 2)
                found.withLock { $0[index] = picture }
            }
        }
        let pictures = found.withLock { $0 }
        for index in 0..<42 { #expect(pictures[index] == expected[index]) }
    }

    @Test("the notebook's own generator is left alone, and does not matter") func ownGenerator() {
        let pictures = GeneratedLandUse(imagesPerClass: 1, size: 32)
        let (one, before) = Random.withSeed(1) { (pictures.image(at: 10), Random.draw { $0.uniform() }) }
        let (other, after) = Random.withSeed(2) { (pictures.image(at: 10), Random.draw { $0.uniform() }) }
        #expect(one == other)
        #expect(before == Random.withSeed(1) { Random.draw { $0.uniform() } } && before != after)
    }

    @Test("no two pictures of a class are alike, nor those of two seeds") func variety() {
        var seen = Set<[UInt8]>()
        for seed in [0, 1, UInt64.max] {
            let pictures = GeneratedLandUse(imagesPerClass: 3, size: 32, seed: seed)
            for index in 0..<pictures.count { seen.insert(pictures.image(at: index).samples) }
        }
        #expect(seen.count == 3 * 63)
    }

    @Test("any size, and no picture is flat", arguments: [32, 64, 100, 512]) func sizes(size: Int) {
        let pictures = GeneratedLandUse(imagesPerClass: 1, size: size, seed: 1)
        // All classes where pictures are small; of the large ones, which take long without optimisation, three.
        for index in size > 100 ? [1, 10, 16] : Array(0..<21) {
            let picture = pictures.image(at: index)
            #expect(picture.width == size && picture.height == size && picture.channels == 3)
            let (_, deviation) = Self.statistics(picture)
            #expect(deviation > 6, "\(pictures.name(at: index)): its levels deviate by \(deviation) only")
        }
    }

    @Test("another size shows the same ground") func sameGround() {
        for label in [0, 1, 3, 10, 15, 16, 19] {
            let small = Self.statistics(GeneratedLandUse(imagesPerClass: 1, size: 64).image(at: label)).mean
            let large = Self.statistics(GeneratedLandUse(imagesPerClass: 1, size: 128).image(at: label)).mean
            for channel in 0..<3 { #expect(abs(small[channel] - large[channel]) < 6, "\(Self.classes[label])") }
        }
    }

    @Test("colours alone do not tell the classes apart") func meanColours() {
        let perClass = 20
        let pictures = GeneratedLandUse(imagesPerClass: perClass, size: 32)
        let means = (0..<pictures.count).map { Self.statistics(pictures.image(at: $0)).mean }
        // Half of each class makes the centroids, the other half is sought among them.
        let centroids = Self.classes.indices.map { label in
            (0..<3).map { channel in (0..<10).reduce(0) { $0 + means[label * perClass + $1][channel] } / 10 }
        }
        let right = (0..<pictures.count).filter { $0 % perClass >= 10 }.count { index in
            let distances = centroids.map { centroid in zip(centroid, means[index]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } }
            return distances.firstIndex(of: distances.min() ?? 0) == pictures.labels[index]
        }
        let accuracy = Double(right) / Double(21 * 10)
        #expect(accuracy < 0.4)
        #expect(accuracy > 0.02, "the classes do differ a little")
    }

    /// The channels' mean levels, and the standard deviation of all samples.
    private static func statistics(_ picture: Image) -> (mean: [Double], deviation: Double) {
        var sums = [0.0, 0, 0], squares = 0.0
        picture.samples.withUnsafeBufferPointer { samples in
            for index in 0..<samples.count {
                let level = Double(samples[index])
                sums[index % 3] += level
                squares += level * level
            }
        }
        let count = Double(picture.samples.count), mean = (sums[0] + sums[1] + sums[2]) / count
        return (sums.map { $0 * 3 / count }, (squares / count - mean * mean).squareRoot())
    }

    private static func message(_ result: ExitTest.Result?) -> String {
        String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    }

    @Test("numbers out of range end the cell, with the range") func ranges() async {
        let none = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = GeneratedLandUse(imagesPerClass: 0)
        }
        #expect(Self.message(none).contains("GeneratedLandUse draws 1 to 100000 pictures a class, not 0"))
        let tiny = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = GeneratedLandUse(imagesPerClass: 1, size: 16)
        }
        #expect(Self.message(tiny).contains("GeneratedLandUse draws pictures of 32 to 1024 pixels a side, not 16"))
    }
}
