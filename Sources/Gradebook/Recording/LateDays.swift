import Foundation

/// How late something was handed in.
public enum LateDays {
    /// Days after the due date, begun ones counted; 0 for what came in time.
    public static func between(due: Date, handedIn: Date) -> Int {
        let seconds = handedIn.timeIntervalSince(due)
        guard seconds > 0, seconds.isFinite else { return 0 }
        return Int(min(seconds / (24 * 3600), 36_500).rounded(.up))
    }
}
