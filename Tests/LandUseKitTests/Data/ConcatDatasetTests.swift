import Testing
@testable import LandUseKit

@Suite("ConcatDataset")
struct ConcatDatasetTests {
    /// Grey pictures of one pixel, as bright as their place.
    private struct Greys: Dataset {
        var classes: [String]
        var labels: [Int]
        var source: DataSource
        func image(at index: Int) -> Image { Image(height: 1, width: 1, channels: 1, samples: [UInt8(index)]) }
        func name(at index: Int) -> String { "\(source.name)\(index)" }
    }

    private let first = Greys(
        classes: ["beach", "forest"], labels: [1, 0, 1], source: DataSource(name: "a", licence: "MIT", isGenerated: true))
    private let second = Greys(classes: ["river", "forest"], labels: [0, 1], source: DataSource(name: "b", licence: "CC0"))

    @Test("pictures one after the other; a class of the same name is the same class") func joined() throws {
        let empty = Greys(classes: [], labels: [], source: DataSource(name: "c"))
        let both = ConcatDataset(first, empty, second)
        #expect(both.classes == ["beach", "forest", "river"])
        #expect(both.labels == [1, 0, 1, 2, 1])
        #expect((0..<both.count).map(both.name(at:)) == ["a0", "a1", "a2", "b0", "b1"])
        #expect(try (0..<both.count).map { try both.image(at: $0).samples } == [[0], [1], [2], [0], [1]])
    }

    @Test("says where all of it comes from, and is generated only if all of it is") func source() {
        #expect(ConcatDataset(first, second).source == DataSource(name: "a + b", licence: "MIT + CC0", isPartlyGenerated: true))
        #expect(ConcatDataset(first, first).source.isGenerated && !ConcatDataset(first, first).source.isPartlyGenerated)
        #expect(!ConcatDataset(second, second).source.isPartlyGenerated)
        let nested = ConcatDataset(second, ConcatDataset(second, first))
        #expect(nested.source.isPartlyGenerated && Subset(nested, indices: [0]).source.isPartlyGenerated)
    }

    @Test("shows what each part has to say, and that a part of it is drawn") func remarks() {
        var third = second
        third.source.place = "/pictures"
        let both = ConcatDataset(Subset(first, indices: [0, 2]), third)
        let text = String(decoding: both.mimeBundle[.plainText] ?? [], as: UTF8.self)
        #expect(text.hasSuffix("""
            Licence: MIT + CC0.
            Partly generated: a program drew some of these pictures, and results on those say nothing about real images.
            a: These are 2 of 3 pictures.
            b: Read from /pictures.
            """))
        #expect(both.gallery().title == "a + b (partly drawn by a program)")
    }
}
