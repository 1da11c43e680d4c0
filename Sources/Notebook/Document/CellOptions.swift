/// What the `//| key: value` lines at the top of a cell ask for (Quarto's convention).
public struct CellOptions: Sendable, Equatable {
    /// The cell's name, unique in the notebook.
    public var id: String?
    /// Whether the report shows the code.
    public var echo = true
    /// Whether the cell is compiled and run.
    public var eval = true
    /// Whether the report shows what the cell put out.
    public var output = true
    /// Whether the report shows the code folded.
    public var fold = false
    /// The most seconds the cell may run; `nil` for the notebook's limit.
    public var timeout: Double?
    /// Whether the cell is meant to fail: then a failure is its success, and the reverse.
    public var expectsError = false
    /// Whether the cell's variables are parameters, which the front matter and the command line may set.
    public var holdsParameters = false
    /// What the cell's last expression is compared with, and what that is worth.
    public var check: CheckOptions?
    /// Whether students write the cell although no solution region says so.
    public var isAnswer = false
    /// Whether the cell runs on the judge's side only, and no student sees it.
    public var isForJudge = false
    /// The words under the cell's picture or table.
    public var caption: String?
    /// The words that stand for the cell's picture.
    public var alt: String?

    /// The longest time limit that can be set, in seconds: a year.
    public static let longestTimeout: Double = 366 * 24 * 3600
    /// Whether a number of seconds can be a time limit.
    public static func isTimeout(_ seconds: Double) -> Bool { seconds > 0 && seconds <= longestTimeout }

    public init() {}
}
