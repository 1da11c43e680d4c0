import NotebookDisplay

/// A dataset in three parts: what a network learns from, what decides how it learns, and what it is judged by in the end.
public struct Split: Sendable {
    public let train: Subset
    public let validation: Subset
    /// To be looked at once, when everything is decided.
    public let test: Subset

    /// The parts and what they are called.
    var parts: [(name: String, subset: Subset)] { [("train", train), ("validation", validation), ("test", test)] }
}

extension Dataset {
    /// Three parts by fractions, drawn at random.
    ///
    ///     let split = images.split(train: 0.7, validation: 0.15, test: 0.15, seed: 42)
    ///
    /// The pictures are those that scikit-learn gives who first sets validation and test apart and then divides these two,
    /// both times with the same seed:
    ///
    ///     share = round(validation + test, 12)
    ///     train, rest = train_test_split(images, test_size=share, random_state=seed)
    ///     validation, test = train_test_split(rest, test_size=test / share, random_state=seed)
    ///
    /// Rounded, for 0.1 + 0.2 is a little more than 0.3, which would set 4 of 10 pictures apart.
    ///
    /// - Parameters:
    ///   - seed: 0…2³²−1
    ///   - stratified: whether each class has the same share of every part (scikit-learn's `stratify=`)
    public func split(
        train: Double = 0.7, validation: Double = 0.15, test: Double = 0.15, seed: UInt64 = 42, stratified: Bool = false,
        file: StaticString = #fileID, line: UInt = #line
    ) -> Split {
        orFail(file, line) { () throws(SplitMistake) -> Split in
            try split(fractions: (train, validation, test), seed: SplitMistake.checked(seed), stratified: stratified)
        }
    }

    /// Three parts with so many pictures of every class, drawn at random; what is left over belongs to none.
    ///
    ///     let split = images.split(perClass: (train: 20, validation: 5, test: 5))
    ///
    /// Class by class, in order, a permutation by NumPy's `RandomState(seed)` says which.
    public func split(
        perClass counts: (train: Int, validation: Int, test: Int), seed: UInt64 = 42, file: StaticString = #fileID, line: UInt = #line
    ) -> Split {
        orFail(file, line) { () throws(SplitMistake) -> Split in try split(counts: counts, seed: SplitMistake.checked(seed)) }
    }

    private func orFail(_ file: StaticString, _ line: UInt, _ body: () throws(SplitMistake) -> Split) -> Split {
        do throws(SplitMistake) { return try body() } catch { fail(error.description, file, line) }
    }
}

extension Dataset {
    func split(fractions: (train: Double, validation: Double, test: Double), seed: UInt32, stratified: Bool) throws(SplitMistake) -> Split {
        let (train, validation, test) = fractions, sum = train + validation + test, labels = labels
        // What the sum of 0.1 and 0.2 carries in its last digit makes no picture.
        let rest = ((validation + test) * 1e12).rounded() / 1e12
        guard min(train, validation, test) >= 0 else { throw .negative }
        guard abs(sum - 1) < 1e-9 else { throw .fractions(sum: sum) }
        guard train > 0, rest > 0 else { throw .onePart }
        if stratified, let foreignLabel { throw .foreignLabel(foreignLabel) }
        func divided(
            _ indices: [Int], testSize: Double, names: (train: String, test: String)
        ) throws(SplitMistake) -> (train: [Int], test: [Int]) {
            let split = try TrainTestSplit(
                count: indices.count, testSize: testSize, seed: seed, stratifiedBy: stratified ? indices.map { labels[$0] } : nil, names: names,
                className: { classes[$0] })
            return (split.train.map { indices[$0] }, split.test.map { indices[$0] })
        }
        let first = try divided(Array(0..<count), testSize: rest, names: ("train", test == 0 ? "validation" : validation == 0 ? "test" : "validation and test"))
        if test == 0 { return Split(of: self, train: first.train, validation: first.test, test: []) }
        if validation == 0 { return Split(of: self, train: first.train, validation: [], test: first.test) }
        let second = try divided(first.test, testSize: test / rest, names: ("validation", "test"))
        return Split(of: self, train: first.train, validation: second.train, test: second.test)
    }

    func split(counts: (train: Int, validation: Int, test: Int), seed: UInt32) throws(SplitMistake) -> Split {
        guard min(counts.train, counts.validation, counts.test) >= 0 else { throw .negative }
        guard counts.train > 0, counts.validation + counts.test > 0 else { throw .onePart }
        if let foreignLabel { throw .foreignLabel(foreignLabel) }
        let needed = counts.train + counts.validation + counts.test
        let members = Dictionary(grouping: labels.enumerated(), by: \.element)
        var random = NumPyRandom(seed: seed), train: [Int] = [], validation: [Int] = [], test: [Int] = []
        for (label, name) in classes.enumerated() {
            let pictures = (members[label] ?? []).map(\.offset)
            guard pictures.count >= needed else { throw .fewPictures(className: name, pictures: pictures.count, needed: needed) }
            let order = random.permutation(pictures)
            train += order[..<counts.train]
            validation += order[counts.train..<counts.train + counts.validation]
            test += order[(counts.train + counts.validation)..<needed]
        }
        return Split(of: self, train: train, validation: validation, test: test)
    }
}

extension Split {
    init(of dataset: any Dataset, train: [Int], validation: [Int], test: [Int]) {
        self.init(train: Subset(dataset, indices: train), validation: Subset(dataset, indices: validation), test: Subset(dataset, indices: test))
    }
}
