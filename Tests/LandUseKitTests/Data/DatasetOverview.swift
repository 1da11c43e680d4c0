import Testing
@testable import LandUseKit

/// Pictures that are given.
private struct Given: Dataset {
    var images: [Image]
    var source = DataSource(name: "given", licence: "none", place: "/here", isGenerated: true)
    var classes: [String] { ["even", "odd"] }
    var labels: [Int] { images.indices.map { $0 % 2 } }
    func image(at index: Int) -> Image { images[index] }
    func name(at index: Int) -> String { "picture\(index)" }
}

/// Labels that count from 1.
private struct FromOne: Dataset {
    var classes: [String] { ["a", "b"] }
    var labels: [Int] { [1, 2, 1] }
    var source: DataSource { DataSource(name: "mine") }
    func image(at index: Int) -> Image { noiseImage([8, 8, 3], index) }
    func name(at index: Int) -> String { "picture\(index)" }
}

@Suite("What is known of a dataset's pictures")
struct DatasetOverview {
    @Test("cached: each picture is decoded once, as far as there is room") func cached() throws {
        let dataset = NoiseDataset(count: 10)
        let cached = dataset.cached(limit: 6 * 6 * 5 * 3)
        for _ in 0..<3 {
            for index in 0..<10 { #expect(try cached.image(at: index).samples == noiseImage([6, 5, 3], index).samples) }
        }
        #expect(cached.keptCount == 6)
        #expect(cached.memory == 540)
        #expect(dataset.reads.count == 6 + 3 * 4)
        #expect(cached.labels == dataset.labels)
        #expect(String(decoding: cached.mimeBundle[.plainText] ?? [], as: UTF8.self).contains("6 of 10 pictures are in memory: 0.0 of at most 0 MB."))
        #expect(dataset.cached(limit: 5_000_000).remarks == ["Pictures stay in memory once they were decoded, at most 5 MB of them."])
    }

    @Test("statistics of all pixels, whatever the pictures' sizes") func statistics() throws {
        let images = [noiseImage([3, 4, 3], 1), noiseImage([7, 2, 3], 2), noiseImage([1, 1, 3], 3)]
        // A generator of its own, for other tests draw meanwhile.
        let (found, isUntouched) = try Random.withSeed(1) {
            let before = Random.state
            let found = try Given(images: images).channelStatistics()
            return (found, Random.state == before)
        }
        #expect(isUntouched)
        for channel in 0..<3 {
            let values = images.flatMap { image in stride(from: channel, to: image.samples.count, by: 3).map { Double(image.samples[$0]) / 255 } }
            let mean = values.reduce(0, +) / Double(values.count)
            let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
            #expect(abs(Double(found.mean[channel]) - mean) < 1e-7)
            #expect(abs(Double(found.std[channel]) - variance.squareRoot()) < 1e-7)
        }
        let one = Image(height: 2, width: 2, channels: 1, samples: [200, 200, 200, 200])
        #expect(try Given(images: [one]).channelStatistics() == ChannelNormalization(mean: [Float(200) / 255], std: [0]))
        #expect(throws: DatasetError.self) { try Given(images: images + [one]).channelStatistics() }
    }

    @Test("pictures that are the same, in a dataset and across parts") func duplicates() throws {
        var images = (0..<8).map { noiseImage([4, 4, 3], $0) }
        images[5] = images[2]
        images[6] = images[2]
        images[7] = Image(height: 2, width: 8, channels: 3, samples: images[1].samples)
        let dataset = Given(images: images)
        let found = try dataset.duplicates
        #expect(found.groups.map { $0.map(\.index) } == [[2, 5, 6]])
        #expect(found.description == "1 of 8 pictures of given (drawn by a program) occurs more than once:\npicture2 = picture5 = picture6")
        #expect(found.mimeBundle[.gallery] != nil)
        let split = Split(of: dataset, train: [0, 2, 5], validation: [1, 3], test: [4, 6, 7])
        #expect(try split.duplicates.description == "1 of 8 pictures of given (drawn by a program) occurs in more than one part:\npicture2 (train) = picture5 (train) = picture6 (test)")
        let clean = Split(of: dataset, train: [0, 2, 5, 6], validation: [1, 3], test: [4, 7])
        #expect(try clean.duplicates.isEmpty)
        #expect(try clean.duplicates.description == "None of 8 pictures of given (drawn by a program) occurs in more than one part.")
    }

    @Test("a notebook shows classes, counts and where they come from") func display() {
        let dataset = Given(images: (0..<5).map { noiseImage([2, 2, 3], $0) })
        #expect(String(decoding: dataset.mimeBundle[.plainText] ?? [], as: UTF8.self) == """
            given
            Class          Pictures
            ─────────────  ────────
            even                  3
            odd                   2
            all 2 classes         5
            Licence: none.
            Read from /here.
            A program drew these pictures: results on them say nothing about real images.
            """)
        #expect(Subset(dataset, indices: [1, 3]).overview.notes.last == "These are 2 of 5 pictures.")
    }

    @Test("a label that is no class is told of, and nothing breaks") func foreignLabel() async throws {
        let words = "picture1 of mine has the label 2, and there are 2 classes, 0…1"
        #expect(FromOne().foreignLabel == words && Given(images: [noiseImage([2, 2, 3], 0)]).foreignLabel == nil)
        #expect(FromOne().overview.notes.last == "Not counted: \(words).")
        #expect(FromOne().overview.rows.map(\.last) == ["0", "2", "3"])
        #expect(throws: SplitMistake.foreignLabel(words)) { try FromOne().split(counts: (1, 1, 0), seed: 1) }
        #expect(throws: SplitMistake.foreignLabel(words)) { try FromOne().split(fractions: (0.4, 0.3, 0.3), seed: 1, stratified: true) }
        let loader = DataLoader(FromOne(), batchSize: 1, transform: Compose([ToTensor()])), model = PatchNet(classes: 2)
        #expect(throws: TrainingError.foreignLabel(set: "training", label: words)) {
            try Trainer(model, optimizer: SGD(model.parameters(), learningRate: 0.1), verbose: false).fit(train: loader, epochs: 1)
        }
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = ConcatDataset(FromOne()) }
        #expect(complaint(result).contains("ConcatDataset: \(words)"))
    }

    @Test("a gallery of examples, spread over each class") func gallery() {
        let dataset = Given(images: (0..<10).map { noiseImage([2, 2, 3], $0) })
        #expect(dataset.gallery(perClass: 3).items.map(\.caption) == ["even", "even", "even", "odd", "odd", "odd"])
        let text = String(decoding: dataset.gallery(perClass: 3, classes: ["odd"]).mimeBundle[.plainText] ?? [], as: UTF8.self)
        #expect(text.contains("picture1: odd, drawn by a program") && text.contains("picture5: odd") && text.contains("picture9: odd"))
        #expect(dataset.gallery(perClass: 9).items.count == 10)
    }
}
