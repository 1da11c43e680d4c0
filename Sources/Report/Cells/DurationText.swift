/// A duration for people: three digits and a unit that fits.
enum DurationText {
    static func text(_ seconds: Double) -> String {
        guard seconds.isFinite, seconds >= 0 else { return "?" }
        switch seconds {
        case ..<0.001: return "< 1 ms"
        case ..<0.9995: return "\(Int((seconds * 1000).rounded())) ms"
        case ..<9.995: return decimal(seconds, scale: 100) + " s"
        case ..<59.95: return decimal(seconds, scale: 10) + " s"
        default:
            let whole = Int(min(seconds, 1e9).rounded())
            let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
            return hours > 0 ? "\(hours) h \(minutes) min" : "\(minutes) min \(rest) s"
        }
    }

    private static func decimal(_ value: Double, scale: Int) -> String {
        let scaled = Int((value * Double(scale)).rounded())
        let rest = String(scaled % scale)
        let zeros = String(repeating: "0", count: String(scale).count - 1 - rest.count)
        return "\(scaled / scale).\(zeros)\(rest)"
    }
}
