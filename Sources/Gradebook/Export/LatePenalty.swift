/// What a day late costs, where a teacher wants it to: a share of the points that were earned.
public struct LatePenalty: Sendable, Equatable {
    /// From 0 to 1.
    public var shareOfADay: Double

    /// - Parameter text: `10%`, or `0.1`; `nil` where it is no share from nothing to all.
    public init?(_ text: String) {
        let isPercent = text.hasSuffix("%")
        guard let number = Double(isPercent ? String(text.dropLast()) : text) else { return nil }
        let share = isPercent ? number / 100 : number
        guard (0...1).contains(share) else { return nil }
        shareOfADay = share
    }

    /// What is left of the points after so many days.
    public func applied(to earned: Double, lateDays: Int) -> Double {
        // Points that were taken off by hand are not given back.
        guard earned > 0 else { return earned }
        return earned * max(0, 1 - shareOfADay * Double(lateDays))
    }
}
