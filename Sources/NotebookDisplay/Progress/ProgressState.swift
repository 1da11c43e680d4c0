/// How far something is, and how a line of text says it.
struct ProgressState: Sendable, Equatable {
    var label: String
    var completed = 0
    /// `nil` where nobody knows how much there is.
    var total: Int?
    /// Words behind the bar: "loss 0.31".
    var note = ""
    var isFinished = false

    private static let width = 24

    /// Whether all of it is done. More than was expected may come: then nobody knows how much there is.
    var isComplete: Bool { isFinished || total.map { completed == $0 } ?? false }

    /// - Parameter elapsed: seconds since the beginning.
    func text(elapsed: Double) -> String {
        let name = String(label.map { $0.isNewline ? " " : $0 })
        let share = total.flatMap { $0 > 0 && (0...$0).contains(completed) ? Double(completed) / Double($0) : nil }
        var parts = name.isEmpty ? [] : [name]
        if let share {
            let filled = Int((share * Double(Self.width)).rounded(.down))
            parts.append(String(repeating: "█", count: filled) + String(repeating: "░", count: Self.width - filled))
            // Not 100 % before the end.
            parts.append("\(Int((share * 100).rounded(.down))) %")
        }
        parts.append(share != nil ? "\(completed)/\(total ?? completed)" : "\(completed)")
        if let time = time(elapsed, share) { parts.append(time) }
        if !note.isEmpty { parts.append(String(note.map { $0.isNewline ? " " : $0 })) }
        return parts.joined(separator: "  ")
    }

    /// What takes less than a second needs no time.
    private func time(_ elapsed: Double, _ share: Double?) -> String? {
        guard elapsed >= 1 else { return nil }
        if isComplete { return "in " + Self.clock(elapsed) }
        guard let share, share > 0 else { return Self.clock(elapsed) }
        return Self.clock(elapsed) + ", " + Self.clock(elapsed / share - elapsed) + " left"
    }

    private static func clock(_ seconds: Double) -> String {
        let whole = Int(min(seconds, 1e9).rounded(.down))
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        let minutes = whole / 60
        return minutes < 60 ? "\(minutes):\(padded(whole % 60))" : "\(minutes / 60):\(padded(minutes % 60)):\(padded(whole % 60))"
    }
}
