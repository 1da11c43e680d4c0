/// How far a cell has come in a run that may still be going on.
public enum CellProgress: Sendable, Equatable {
    /// Nothing is to come: its outcome tells how it went.
    case settled
    /// It is to be run.
    case waiting
    /// It runs.
    case running
}
