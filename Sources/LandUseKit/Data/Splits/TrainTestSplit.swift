/// Which pictures are for training and which for the test, as scikit-learn chooses them: `train_test_split` and the
/// `ShuffleSplit` and `StratifiedShuffleSplit` beneath it (sklearn/model_selection/_split.py), with the same seed the same
/// pictures in the same order.
struct TrainTestSplit: Equatable {
    var train: [Int]
    var test: [Int]

    /// - Parameters:
    ///   - count: how many pictures there are
    ///   - testSize: the test's share of them, 0…1; rounded up to whole pictures
    ///   - labels: where the classes' shares are to be kept, each picture's class
    ///   - names: of the two parts, and of a class, for messages
    init(
        count: Int, testSize: Double, seed: UInt32, stratifiedBy labels: [Int]? = nil, names: (train: String, test: String) = ("train", "test"),
        className: (Int) -> String = { "\($0)" }
    ) throws(SplitMistake) {
        let testCount = Int((testSize * Double(count)).rounded(.up)), trainCount = count - testCount
        guard testCount > 0 else { throw .emptyPart(name: names.test, pictures: count) }
        guard trainCount > 0 else { throw .emptyPart(name: names.train, pictures: count) }
        var random = NumPyRandom(seed: seed)
        guard let labels else {
            let order = random.permutation(count)
            test = Array(order[..<testCount])
            train = Array(order[testCount...])
            return
        }
        let members = Dictionary(grouping: labels.indices, by: { labels[$0] }).sorted { $0.key < $1.key }
        if let single = members.first(where: { $0.value.count < 2 }) {
            throw .fewPictures(className: className(single.key), pictures: single.value.count, needed: 2)
        }
        for (name, pictures) in [(names.train, trainCount), (names.test, testCount)] where pictures < members.count {
            throw .fewerThanClasses(part: name, pictures: pictures, classes: members.count)
        }
        let counts = members.map(\.value.count)
        let trainCounts = Self.shares(of: counts, drawing: trainCount, &random)
        let testCounts = Self.shares(of: zip(counts, trainCounts).map { $0 - $1 }, drawing: testCount, &random)
        var train: [Int] = [], test: [Int] = []
        for (place, member) in members.enumerated() {
            let order = random.permutation(counts[place]).map { member.value[$0] }
            train += order[..<trainCounts[place]]
            test += order[trainCounts[place]..<trainCounts[place] + testCounts[place]]
        }
        self.train = random.permutation(train)
        self.test = random.permutation(test)
    }

    /// How many pictures of each class are drawn, as near to their shares as whole numbers come; of equally near ones, chance
    /// decides (scikit-learn's `_approximate_mode`).
    private static func shares(of counts: [Int], drawing total: Int, _ random: inout NumPyRandom) -> [Int] {
        let sum = Double(counts.reduce(0, +))
        let exact = counts.map { Double($0) / sum * Double(total) }
        var shares = exact.map { $0.rounded(.down) }
        var missing = total - Int(shares.reduce(0, +))
        let remainders = zip(exact, shares).map { $0 - $1 }
        for value in Set(remainders).sorted(by: >) where missing > 0 {
            let places = remainders.indices.filter { remainders[$0] == value }
            let chosen = random.permutation(places).prefix(missing)
            for place in chosen { shares[place] += 1 }
            missing -= chosen.count
        }
        return shares.map { Int($0) }
    }
}
