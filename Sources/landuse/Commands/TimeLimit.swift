import ArgumentParser
import Notebook

/// The option `--timeout`.
enum TimeLimit {
    static func validate(_ seconds: Double?) throws {
        guard let seconds, !(seconds > 0 && seconds <= CellOptions.longestTimeout) else { return }
        throw ValidationError("--timeout takes a number of seconds, above 0 and up to \(Int(CellOptions.longestTimeout)) (a year).")
    }
}
