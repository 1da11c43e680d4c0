import Assignments
import Testing

struct PointsTextTests {
    @Test(arguments: [
        (0, "0"), (3, "3"), (2.5, "2.5"), (0.1 + 0.2, "0.3"), (-0.7, "-0.7"), (1.0 / 3, "0.3333"), (-2, "-2"), (0.05, "0.05"), (0.00001, "0"), (99.99999, "100"),
        (1e300, "1e+300"), (.infinity, "inf"),
    ] as [(Double, String)])
    func `points as people write them`(_ points: Double, _ text: String) {
        #expect(PointsText.text(points) == text)
    }

    @Test(arguments: [(1, "1 point"), (0.7 + 0.1 + 0.1 + 0.1, "1 point"), (0, "0 points"), (0.5, "0.5 points"), (2, "2 points")] as [(Double, String)])
    func words(_ points: Double, _ words: String) {
        #expect(PointsText.words(points) == words)
    }
}
