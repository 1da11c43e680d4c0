import Foundation

/// All figures of one run, and what they were measured on.
public struct BenchmarkReport: Sendable, Codable {
    /// The command that reproduces them.
    public var command: String
    public var machine: Machine
    /// Variables of the user's that were taken away, for they change how fast BLAS runs.
    public var unsetVariables: [String]
    public var results: [BenchmarkResult]

    public init(command: String, machine: Machine, unsetVariables: [String], results: [BenchmarkResult] = []) {
        self.command = command
        self.machine = machine
        self.unsetVariables = unsetVariables
        self.results = results
    }

    public var json: Data {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return try encoder.encode(self) + Data("\n".utf8)
        }
    }

    /// What stands above the figures.
    public var heading: String {
        var text = "\(command)\n\(machine)\n"
        if !unsetVariables.isEmpty { text += "Unset for all that was measured: \(unsetVariables.joined(separator: ", "))\n" }
        return text + "Medians, with minimum and maximum\n"
    }

    public var text: String { heading + results.map { "\n" + $0.text }.joined() }
}

extension BenchmarkResult {
    /// A table with its notes.
    public var text: String {
        var rows = series.map { row in
            [
                row.label, row.median.asDuration, "(\(row.minimum.asDuration) … \(row.maximum.asDuration))",
                row.seconds.count == 1 ? "1 run" : "\(row.seconds.count) runs",
                row.target.map { "target \($0.asDuration): \(row.median <= $0 ? "met" : "MISSED")" } ?? "",
            ]
        }
        rows += sizes.map { [$0.label, (Double($0.bytes) / 1_048_576).rounded(toPlaces: 1) + " MiB", "", "", ""] }
        rows += ratios.map { ratio in
            [
                ratio.label, ratio.value.rounded(toPlaces: 2) + " ×", "", "",
                ratio.target.map { "target \($0.rounded(toPlaces: $0 == $0.rounded() ? 0 : 1)) ×: \(ratio.value >= $0 ? "met" : "MISSED")" } ?? "",
            ]
        }
        let widths = (0..<5).map { column in rows.map { $0[column].count }.max() ?? 0 }
        let lines = rows.map { row in
            let cells = zip(row, widths).enumerated().map { index, cell in
                // Durations end where their unit does.
                index == 1 ? String(repeating: " ", count: cell.1 - cell.0.count) + cell.0 : cell.0.padded(to: cell.1)
            }
            return "  " + cells.joined(separator: "  ").trimmingTrailingSpaces
        }
        return ([name] + lines + notes.map { "  · \($0)" }).joined(separator: "\n") + "\n"
    }
}

extension Double {
    /// Seconds as a person reads them, three digits: `4.83 ms`, `312 ms`, `2.41 s`.
    var asDuration: String {
        let milliseconds = self * 1000
        switch milliseconds {
        case ..<9.995: return milliseconds.rounded(toPlaces: 2) + " ms"
        case ..<99.95: return milliseconds.rounded(toPlaces: 1) + " ms"
        case ..<999.5: return milliseconds.rounded(toPlaces: 0) + " ms"
        default: return rounded(toPlaces: 2) + " s"
        }
    }

    func rounded(toPlaces places: Int) -> String { String(format: "%.\(places)f", self) }
}

extension String {
    func padded(to width: Int) -> String { self + String(repeating: " ", count: Swift.max(0, width - count)) }

    fileprivate var trimmingTrailingSpaces: String {
        String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
    }
}
