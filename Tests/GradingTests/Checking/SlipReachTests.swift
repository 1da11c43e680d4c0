import Notebook
import Testing

@testable import Grading

@Suite struct SlipReachTests {
    private static let cells = [
        ("data", "import LandUseKit\nlet data = [1, 2, 3]"), ("mean", "func mean(_ x: [Int]) -> Int { 0 }"), ("slow", "let trained = mean(data)"),
        ("other", "func other() -> Int { 1 }"), ("check-mean", "mean([1])"), ("check-trained", "trained"), ("check-other", "other()"),
    ]

    private static func document() throws -> NotebookDocument {
        let cells = cells.map { id, code in
            "```swift\n//| id: \(id)\n\(id.hasPrefix("check-") ? "//| check: {points: 1, equal: reference}\n" : "")\(code)\n```\n"
        }
        return try NotebookDocument.parse(Array(cells.joined(separator: "\n").utf8), path: "t.md")
    }

    @Test(arguments: [
        (["mean"], ["check-mean", "check-trained"], ["other", "check-other"]),
        // What a check needs runs, and what imports something does; other checks do not.
        (["other"], ["check-other"], ["mean", "slow", "check-mean", "check-trained"]),
        (["slow"], ["check-trained"], ["other", "check-mean", "check-other"]),
        (["slow", "other"], ["check-other", "check-trained"], ["check-mean"]),
        (["data"], ["check-trained"], ["other", "check-mean", "check-other"]),
        ([], [], ["mean", "slow", "other", "check-mean", "check-trained", "check-other"]),
    ])
    func reach(_ changed: [String], _ checks: [String], _ spared: [String]) throws {
        let reach = SlipReach(of: Set(changed), in: try Self.document())
        #expect(reach.checks == Set(checks))
        #expect(reach.spared == Set(spared))
    }
}
