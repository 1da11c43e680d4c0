import GRDB

/// Why a gradebook cannot be used.
public enum GradebookError: Error {
    /// The file is no gradebook, or one of a newer version.
    case notAGradebook(path: String)
}
