import Assignments
import Notebook
import Report

/// A submission as it ran, rendered, but without its marks: kept beside the graded work, so that its page can be made
/// again when a person has scored something, without running it again.
///
/// It holds no time, duration or path: the same work gives the same bytes.
public struct FeedbackSnapshot: Sendable, Equatable, Codable {
    /// Raised when a field changes its meaning or goes.
    public static let version = 2

    /// A stretch of the page, in the notebook's order.
    public struct Part: Sendable, Equatable, Codable {
        public enum Kind: String, Sendable, Codable {
            /// The teacher's prose.
            case prose
            /// A cell of the teacher's; what it put out comes from the student's process.
            case cell
            /// A cell that the student wrote.
            case studentCell
            /// The place of a text answer; its words are the gradebook's.
            case textAnswer
        }

        public var kind: Kind
        /// The cell's or answer's id; empty for prose.
        public var id: String
        /// Safe markup.
        public var html: String
    }

    /// What a student wrote for a cell, to be compared with what others wrote.
    public struct Answer: Sendable, Equatable, Codable {
        public var id: String
        public var code: String

        public init(id: String, code: String) {
            self.id = id
            self.code = code
        }
    }

    public private(set) var version = Self.version
    public internal(set) var student: String
    public let assignment: String
    /// SHA-256 of what was handed in and run: marks of other work do not belong to it.
    public let digest: String
    public let title: String
    public let language: String
    /// Safe markup: the title's words, and the list of headings.
    let heading: String
    let contents: String
    let parts: [Part]
    /// The student's cells, in order.
    public let answers: [Answer]

    /// - Parameters:
    ///   - notebook: the graded document as it ran with the public inputs. Hidden checks may be among its cells; nothing
    ///     of them is kept.
    ///   - graded: what it came to.
    ///   - studentCells: the ids of the cells that the student wrote.
    ///   - loadImage: gives the pictures that the teacher's prose names.
    public init(_ notebook: ExecutedNotebook, graded: GradedSubmission, studentCells: Set<String>, loadImage: @escaping ImageLoader) {
        let hidden = Set(graded.checks.filter(\.isHidden).map(\.id)).union(notebook.document.cells.filter { $0.options.check?.isHidden == true }.map(\.id))
        let shown = notebook.forFeedback(without: hidden)
        let page = ReportPage(shown, loadImage: loadImage)
        let rendered = Dictionary(page.main.map { ($0.name, $0.html) }, uniquingKeysWith: { first, _ in first })
        student = graded.student
        assignment = graded.assignment
        digest = graded.digest
        title = page.title
        language = page.language
        heading = page.heading.markup
        contents = page.contents?.html ?? ""
        var parts: [Part] = [], above = "top"
        for block in shown.document.blocks {
            switch block {
            case .prose: parts.append(Part(kind: .prose, id: "", html: rendered["below \(above)"] ?? ""))
            case .textAnswer(let answer):
                above = "answer-\(answer.id)"
                parts.append(Part(kind: .textAnswer, id: answer.id, html: ""))
            case .cell(let cell):
                above = "cell.\(cell.id)"
                parts.append(Part(kind: studentCells.contains(cell.id) ? .studentCell : .cell, id: cell.id, html: rendered[above] ?? ""))
            }
        }
        // A cell that shows nothing keeps its place, for a check's box may stand there.
        self.parts = parts.filter { $0.kind != .prose || !$0.html.isEmpty }
        answers = shown.document.cells.filter { studentCells.contains($0.id) }.map { Answer(id: $0.id, code: $0.visibleSource) }
    }
}

extension ExecutedNotebook {
    /// What may be shown, and nothing that another run would have otherwise: no hidden check, no words of the student's
    /// among the page's prose, no durations.
    fileprivate func forFeedback(without hidden: Set<String>) -> ExecutedNotebook {
        let blocks = document.blocks.compactMap { block -> NotebookBlock? in
            switch block {
            case .prose: block
            case .cell(let cell): hidden.contains(cell.id) ? nil : block
            case .textAnswer(let answer):
                .textAnswer(TextAnswer(id: answer.id, points: answer.points, rubric: [], prose: Prose(blocks: []), markdown: "", lines: answer.lines))
            }
        }
        let shown = NotebookDocument(path: document.path, source: document.source, frontMatter: document.frontMatter, blocks: blocks)
        let cells = cells.filter { !hidden.contains($0.cell.id) }.map { cell in
            var cell = cell
            cell.duration = nil
            return cell
        }
        return ExecutedNotebook(document: shown, cells: cells, startedAt: 0, duration: 0, provenance: [])
    }
}
