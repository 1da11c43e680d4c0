import ArgumentParser
import Notebook

/// The options `--timeout` and `--total-timeout`.
enum TimeLimit {
    static func validate(_ seconds: Double?, option: String = "--timeout") throws {
        guard let seconds, !CellOptions.isTimeout(seconds) else { return }
        throw ValidationError("\(option) takes a number of seconds, above 0 and up to \(Int(CellOptions.longestTimeout)) (a year).")
    }
}
