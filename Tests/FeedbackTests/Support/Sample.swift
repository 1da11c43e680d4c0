import Assignments
import Foundation
import Notebook
import Report

@testable import Feedback

/// A small assignment as it was graded.
enum Sample {
    static let notebook = """
        ---
        title: Bands
        assignment: bands
        ---

        # Bands

        Take the mean of **each** band.

        ```swift
        //| id: mean
        func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
        ```

        ```swift
        //| id: mean-check
        //| check: {points: 2, equal: 2.5, message: "Divide by the number of values."}
        mean([1, 4])
        ```

        ```swift
        //| id: mean-hidden
        //| check: {points: 3, equal: [0.1234], hidden: true}
        mean([0.1234, secretInput])
        ```

        ## Discussion

        <!-- answer: costs
        points: 4
        rubric:
          - 2 points: names both costs
        -->
        Your words.
        <!-- end answer -->

        ```swift
        //| id: last
        print("done")
        ```

        """

    static func executed(_ text: String = notebook, _ change: (inout [ExecutedCell]) -> Void = { _ in }) throws -> ExecutedNotebook {
        let document = try NotebookDocument.parse(Array(text.utf8), path: "/home/teacher/bands/bands.md")
        var cells = document.cells.map { ExecutedCell(cell: $0, outcome: .finished, duration: 0.25) }
        change(&cells)
        return ExecutedNotebook(
            document: document, cells: cells, startedAt: 1_790_000_000, duration: 1.5, provenance: [.init("Machine", "host-of-the-grader")])
    }

    static func graded(
        _ student: String = "Ada", mean: CheckMark.Outcome = .passed, hidden: CheckMark.Outcome = .failed, markdown: String = "Time *and* memory.",
        observed: String = "2.5", remarks: [GradedSubmission.Remark] = []
    ) -> GradedSubmission {
        func check(_ id: String, _ points: Double, _ outcome: CheckMark.Outcome, observed: String?, message: String?) -> CheckMark {
            CheckMark(
                id: id, question: "mean", points: points, earned: outcome == .passed ? points : 0, isHidden: observed == nil, outcome: outcome,
                explanation: outcome == .passed ? "It is as expected." : "It is something else.", observed: observed, message: message)
        }
        return GradedSubmission(
            student: student, assignment: "bands", digest: "d",
            checks: [
                check("mean-check", 2, mean, observed: observed, message: "Divide by the number of values."),
                check("mean-hidden", 3, hidden, observed: nil, message: "Think of values that are missing."),
            ],
            texts: [.init(id: "costs", points: 4, rubric: ["2 points: names both costs"], markdown: markdown, isUntouched: markdown == "Your words.")],
            remarks: remarks)
    }

    static func snapshot(_ graded: GradedSubmission = graded(), _ text: String = notebook, _ change: (inout [ExecutedCell]) -> Void = { _ in }) throws -> FeedbackSnapshot {
        FeedbackSnapshot(try executed(text, change), graded: graded, studentCells: ["mean"]) { path throws(ImageProblem) in throw .missing(path: path) }
    }

    static func page(_ submission: MarkedSubmission = MarkedSubmission(graded()), _ change: (inout [ExecutedCell]) -> Void = { _ in }) throws -> String {
        FeedbackPage(try snapshot(submission.graded, notebook, change), submission).html
    }

    static func bundle(_ representations: [String: String]) -> MediaBundle {
        MediaBundle(representations: representations.sorted { $0.key < $1.key }.map { .init(type: $0.key, bytes: Array($0.value.utf8)) })
    }
}
