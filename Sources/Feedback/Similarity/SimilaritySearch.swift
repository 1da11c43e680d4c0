import Foundation

/// Two submissions that have more in common than the exercise explains: a pair for a person to look at, and no verdict.
public struct SimilarPair: Sendable, Equatable {
    /// A stretch of one side's code.
    public struct Excerpt: Sendable, Equatable {
        /// The answer's id.
        public var answer: String
        /// Counted from 1 in the answer.
        public var firstLine: Int
        public var code: String
    }

    /// Indices of the submissions.
    public var first: Int
    public var second: Int
    /// Fingerprints in common.
    public var shared: Int
    /// How much of the smaller one's fingerprints that is: 0 to 1.
    public var share: Double
    public var excerpts: (first: Excerpt, second: Excerpt)

    public static func == (a: SimilarPair, b: SimilarPair) -> Bool {
        (a.first, a.second, a.shared, a.share) == (b.first, b.second, b.shared, b.share) && a.excerpts == b.excerpts
    }
}

/// Looks for submissions that resemble each other.
public struct SimilaritySearch: Sendable {
    /// Fewer fingerprints in common are chance.
    public var fewest = 5
    /// So is a smaller part of the smaller submission.
    public var leastShare = 0.35
    /// What more submissions than this share of the class, or `commonCount` of them, have is what the exercise asks for.
    public var commonShare = 0.2
    public var commonCount = 4
    /// The most pairs that are told.
    public var most = 20

    public init() {}

    /// - Parameters:
    ///   - submissions: the students' cells.
    ///   - release: code that everybody was given.
    /// - Returns: the pairs with the most in common first.
    public func pairs(in submissions: [[FeedbackSnapshot.Answer]], release: [String]) -> [SimilarPair] {
        let known = release.reduce(into: Set<UInt64>()) { $0.formUnion(Fingerprints.allRuns($1)) }
        let places = submissions.map { answers in
            answers.enumerated().flatMap { index, answer in Fingerprints(answer.code, without: known).fingerprints.map { Place(answer: index, print: $0) } }
        }
        var holders: [UInt64: [Int]] = [:]
        for (index, own) in places.enumerated() { for hash in Set(own.map(\.print.hash)) { holders[hash, default: []].append(index) } }
        let bound = max(commonCount, Int((commonShare * Double(submissions.count)).rounded(.down)))
        holders = holders.filter { $0.value.count <= bound }
        let sizes = places.map { own in Set(own.map(\.print.hash)).count { holders[$0] != nil } }
        var shared: [Pair: Set<UInt64>] = [:]
        for (hash, indices) in holders {
            for (position, first) in indices.enumerated() { for second in indices[(position + 1)...] { shared[Pair(first: first, second: second), default: []].insert(hash) } }
        }
        let found = shared.compactMap { pair, hashes -> SimilarPair? in
            let share = Double(hashes.count) / Double(max(1, min(sizes[pair.first], sizes[pair.second])))
            guard hashes.count >= fewest, share >= leastShare else { return nil }
            guard let excerpts = excerpts(hashes, pair, places, submissions) else { return nil }
            return SimilarPair(first: pair.first, second: pair.second, shared: hashes.count, share: share, excerpts: excerpts)
        }
        return Array(found.sorted { ($1.shared, $1.share, $0.first, $0.second) < ($0.shared, $0.share, $1.first, $1.second) }.prefix(most))
    }

    private struct Pair: Hashable {
        var first: Int
        var second: Int
    }

    private struct Place {
        var answer: Int
        var print: Fingerprints.Fingerprint
    }

    /// The first one's answer that has the most in common, and where the second one has the same.
    private func excerpts(
        _ hashes: Set<UInt64>, _ pair: Pair, _ places: [[Place]], _ submissions: [[FeedbackSnapshot.Answer]]
    ) -> (SimilarPair.Excerpt, SimilarPair.Excerpt)? {
        func answer(_ submission: Int, _ hashes: Set<UInt64>) -> (index: Int, places: [Place])? {
            let common = Dictionary(grouping: places[submission].filter { hashes.contains($0.print.hash) }, by: \.answer)
            return common.min { ($1.value.count, $0.key) < ($0.value.count, $1.key) }.map { ($0.key, $0.value) }
        }
        guard let first = answer(pair.first, hashes), let second = answer(pair.second, Set(first.places.map(\.print.hash))) else { return nil }
        return (
            Self.excerpt(submissions[pair.first][first.index], first.places.map(\.print.lines)),
            Self.excerpt(submissions[pair.second][second.index], second.places.map(\.print.lines))
        )
    }

    /// Lines that an excerpt has at most.
    private static let longest = 40

    private static func excerpt(_ answer: FeedbackSnapshot.Answer, _ ranges: [ClosedRange<Int>]) -> SimilarPair.Excerpt {
        let lines = answer.code.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        let first = max(1, ranges.map(\.lowerBound).min() ?? 1)
        let last = min(ranges.map(\.upperBound).max() ?? first, lines.count, first + longest - 1)
        let shown = first <= last ? lines[(first - 1)..<last].joined(separator: "\n") : ""
        return SimilarPair.Excerpt(answer: answer.id, firstLine: first, code: shown)
    }
}
