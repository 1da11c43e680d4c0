@testable import Assignments
import Notebook
import Synchronization
import Testing

/// What is said of an assignment, whatever runs it.
@Suite struct AssignmentCheckerTests {
    /// Says what each version earns without running it.
    private final class Runner: VariantMarking {
        let mark: @Sendable (_ source: String, CheckOptions, _ seed: UInt64) -> Bool
        let isBroken: @Sendable (_ source: String) -> Bool
        /// What the teacher's own solution gives for the check `c`.
        let expected: @Sendable (_ seed: UInt64) -> ObservedValue?
        let runs = Mutex(0)

        init(
            isBroken: @escaping @Sendable (String) -> Bool = { _ in false }, expected: @escaping @Sendable (UInt64) -> ObservedValue? = { _ in nil },
            mark: @escaping @Sendable (String, CheckOptions, UInt64) -> Bool
        ) {
            self.mark = mark
            self.isBroken = isBroken
            self.expected = expected
        }

        func marks(of variant: NotebookDocument, changed: Set<String>?, seed: UInt64) async throws -> VariantMarks {
            runs.withLock { $0 += 1 }
            let source = variant.cells.first { $0.id == "a" }?.source ?? ""
            let marks = AssignmentOutline(variant).checks.map { check in
                let passed = mark(source, check.options, seed)
                return CheckMark(
                    id: check.cell.id, question: check.question ?? "", points: check.options.points, earned: 0, isHidden: check.options.isHidden,
                    outcome: passed ? .passed : .failed, explanation: "why")
            }
            let broken = isBroken(source) ? ["a": [Diagnostic(.error, path: "x", position: nil, message: "broken")]] : [:]
            return VariantMarks(marks: marks, broken: broken, expected: expected(seed).map { ["c": $0] } ?? [:])
        }
    }

    private static let text = """
        ---
        assignment: t
        ---

        ```swift
        //| id: a
        // BEGIN SOLUTION
        // STUB: let x = 0
        let x = 1 + 2
        // END SOLUTION
        ```

        ```swift
        //| id: c
        //| check: {points: 2, equal: 3}
        x
        ```

        """

    private func check(_ runner: Runner, _ text: String = text, mutations: Int = 40) async throws -> CheckedAssignment {
        var options = AssignmentChecker.Options()
        options.mutations = mutations
        return try await AssignmentChecker(try NotebookDocument.parse(Array(text.utf8), path: "t.md"), runner: runner, options: options).check()
    }

    @Test func good() async throws {
        let checked = try await check(Runner { source, _, _ in source.contains("1 + 2") })
        #expect(checked.findings.isEmpty)
        #expect(checked.mutations == .init(tried: 3, noticed: 3, discarded: 0))
    }

    /// One of the changes is noticed by nothing, and told with its place.
    @Test func weak() async throws {
        let checked = try await check(Runner { source, _, _ in source.contains("1 + ") })
        #expect(checked.findings.map(\.description) == ["t.md:9:13: warning: no check notices when `2` becomes `3`; check it, or see that it makes no difference"])
        #expect(checked.mutations == .init(tried: 3, noticed: 2, discarded: 0))
        #expect(!checked.hasErrors)
    }

    @Test func referenceMustEarnAll() async throws {
        let runner = Runner { _, _, seed in seed == 7_340_033 }
        let checked = try await check(runner)
        #expect(checked.findings.map(\.description) == ["t.md:14:1: error: the teacher's own solution does not earn the 2 points of the check `c`, with 1 of 2 drawn seeds: why"])
        // Nothing is tried by an expectation that is wrong.
        #expect(runner.runs.withLock { $0 } == 2)
        let never = try await check(Runner { _, _, _ in false })
        #expect(never.findings.map(\.message) == ["the teacher's own solution does not earn the 2 points of the check `c`: why"])
    }

    /// What is the same whatever is drawn can be learned by heart.
    @Test(arguments: [("reference, hidden: true", "hidden check"), ("reference", "check")])
    func theSameForEverySeed(_ options: String, _ what: String) async throws {
        let text = Self.text.replacing("equal: 3", with: "equal: \(options)")
        func findings(_ expected: @escaping @Sendable (UInt64) -> ObservedValue?) async throws -> [String] {
            try await check(Runner(expected: expected) { source, _, _ in source.contains("1 + 2") }, text).findings.map(\.description)
        }
        let warning = "t.md:14:1: warning: the \(what) `c` compares with the same value for each of the 2 seeds that were tried: an answer by heart would pass; let what it observes depend on `checkSeed`"
        #expect(try await findings { _ in .list([.double(.nan), .int(1)]) } == [warning])
        #expect(try await findings { .int(Int($0 % 1000)) } == [])
        // A check that is not compared with it is none of those.
        #expect(try await findings { _ in nil } == [])
        #expect(try await findings { $0 == 7_340_033 ? .int(1) : nil } == [])
    }

    @Test func releaseMustEarnNothing() async throws {
        let checked = try await check(Runner { _, _, _ in true }, mutations: 0)
        #expect(checked.findings.map(\.description) == ["t.md:14:1: error: the untouched release earns the 2 points of the check `c`; check something that takes work"])
    }

    @Test func releaseMustCompile() async throws {
        let checked = try await check(Runner(isBroken: { !$0.contains("BEGIN") }) { source, _, _ in source.contains("1 + 2") })
        #expect(checked.findings.map(\.description) == ["t.md:6:1: error: the release does not compile, in `a`: broken; give the solution a stub by `// STUB:` lines"])
    }

    @Test func brokenReference() async throws {
        let checked = try await check(Runner(isBroken: { _ in true }) { _, _, _ in true })
        #expect(checked.findings.map(\.description) == ["x: error: broken"])
    }

    /// What does not compile is no slip, and another is tried in its place.
    @Test(arguments: [(0, 0, 0), (1, 1, 1), (2, 2, 1), (9, 2, 1)])
    func bounded(_ most: Int, _ tried: Int, _ discarded: Int) async throws {
        let checked = try await check(Runner(isBroken: { $0.contains("2 + 2") }) { source, _, _ in source.contains("1 + 2") }, mutations: most)
        #expect(checked.mutations == .init(tried: tried, noticed: tried, discarded: discarded))
    }

    @Test(arguments: [
        ("```swift\n1\n```\n", ["t.md: error: the front matter names no assignment; add a line `assignment: name`", "t.md: error: there is nothing to do: no cell has a solution (`// BEGIN SOLUTION`), and there is no text answer"]),
        ("---\nassignment: t\n---\n```swift\n//| check: {points: 1, equal: 1}\n1\n```\n\n```swift\n//| id: a\n// BEGIN SOLUTION\n1\n// END SOLUTION\n```\n", [
            "t.md:5:1: error: the check `cell-1` stands above all answers, so it belongs to none; put it below the answer that it checks",
            "t.md:10:1: warning: the answer `a` earns no points; put a check below it",
        ]),
        ("---\nassignment: t\n---\n<!-- answer: why\npoints: 3\nrubric:\n  - 1 point: it fits\n  - \"0.5 points: a reason\"\n-->\nIt fits.\n<!-- end answer -->\n", [
            "t.md:4:1: error: the lines of the rubric of `why` add up to 1.5 points, and it earns 3 points; mend one or the other",
        ]),
    ])
    func outline(_ text: String, _ findings: [String]) async throws {
        let runner = Runner { _, _, _ in true }
        #expect(try await check(runner, text).findings.map(\.description) == findings)
        #expect(runner.runs.withLock { $0 } == 0)
    }
}
