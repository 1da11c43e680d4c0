import Assignments
import CellCompiler
import Notebook

/// A student's work put into the teacher's notebook: the document that is graded.
///
/// It is the teacher's own, with each answer replaced by the student's cell of the same id, text answers likewise, and the
/// student's further cells behind those that they follow. All else, options and front matter among it, is the teacher's,
/// whatever the student's file says. It is put together of cells, never of text: nothing in a student's cell can end it.
public struct SubmissionMatch: Sendable {
    public var document: NotebookDocument
    /// What was handed in otherwise than it was given out.
    public var remarks: [GradedSubmission.Remark]
    public var texts: [GradedSubmission.Text]
    /// The ids of the cells that are the student's.
    public var students: Set<String>

    /// What of a submission is run, and no more.
    public struct Limits: Sendable {
        /// Cells that are looked at.
        public var cells = 2000
        /// Cells that the release does not have.
        public var extraCells = 100
        /// Bytes of one cell, and of one text answer.
        public var cellBytes = SourceNesting.longest

        public init() {}

        /// A file's cells that are looked at.
        func fences(of student: LenientNotebook) -> [LenientNotebook.Fence] { Array(student.fences.prefix(cells)) }
    }
}

/// What students got, as far as it matters to what they hand in.
public struct ReleasedNotebook: Sendable {
    /// The teacher's notebook.
    public let source: NotebookDocument
    /// The release's own file.
    public let file: LenientNotebook

    public init(source: NotebookDocument, file: LenientNotebook) {
        self.source = source
        self.file = file
    }

    /// The cells that a release has, in order.
    var cells: [Cell] { source.cells.filter { !$0.options.isForJudge && $0.options.check?.isHidden != true } }

    /// The release's fence of each of its cells; `nil` where the file is of another version.
    func fences() -> [LenientNotebook.Fence?] {
        let cells = cells, fences = file.fences
        if cells.count == fences.count { return fences }
        return cells.map { cell in fences.first { $0.id != nil && $0.id == cell.options.id } }
    }
}

extension Cell {
    /// The code below the option lines, as a release has it: stubs in place of solutions.
    var releasedCode: String {
        stubSource.split(separator: "\n", omittingEmptySubsequences: false).drop { $0.hasPrefix("//|") }.joined(separator: "\n")
    }

    /// How many of the source's first lines are options.
    var optionLineCount: Int { source.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("//|") }.count }
}
