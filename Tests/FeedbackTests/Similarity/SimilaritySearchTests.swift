import Foundation
import Testing

@testable import Feedback

/// Copies are found whatever was done to them; what people wrote by themselves is not.
struct SimilaritySearchTests {
    static let original = """
        func standardized(_ values: [Double]) -> [Double] {
            let mean = values.reduce(0, +) / Double(values.count)
            var sum = 0.0
            for value in values {
                sum += (value - mean) * (value - mean)
            }
            let deviation = (sum / Double(values.count)).squareRoot()
            return values.map { ($0 - mean) / deviation }
        }

        func normalized(_ image: [[Double]]) -> [[Double]] {
            var result: [[Double]] = []
            for band in image {
                guard let least = band.min(), let most = band.max(), most > least else {
                    result.append(band)
                    continue
                }
                result.append(band.map { ($0 - least) / (most - least) })
            }
            return result
        }
        """

    /// Other names, layout, comments and numbers.
    static let renamed = """
        // My own work!
        func zScores(_ xs: [Double]) -> [Double] {
            let average = xs.reduce(0, +) / Double(xs.count)   /* the
            average */
            var total = 0.5
            for x in xs { total += (x - average) * (x - average) }
            let sigma = (total / Double(xs.count)).squareRoot()
            return xs.map { ($0 - average) / sigma }
        }
        func scaled(_ picture: [[Double]]) -> [[Double]] {
            var out: [[Double]] = []
            for channel in picture {
                guard let lo = channel.min(), let hi = channel.max(), hi > lo else { out.append(channel); continue }
                out.append(channel.map { ($0 - lo) / (hi - lo) })
            }
            return out
        }
        """

    /// The two functions in the other order.
    static let reordered: String = {
        let parts = original.components(separatedBy: "\n\n")
        return parts[1] + "\n\n" + parts[0]
    }()

    static let independent = [
        """
        func standardized(_ values: [Double]) -> [Double] {
            guard !values.isEmpty else { return [] }
            let n = Double(values.count)
            let mean = values.reduce(0, +) / n
            let variance = values.map { pow($0 - mean, 2) }.reduce(0, +) / n
            let scale = 1 / sqrt(variance)
            return values.map { scale * ($0 - mean) }
        }

        func normalized(_ image: [[Double]]) -> [[Double]] {
            image.map { band in
                let low = band.min() ?? 0
                let range = (band.max() ?? 1) - low
                return range == 0 ? band : band.map { ($0 - low) / range }
            }
        }
        """,
        """
        struct Moments {
            var count = 0, mean = 0.0, m2 = 0.0
            mutating func add(_ x: Double) {
                count += 1
                let delta = x - mean
                mean += delta / Double(count)
                m2 += delta * (x - mean)
            }
        }
        func standardized(_ values: [Double]) -> [Double] {
            var moments = Moments()
            values.forEach { moments.add($0) }
            let sd = sqrt(moments.m2 / Double(moments.count))
            var out = values
            for i in out.indices { out[i] = (out[i] - moments.mean) / sd }
            return out
        }
        func normalized(_ image: [[Double]]) -> [[Double]] {
            var copy = image
            for b in 0..<copy.count {
                let sorted = copy[b].sorted()
                if sorted.first == sorted.last { continue }
                for i in 0..<copy[b].count {
                    copy[b][i] = (copy[b][i] - sorted[0]) / (sorted[sorted.count - 1] - sorted[0])
                }
            }
            return copy
        }
        """,
    ]

    private func pairs(_ codes: [String], release: [String] = []) -> [SimilarPair] {
        SimilaritySearch().pairs(in: codes.map { [.init(id: "task", code: $0)] }, release: release)
    }

    @Test(arguments: [original, renamed, reordered])
    func `a copy is found among others`(_ copy: String) throws {
        let found = pairs([Self.original] + Self.independent + [copy])
        try #require(found.count == 1)
        #expect((found[0].first, found[0].second) == (0, 3))
        #expect(found[0].share > 0.6)
        #expect(found[0].excerpts.first.answer == "task")
        #expect(found[0].excerpts.first.code.contains("reduce"))
        #expect(found[0].excerpts.second.code.contains("reduce"))
    }

    @Test func `a copy is found though it was cut into other cells`() {
        let parts = Self.renamed.components(separatedBy: "func scaled")
        let cut = [FeedbackSnapshot.Answer(id: "a", code: parts[0]), .init(id: "b", code: "func scaled" + parts[1])]
        let found = SimilaritySearch().pairs(in: [[.init(id: "task", code: Self.original)], cut, [.init(id: "task", code: Self.independent[0])]], release: [])
        #expect(found.map { [$0.first, $0.second] } == [[0, 1]])
    }

    @Test func `independent solutions are not pairs`() {
        #expect(pairs([Self.original] + Self.independent).isEmpty)
    }

    @Test func `what was given out counts for nothing`() {
        let given = Self.original
        let own = ["\nlet a = standardized([1, 2])\nprint(a)", "\nfor b in normalized([[3]]) { print(b, terminator: \"\") }"]
        #expect(!pairs([given + own[0], given + own[1]]).isEmpty)
        #expect(pairs([given + own[0], given + own[1]], release: [given]).isEmpty)
    }

    @Test func `what everybody writes is what the exercise asks for`() {
        #expect(pairs(Array(repeating: Self.original, count: 4)).count == 6)
        #expect(pairs(Array(repeating: Self.original, count: 5)).isEmpty)
        #expect(pairs(Array(repeating: Self.original, count: 2) + Array(repeating: "print(1)", count: 100)).count == 1)
    }

    @Test func `a run of the guaranteed length is found wherever it stands`() {
        // Any stretch of code of that many tokens gives both sides a fingerprint in common.
        let shared = "let a = [b(1), c(2), d(3), e(4), f(5)]"
        #expect(TokenStream(shared).tokens.count >= Fingerprints.guaranteed)
        for before in ["", "x()", "x(); y()", "let z = x + y * 2", "if p { q() } else { r() }"] {
            let one = Set(Fingerprints("\(before)\n\(shared)\nwhile s { t() }").fingerprints.map(\.hash))
            let other = Set(Fingerprints("u.v(w)\n\(shared)\n\(before)").fingerprints.map(\.hash))
            #expect(!one.isDisjoint(with: other))
        }
    }

    @Test(arguments: ["", "let", String(repeating: "(", count: 5000), String(repeating: "a+", count: 30_000), "\u{0}\u{FEFF}", "\"\\(\"\\(", "/*"])
    func `no code is too strange`(_ code: String) {
        #expect(TokenStream(code).tokens.count <= TokenStream.most)
        _ = pairs([code, code, Self.original])
    }

    @Test func `lines are the code's own`() {
        let stream = TokenStream("// one\nlet a = 1\n\n/* four\nfive */ let b = \"\"\"\n  six\n  \"\"\"\nb\r\nc")
        #expect(stream.tokens.first?.line == 2)
        #expect(stream.tokens.suffix(2).map(\.line) == [8, 9])
    }
}
