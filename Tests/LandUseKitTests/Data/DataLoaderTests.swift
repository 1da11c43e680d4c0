import Glibc
import NotebookDisplay
import Synchronization
import Testing
@testable import LandUseKit

/// A step that draws, as augmentation does.
private struct RandomlyBrighter: ImageTransform {
    func transform(_ image: Image, file: StaticString, line: UInt) -> Image {
        let shift = Int(Random.draw { $0.uniform() } * 100)
        return Image(
            height: image.height, width: image.width, channels: image.channels,
            samples: image.samples.map { UInt8(min(255, Int($0) + shift)) })
    }
}

/// A step that leaves the quick way: the numbers stay what they are.
private struct Same: TensorTransform {
    func transform(_ tensor: Tensor, file: StaticString, line: UInt) -> Tensor { tensor.contiguous() }
}

/// Pictures that are drawn at random when they are asked for.
private struct DrawnDataset: Dataset {
    let labels: [Int]
    let classes = ["a"]
    let source = DataSource(name: "drawn", isGenerated: true)

    init(count: Int) { labels = Array(repeating: 0, count: count) }

    func image(at index: Int) -> Image {
        let samples = (0..<16).map { _ in UInt8(Random.draw { $0.uniform() } * 255) }
        return Image(height: 4, width: 4, channels: 1, samples: samples)
    }
    func name(at index: Int) -> String { "\(index)" }
}

/// A step from which the first picture's thread does not return, as that of a cell that was stopped.
private struct Parked: ImageTransform {
    private let isReached = Reached()

    var isParked: Bool { isReached.value.load(ordering: .acquiring) }

    func transform(_ image: Image, file: StaticString, line: UInt) -> Image {
        if !isReached.value.exchange(true, ordering: .acquiringAndReleasing) { while true { usleep(100_000) } }
        return image
    }

    private final class Reached: Sendable {
        let value = Atomic(false)
    }
}

@Suite("DataLoader")
struct DataLoaderTests {
    private static let transform = Compose([RandomlyBrighter(), ToTensor(), Normalize(.imageNet)])

    private static func batches(
        _ dataset: any Dataset, batchSize: Int = 4, shuffled: Bool = true, dropLast: Bool = false, workers: Int, transform: Compose = transform
    ) throws -> [Batch] {
        try Random.withSeed(7) {
            let batches = DataLoader(
                dataset, batchSize: batchSize, shuffled: shuffled, dropLast: dropLast, transform: transform, workers: workers
            ).batches()
            var all: [Batch] = []
            while let batch = try batches.next() { all.append(batch) }
            return all
        }
    }

    @Test("the same pictures in the same order, to the bit, whatever the number of workers", arguments: [1, 2, 5])
    func workers(count: Int) throws {
        let dataset = NoiseDataset(count: 23)
        let expected = try Self.batches(dataset, workers: 0), found = try Self.batches(dataset, workers: count)
        #expect(expected.map(\.count) == [4, 4, 4, 4, 4, 3])
        #expect(expected.flatMap(\.indices).sorted() == Array(0..<23))
        #expect(expected.flatMap(\.indices) != Array(0..<23))
        #expect(found.map(\.indices) == expected.map(\.indices))
        #expect(found.map(\.labels) == expected.map(\.labels))
        #expect(found.map(\.images.elements) == expected.map(\.images.elements))
        #expect(expected.allSatisfy { batch in batch.labels == batch.indices.map { $0 % 3 } })
    }

    @Test("what a dataset draws follows from the picture too, and never from the epoch's own numbers", arguments: [1, 4])
    func drawingDataset(count: Int) throws {
        let dataset = DrawnDataset(count: 12), transform = Compose([ToTensor()])
        let expected = try Self.batches(dataset, workers: 0, transform: transform)
        #expect(try Self.batches(dataset, workers: count, transform: transform).map(\.images.elements) == expected.map(\.images.elements))
        #expect(Set(expected.flatMap { batch in (0..<batch.count).map { batch.images[$0].elements } }).count == 12)
        // The order is drawn from the epoch's seed; the first picture's numbers are others.
        try Random.withSeed(7) {
            let seed = Random.draw { UInt64($0.generator.next()) << 32 | UInt64($0.generator.next()) }
            let drawn = Random.withSeed(seed) { ToTensor()(dataset.image(at: 0)).elements }
            let batch = try #require(expected.first { $0.indices.contains(0) }), place = try #require(batch.indices.firstIndex(of: 0))
            #expect(batch.images[place].elements != drawn)
        }
    }

    @Test("knows whether making pictures took random numbers", arguments: [0, 2]) func drawing(workers: Int) throws {
        func hasDrawn(_ dataset: any Dataset, _ steps: [any Transform]) throws -> Bool {
            let batches = DataLoader(dataset, batchSize: 4, shuffled: true, transform: Compose(steps + [ToTensor()]), workers: workers).batches()
            while try batches.next() != nil {}
            return batches.hasDrawn
        }
        #expect(try !hasDrawn(NoiseDataset(count: 9), [CenterCrop(3)]))
        #expect(try hasDrawn(NoiseDataset(count: 9), [RandomlyBrighter()]))
        #expect(try hasDrawn(DrawnDataset(count: 9), []))
    }

    @Test("a picture that is late, of a batch that has failed, spoils nobody's memory") func lateWriter() throws {
        let count = 1 << 16
        var assembly: BatchAssembly? = BatchAssembly(count: 3) { "picture \($0)" }
        let target = try #require(assembly?.target(of: 2, shape: [1, 1, count]))
        #expect(assembly?.target(of: 1, shape: [1, 2, count]) == nil)
        assembly?.finish(0, error: NoiseDataset.Broken(index: 0))
        #expect(assembly?.isDecided == true)
        assembly = nil
        let others = (0..<8).map { _ in Tensor.zeros([3, 1, 1, count]) }
        target.write(.tensor(Tensor.full([1, 1, count], 7)))
        #expect(others.allSatisfy { $0.elements.allSatisfy { $0 == 0 } })
    }

    @Test("the quick way gives the bits of the steps one by one", arguments: [
        [ToTensor()], [ToTensor(), Normalize(.imageNet)], [Compose([CenterCrop(3), Compose([ToTensor()])]), Normalize(mean: [0.1, 0.2, 0.3], std: [3, 1, 7])],
    ] as [[any Transform]])
    func quickWay(steps: [any Transform]) throws {
        let dataset = NoiseDataset(count: 8)
        for batch in try Self.batches(dataset, workers: 2, transform: Compose(steps)) {
            let slow = Tensor.stack(try batch.indices.map { Compose(steps)(try dataset.image(at: $0)) })
            #expect(batch.images.shape == slow.shape)
            #expect(batch.images.isLaid(out: .channelsLast))
            #expect(batch.images.elements.map(\.bitPattern) == slow.elements.map(\.bitPattern))
        }
        let long = try Self.batches(dataset, workers: 2, transform: Compose(steps + [Same()]))
        let short = try Self.batches(dataset, workers: 2, transform: Compose(steps))
        #expect(long.map(\.images.elements) == short.map(\.images.elements))
        #expect(long.allSatisfy { $0.images.isLaid(out: .channelsLast) })
    }

    @Test("pictures of any number of channels", arguments: 1...4) func channels(count: Int) throws {
        let dataset = NoiseDataset(count: 3, shape: [4, 5, count])
        let batch = try #require(Self.batches(dataset, shuffled: false, workers: 1, transform: Compose([ToTensor()])).first)
        #expect(batch.images.shape == [3, count, 4, 5])
        #expect(batch.images.elements == Tensor.stack(try (0..<3).map { ToTensor()(try dataset.image(at: $0)) }).elements)
    }

    @Test("the last batch, short or dropped, and no pictures", arguments: [0, 2]) func ends(workers: Int) throws {
        func counts(_ count: Int, dropLast: Bool) throws -> [Int] {
            try Self.batches(NoiseDataset(count: count), dropLast: dropLast, workers: workers).map(\.count)
        }
        #expect(try counts(10, dropLast: false) == [4, 4, 2])
        #expect(try counts(10, dropLast: true) == [4, 4])
        #expect(try counts(8, dropLast: true) == [4, 4])
        #expect(try counts(3, dropLast: true) == [])
        #expect(try counts(0, dropLast: false) == [])
    }

    @Test("epochs differ, and the seed repeats them") func epochs() {
        func epochs() -> [[Int]] {
            Random.withSeed(3) {
                let loader = DataLoader(NoiseDataset(count: 40), batchSize: 40, shuffled: true, transform: Self.transform)
                return (0..<2).map { _ in loader.flatMap(\.indices) }
            }
        }
        #expect(epochs() == epochs())
        #expect(epochs()[0] != epochs()[1])
    }

    @Test("what a picture throws comes in its turn, and ends the epoch", arguments: [0, 3]) func errors(workers: Int) throws {
        var dataset = NoiseDataset(count: 20)
        dataset.broken = [9, 10, 17]
        let batches = DataLoader(dataset, batchSize: 4, transform: Self.transform, workers: workers).batches()
        #expect(try batches.next()?.indices == [0, 1, 2, 3])
        #expect(try batches.next()?.indices == [4, 5, 6, 7])
        #expect(throws: NoiseDataset.Broken(index: 9)) { try batches.next() }
        #expect(try batches.next() == nil)
    }

    @Test("pictures that do not go together are named", arguments: [0, 3]) func shapes(workers: Int) {
        func complaint(_ index: Int, _ shape: [Int], _ transform: Compose) -> String {
            var dataset = NoiseDataset(count: 6)
            dataset.shapes[index] = shape
            do {
                _ = try Self.batches(dataset, batchSize: 6, shuffled: false, workers: workers, transform: transform)
                return "none"
            } catch { return "\(error)" }
        }
        #expect(complaint(3, [7, 4, 3], Self.transform)
            == "noise/3 is 4×7 pixels and noise/0, beside it, is 5×6 pixels: put Resize(height, width), or a crop, before ToTensor()")
        #expect(complaint(0, [7, 4, 3], Self.transform)
            == "noise/1 is 5×6 pixels and noise/0, beside it, is 4×7 pixels: put Resize(height, width), or a crop, before ToTensor()")
        #expect(complaint(2, [6, 5, 1], Compose([ToTensor()]))
            == "noise/2 has 1 channel and noise/0, beside it, has 3: image.rgb makes three of any picture")
        #expect(complaint(2, [6, 5, 4], Self.transform)
            == "noise/2 has 4 channels, and Normalize has statistics for 3: image.rgb makes three channels of any picture")
        #expect(complaint(3, [7, 4, 3], Compose([Resize(4, 4), ToTensor()])) == "none")
    }

    @Test("no further ahead than two batches, and nothing stays when the loop is left") func abandoning() throws {
        let dataset = NoiseDataset(count: 400)
        weak var epoch: LoadingEpoch?
        for batch in DataLoader(dataset, batchSize: 4, transform: Self.transform, workers: 3) {
            #expect(batch.indices == [0, 1, 2, 3])
            usleep(50_000)
            break
        }
        #expect((4...12).contains(dataset.reads.count))
        do {
            let iterator = DataLoader(dataset, batchSize: 4, transform: Self.transform, workers: 3).batches()
            _ = try iterator.next()
            epoch = iterator.epoch
            #expect(epoch != nil)
        }
        // The workers hold the epoch until they have ended.
        for _ in 0..<500 where epoch != nil { usleep(10_000) }
        #expect(epoch == nil)
    }

    @Test("a cell that was stopped never comes back: its workers and batches go with the next cell; who comes back gets all the same")
    func stoppedCells() async {
        // In a process of its own, for the number of the cell's run is the process's.
        await #expect(processExitsWith: .success) {
            let dataset = NoiseDataset(count: 40)
            let expected = try Self.batches(dataset, workers: 0)
            let iterator = Random.withSeed(7) { DataLoader(dataset, batchSize: 4, shuffled: true, transform: Self.transform, workers: 2).batches() }
            #expect(try iterator.next()?.indices == expected[0].indices)
            #expect(iterator.epoch.kept.workers == 2)
            DisplaySink.run += 1
            for _ in 0..<600 where iterator.epoch.kept != (0, 0) { usleep(10_000) }
            #expect(iterator.epoch.kept == (0, 0))
            for batch in expected.dropFirst() {
                let next = try iterator.next()
                let again = try #require(next)
                #expect(again.indices == batch.indices && again.images.elements == batch.images.elements)
            }
            #expect(try iterator.next() == nil)
        }
    }

    @Test("a thread that never comes back from a transform keeps no later cell waiting") func parkedThreads() async {
        await #expect(processExitsWith: .success) {
            let dataset = NoiseDataset(count: 12)
            let expected = try Self.batches(dataset, workers: 0, transform: Compose([ToTensor()]))
            // The caller's own thread, or a worker for which the caller waits.
            for workers in [0, 2] {
                let parked = Parked(), transform = Compose([parked, ToTensor()])
                let iterator = Random.withSeed(7) { DataLoader(dataset, batchSize: 4, shuffled: true, transform: transform, workers: workers).batches() }
                nonisolated(unsafe) let first = iterator
                let isStarted = WorkerThread.start { _ = try? first.next() }
                for _ in 0..<2000 where !parked.isParked { usleep(5000) }
                try #require(isStarted && parked.isParked)
                DisplaySink.run += 1
                for batch in expected {
                    let next = try iterator.next()
                    let found = try #require(next)
                    #expect(found.indices == batch.indices && found.images.elements == batch.images.elements)
                }
                #expect(try iterator.next() == nil)
            }
        }
    }

    @Test("a mistake in a transform ends the caller, not a worker") func mistakes() async {
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            for _ in DataLoader(NoiseDataset(count: 9), batchSize: 4, transform: Compose([CenterCrop(4)]), workers: 2) {}
        }
        #expect(complaint(result).contains("DataLoader: the transform ends with an image of 4×4 pixels, not a tensor: add ToTensor()"))
        let unread = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            var dataset = NoiseDataset(count: 9)
            dataset.broken = [5]
            for _ in DataLoader(dataset, batchSize: 4, transform: Compose([ToTensor()]), workers: 2) {}
        }
        #expect(complaint(unread).contains("DataLoader: Broken(index: 5)"))
    }
}
