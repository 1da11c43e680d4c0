import Foundation
import Testing
@testable import LandUseKit

/// What scikit-learn gave in Fixtures/make_splits.py.
private struct SplitFixture: Decodable, Equatable {
    struct Permutation: Decodable, Equatable {
        var count: Int
        var seed: UInt32
        var values: [Int]
    }
    struct Halves: Decodable, Equatable {
        var count: Int
        var size: Double
        var seed: UInt32
        var counts, train, test: [Int]
    }
    struct Thirds: Decodable, Equatable {
        var count: Int
        var validation, test_size: Double
        var seed: UInt64
        var counts, train, validation_part, test: [Int]
    }
    var permutations: [Permutation]
    var halves: [Halves]
    var thirds: [Thirds]
}

/// `labels_of` in make_splits.py.
private func labels(_ counts: [Int]) -> [Int] {
    let labels = counts.enumerated().flatMap { Array(repeating: $0, count: $1) }
    return labels.indices.map { labels[7 * $0 % labels.count] }
}

/// A dataset of labels alone.
private struct Labels: Dataset {
    var labels: [Int]
    var classes: [String] { (0...(labels.max() ?? 0)).map { "class\($0)" } }
    let source = DataSource(name: "labels")
    func image(at index: Int) -> Image { noiseImage([2, 2, 1], index) }
    func name(at index: Int) -> String { "\(classes[labels[index]])/\(index).tif" }
}

@Suite("Splits are scikit-learn's")
struct SplitTests {
    private let fixture: SplitFixture

    init() throws { fixture = try Fixtures.json("splits.json") }

    @Test("NumPy's permutations") func permutations() {
        #expect(fixture.permutations.count == 5)
        for expected in fixture.permutations {
            var random = NumPyRandom(seed: expected.seed)
            #expect(random.permutation(expected.count) == expected.values, "\(expected.count), seed \(expected.seed)")
        }
    }

    @Test("scikit-learn's train_test_split, stratified or not") func halves() throws {
        #expect(fixture.halves.count == 7)
        for expected in fixture.halves {
            let split = try TrainTestSplit(
                count: expected.count, testSize: expected.size, seed: expected.seed, stratifiedBy: expected.counts.isEmpty ? nil : labels(expected.counts))
            #expect(split.train == expected.train, "\(expected.count), \(expected.size)")
            #expect(split.test == expected.test)
        }
    }

    @Test("the course's three parts") func thirds() {
        #expect(fixture.thirds.count == 5)
        for expected in fixture.thirds {
            let dataset = Labels(labels: expected.counts.isEmpty ? Array(repeating: 0, count: expected.count) : labels(expected.counts))
            let split = dataset.split(
                train: 1 - expected.validation - expected.test_size, validation: expected.validation, test: expected.test_size, seed: expected.seed,
                stratified: !expected.counts.isEmpty)
            #expect(split.train.indices == expected.train)
            #expect(split.validation.indices == expected.validation_part)
            #expect(split.test.indices == expected.test)
        }
        #expect(Labels(labels: Array(repeating: 0, count: 2100)).split().description == "train 1470, validation 315, test 315")
        // The sum of 0.1 and 0.2 is a little more than 0.3, and makes no picture more.
        #expect(Labels(labels: Array(repeating: 0, count: 10)).split(train: 0.7, validation: 0.1, test: 0.2).description == "train 7, validation 1, test 2")
    }

    @Test("the same splits, made by scikit-learn now", .enabled(if: PyTorch.hasScikitLearn, "needs scikit-learn: set LANDUSE_PYTHON to a Python that has it"))
    func live() throws {
        let live = try PyTorch.output(ofFixture: "make_splits.py", ["--print"])
        #expect(try JSONDecoder().decode(SplitFixture.self, from: live) == fixture)
    }

    @Test("two parts") func twoParts() {
        let dataset = Labels(labels: labels([10, 10]))
        let split = dataset.split(train: 0.8, validation: 0, test: 0.2)
        #expect(split.description == "train 16, validation 0, test 4")
        #expect(Set(split.train.indices + split.test.indices).count == 20)
        #expect(dataset.split(train: 0.8, validation: 0.2, test: 0).description == "train 16, validation 4, test 0")
    }

    @Test("so many of each class") func perClass() {
        let dataset = Labels(labels: labels([9, 8, 12]))
        let split = dataset.split(perClass: (train: 4, validation: 1, test: 3), seed: 5)
        for (subset, count) in [(split.train, 4), (split.validation, 1), (split.test, 3)] {
            #expect(subset.labels.sorted() == (0..<3).flatMap { Array(repeating: $0, count: count) })
        }
        #expect(Set(split.train.indices + split.validation.indices + split.test.indices).count == 24)
        #expect(dataset.split(perClass: (train: 4, validation: 1, test: 3), seed: 6).train.indices != split.train.indices)
    }

    @Test("what cannot be split is said", arguments: [
        ((0.7, 0.2, 0.2), 20, false, "split needs fractions that add up to 1; train + validation + test is 1.1"),
        ((1.1, -0.1, 0), 20, false, "split needs parts of at least 0"),
        ((1, 0, 0), 20, false, "split needs some pictures for training, and some for validation or test"),
        ((0.4, 0.3, 0.3), 2, false, "split: of 2 pictures none would be left for train; load more, or choose other fractions"),
        ((0.7, 0.15, 0.15), 3, false, "split: of 1 pictures none would be left for validation; load more, or choose other fractions"),
        ((0.7, 0.15, 0.15), 0, false, "split: of 0 pictures none would be left for validation and test; load more, or choose other fractions"),
        ((0.7, 0.15, 0.15), 4, true, "split: the class class1 has 1 picture, and 2 are needed"),
        ((0.9, 0.05, 0.05), 12, true, "split, stratified: validation and test would have 2 pictures for 3 classes; give it a larger share, or do not stratify"),
    ])
    func mistakes(fractions: (Double, Double, Double), count: Int, stratified: Bool, message: String) {
        let dataset = Labels(labels: (0..<count).map { $0 % 3 })
        do throws(SplitMistake) {
            _ = try dataset.split(fractions: fractions, seed: 42, stratified: stratified)
            Issue.record("it was split")
        } catch {
            #expect(error.description.hasPrefix(message), "\(error)")
        }
    }

    @Test("too few of a class, and seeds that NumPy does not take") func otherMistakes() async {
        let dataset = Labels(labels: labels([9, 8, 12]))
        #expect(throws: SplitMistake.fewPictures(className: "class1", pictures: 8, needed: 9)) { try dataset.split(counts: (5, 2, 2), seed: 1) }
        #expect(throws: SplitMistake.seed(1 << 32)) { try SplitMistake.checked(1 << 32) }
        let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = Labels(labels: [0, 0, 0]).split(train: 0.5, validation: 0.5, test: 0.5)
        }
        #expect(complaint(result).contains("split needs fractions that add up to 1; train + validation + test is 1.5"))
        #expect(complaint(result).contains("SplitTests.swift:\(#line - 4)"))
    }

    @Test("by lists of names, in their order") func lists() throws {
        let dataset = Labels(labels: [0, 0, 1, 1, 2])
        try withTemporaryFolder { folder in
            let train = folder + "/train.txt", test = folder + "/test.txt"
            try write(Array("\u{FEFF}# the first two\r\nclass1/2.tif\r\n\r\n0\r\n".utf8), to: train)
            try write(Array("  class2/4  \n3.tif".utf8), to: test)
            let split = try dataset.split(trainList: train, testList: test)
            #expect(split.train.indices == [2, 0])
            #expect(split.validation.count == 0)
            #expect(split.test.indices == [4, 3])
            func complaint(_ text: String) throws -> String {
                try write(Array(text.utf8), to: test)
                do {
                    _ = try dataset.split(trainList: train, testList: test)
                    return "none"
                } catch { return "\(error)" }
            }
            #expect(try complaint("3\n7.tif") == "\(test):2: the dataset has no picture 7.tif; names are written like beach/beach07.tif")
            #expect(try complaint("3\n2.tif") == "\(test):2: 2.tif stands in \(train):2 already, and a picture belongs to one part")
            #expect(try complaint("3\n3") == "\(test):2: 3 stands in \(test):1 already, and a picture belongs to one part")
        }
        // A whole name is no other picture's short one.
        struct Nested: Dataset {
            let classes = ["a"], labels = [0, 0], source = DataSource(name: "nested")
            func image(at index: Int) -> Image { noiseImage([1, 1, 3], index) }
            func name(at index: Int) -> String { ["sub/a.tif", "a.tif"][index] }
        }
        try withTemporaryFolder { folder in
            try write(Array("a.tif\n".utf8), to: folder + "/train.txt")
            #expect(try Nested().split(trainList: folder + "/train.txt").train.indices == [1])
            try write(Array("a\n".utf8), to: folder + "/train.txt")
            #expect(throws: DatasetError.self) { try Nested().split(trainList: folder + "/train.txt") }
        }
        #expect(throws: DatasetError.noList(file: "/nowhere.txt")) { try dataset.split(trainList: "/nowhere.txt") }
    }

    @Test("a notebook shows how many pictures of each class each part has") func display() {
        let text = String(decoding: Labels(labels: labels([6, 4])).split(perClass: (2, 1, 1)).mimeBundle[.plainText] ?? [], as: UTF8.self)
        #expect(text == """
            labels: 4 / 2 / 2 pictures
            Class          train  validation  test
            ─────────────  ─────  ──────────  ────
            class0             2           1     1
            class1             2           1     1
            all 2 classes      4           2     2
            Licence: not known.
            """)
    }
}
