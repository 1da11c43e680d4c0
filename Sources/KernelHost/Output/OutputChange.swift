import Notebook

/// What happens to the outputs of a running cell.
public enum OutputChange: Sendable, Equatable {
    /// It put something out.
    case added(Output)
    /// A displayed value took the place of the one with the same `displayID`, which this cell shows or an earlier one.
    case updated(MediaBundle)
}
