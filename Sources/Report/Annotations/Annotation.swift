/// Something that is said of a cell from outside of it: the points of a check, a remark, a person's comment. The report
/// shows it in a box of its own, in words only: nothing in it comes out as markup.
public struct Annotation: Sendable, Equatable {
    public enum Status: String, Sendable {
        case passed, failed
        /// Neither: it is not known yet, or there is nothing to pass.
        case pending
    }

    public var status: Status
    /// "2 of 2 points".
    public var title: String
    /// What follows, a paragraph each; line feeds are kept.
    public var lines: [String]
    /// What the reader may unfold.
    public var hint: String?

    public init(_ status: Status, title: String, lines: [String] = [], hint: String? = nil) {
        self.status = status
        self.title = title
        self.lines = lines
        self.hint = hint
    }
}

/// All that is said of an executed notebook from outside of it.
public struct ReportAnnotations: Sendable, Equatable {
    /// In order, by the ids of the cells that they stand below.
    public var cells: [String: [Annotation]]
    /// Of the whole, below the page's status line.
    public var summary: Annotation?

    public init(cells: [String: [Annotation]] = [:], summary: Annotation? = nil) {
        self.cells = cells
        self.summary = summary
    }

    public static let none = ReportAnnotations()
}
