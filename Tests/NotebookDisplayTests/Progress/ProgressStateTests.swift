import Testing

@testable import NotebookDisplay

@Suite struct ProgressStateTests {
    private static let full = String(repeating: "█", count: 24), half = String(repeating: "█", count: 12) + String(repeating: "░", count: 12)

    @Test(arguments: [
        (ProgressState(label: "epoch", completed: 5, total: 10), 0.5, "epoch  \(half)  50 %  5/10"),
        (ProgressState(label: "epoch", completed: 5, total: 10), 65, "epoch  \(half)  50 %  5/10  1:05, 1:05 left"),
        (ProgressState(label: "", completed: 10, total: 10), 3725, "\(full)  100 %  10/10  in 1:02:05"),
        // Not all before the end.
        (ProgressState(label: "a", completed: 9999, total: 10_000), 0, "a  \(String(repeating: "█", count: 23))░  99 %  9999/10000"),
        // Nobody knows how much, or it is more than was expected.
        (ProgressState(label: "a", completed: 7), 2, "a  7  0:02"), (ProgressState(label: "a", completed: 7, total: 5), 0, "a  7"),
        (ProgressState(label: "a", total: 0), 0, "a  0"), (ProgressState(label: "a\nb", completed: 1, note: "c\r\nd"), 0, "a b  1  c d"),
        (ProgressState(label: "a", completed: -3, total: 5), 0, "a  -3"),
    ] as [(ProgressState, Double, String)])
    func text(_ state: ProgressState, _ elapsed: Double, _ expected: String) {
        #expect(state.text(elapsed: elapsed) == expected)
    }
}
