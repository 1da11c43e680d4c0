import Testing

@testable import Benchmarks

@Suite struct SeriesTests {
    @Test(arguments: [([3.0], 3.0), ([5, 1, 3], 3), ([4, 1, 3, 2], 2.5), ([2, 2], 2)] as [([Double], Double)])
    func `the median is the middle value`(seconds: [Double], median: Double) {
        #expect(Series("it", seconds: seconds).median == median)
    }

    @Test func `one slow run moves the maximum, not the median`() {
        let series = Series("it", seconds: [1, 1, 100])
        #expect((series.minimum, series.median, series.maximum) == (1, 1, 100))
    }

    @Test func `a ratio is the peer's median over ours`() {
        let ratio = Ratio("r", peer: Series("peer", seconds: [8, 9, 100]), ours: Series("ours", seconds: [1, 3, 2]))
        #expect(ratio.value == 4.5)
    }

    @Test(arguments: [
        (0.000_004, "0.00 ms"), (0.004_827, "4.83 ms"), (0.009_996, "10.0 ms"), (0.0312, "31.2 ms"), (0.312, "312 ms"), (0.9996, "1.00 s"),
        (2.409, "2.41 s"),
    ])
    func `durations are readable`(seconds: Double, text: String) {
        #expect(seconds.asDuration == text)
    }
}
