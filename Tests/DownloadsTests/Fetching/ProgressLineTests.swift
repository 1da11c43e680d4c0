import Testing
@testable import Downloads

struct ProgressLineTests {
    @Test(arguments: [
        (40_000_000, 332_468_434, 40_000_000, 10.0, "x: 40 MB of 332 MB, 12 %, 4 MB/s, 74 s left"),
        // What had come before counts for nothing in the rate.
        (332_468_434, 332_468_434, 3_000_000, 2.0, "x: 332 MB of 332 MB, 100 %, 2 MB/s"),
        (10, 332_468_434, 10, 0.1, "x: 10 bytes of 332 MB, 0 %"),
        (5000, nil, 5000, 1.0, "x: 5 kB, 5 kB/s"),
    ] as [(Int, Int?, Int, Double, String)])
    func `words`(_ done: Int, _ total: Int?, _ gained: Int, _ seconds: Double, _ text: String) {
        #expect(ProgressLine.text("x", done: done, total: total, gained: gained, seconds: seconds) == text)
    }

    @Test func `pictures are counted, too`() {
        #expect(ProgressLine.text("x", .pictures, done: 50, total: 100, gained: 50, seconds: 1) == "x: 50 pictures of 100 pictures, 50 %, 50 pictures/s, 1 s left")
    }

    @Test(arguments: [(0, "0 bytes"), (999, "999 bytes"), (1000, "1 kB"), (999_499, "999 kB"), (999_500, "1 MB"), (332_468_434, "332 MB"), (999_500_000, "1.0 GB"), (2_067_725_275, "2.1 GB")])
    func `sizes`(_ bytes: Int, _ text: String) { #expect(ByteCount.text(bytes) == text) }
}
