import ArgumentParser

extension ExitCode {
    /// A cell failed, or a check found errors.
    static let cellFailed = ExitCode(1)
    /// A time limit ended a cell.
    static let timeLimit = ExitCode(3)
    /// The kernel died.
    static let kernelDied = ExitCode(4)
    /// A fault of the grader itself, for which work is not graded.
    static let grader = ExitCode(5)
    /// Ctrl-C ended it, as a shell says it.
    static let interrupted = ExitCode(130)
    /// An input cannot be read, or is no notebook (sysexits.h: EX_NOINPUT).
    static let noInput = ExitCode(66)
    /// A fault of the machine or of landuse itself (EX_SOFTWARE).
    static let fault = ExitCode(70)
    /// An output cannot be written (EX_CANTCREAT).
    static let cannotWrite = ExitCode(73)
    /// A port is in use (EX_UNAVAILABLE).
    static let noPort = ExitCode(69)
    /// No address gives what is to be downloaded (EX_UNAVAILABLE).
    static let notFetched = ExitCode(69)
}
