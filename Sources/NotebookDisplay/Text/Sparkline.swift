/// A row of numbers as blocks of eight heights, for terminals.
enum Sparkline {
    private static let blocks = Array("▁▂▃▄▅▆▇█")
    private static let most = 40

    /// - Parameter range: what the lowest and the highest block stand for.
    static func text(_ values: [Double], in range: ClosedRange<Double>) -> String {
        // The last of each stretch, so that the end is the end.
        let count = min(values.count, most)
        let shown = (0..<count).map { values[(($0 + 1) * values.count - 1) / count] }
        return String(shown.map { value -> Character in
            guard value.isFinite else { return " " }
            let share = Share.of(value, from: range.lowerBound, to: range.upperBound)
            return blocks[Int((share * Double(blocks.count - 1)).rounded())]
        })
    }
}
