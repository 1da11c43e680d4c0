import Foundation
import NotebookDisplay
import Testing

/// What does not fit its names ends the cell: a chart that leaves some of its data out misleads.
@Suite struct SizesTests {
    @Test func `a confusion matrix of another size than its classes`() async {
        await expectFailure("needs a row and a column for each of 2 classes, got 3×3 counts", #line + 1) {
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Heatmap(confusion: [[1, 2, 3], [4, 5, 6], [7, 8, 9]], classes: ["x", "y"]) }
        }
        await expectFailure("needs a row and a column for each of 3 classes, got 2×2 counts", #line + 1) {
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Heatmap(confusion: [[1, 2], [4, 5]], classes: ["x", "y", "z"]) }
        }
        await expectFailure("needs a row and a column for each of 2 classes, got 2×1 counts", #line + 1) {
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Heatmap(confusion: [[1, 2], [4]], classes: ["x", "y"]) }
        }
    }

    @Test func `a heatmap with more values than names`() async {
        await expectFailure("has names for 1×2 values, got 1×3", #line + 1) {
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Heatmap(title: "", rows: ["r"], columns: ["a", "b"], values: [[1, 2, 3]]) }
        }
    }

    @Test func `a series with more values than groups`() async {
        await expectFailure("needs a value for each of 1 groups, and as many spreads or none; `a` has 2 and 0", #line + 1) {
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = GroupedBarChart(title: "", groups: ["g"], series: [.init("a", [1, 2])]) }
        }
    }

    @Test func `a row with more numbers than columns`() async {
        await expectFailure("has 2 columns, the labels' included, and `b` has a label and 2 values", #line + 1) {
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Table(columns: ["", "n"], numbers: [("a", [1]), ("b", [1, 2])]) }
        }
    }

    @Test func `captions of another number than the values`() async {
        await expectFailure("needs a caption for each of 2 values, got 1 captions", #line + 1) {
            await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Gallery([1, 2], captions: ["one"]) }
        }
    }

    /// Runs a process that is to end with a message and the line of the call.
    private func expectFailure(_ message: String, _ line: Int, _ run: () async -> ExitTest.Result?) async {
        let words = String(decoding: await run()?.standardErrorContent ?? [], as: UTF8.self)
        #expect(words.contains(message))
        #expect(words.contains("SizesTests.swift:\(line)"))
    }
}
