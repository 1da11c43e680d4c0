/// Where a number lies between two others.
enum Share {
    /// 0 at `low` and below, 1 at `high` and above; 0 where the two are one.
    static func of(_ value: Double, from low: Double, to high: Double) -> Double {
        // Halves, for the difference of two finite numbers need not be finite.
        let span = high / 2 - low / 2
        return span > 0 ? min(max((value / 2 - low / 2) / span, 0), 1) : 0
    }
}
