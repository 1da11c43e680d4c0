import Assignments
import Foundation
import Notebook
import Outputs

/// Makes the pages of an assignment from what was kept of its runs, and from its marks.
public struct FeedbackRun: Sendable {
    public let files: FeedbackFiles

    public init(_ files: FeedbackFiles) { self.files = files }

    /// Writes the students' pages and the class's.
    /// - Parameters:
    ///   - submissions: the gradebook's, of one assignment.
    ///   - notGraded: work that could not be graded.
    ///   - student: writes this student's page alone, and the class's.
    ///   - problem: told what harms one page and no other, a line each.
    /// - Returns: how many pages of students were written.
    public func write(
        _ submissions: [MarkedSubmission], notGraded: [NotGraded] = [], assignment: String, only student: String? = nil, problem: (String) -> Void
    ) throws(OutputError) -> Int {
        let kept = files.kept(problem: problem).filter { $0.snapshot.assignment == assignment }
        var written = 0, entries: [ClassPage.Entry] = []
        for submission in submissions {
            let name = submission.graded.student
            // Byte by byte: to Swift, two ways of writing an accent are one name.
            let runs = kept.filter { $0.snapshot.student.utf8.elementsEqual(name.utf8) }
            let isWanted = student.map { $0.utf8.elementsEqual(name.utf8) } ?? true
            // Marks and run are of the same work: others are left from before, or are ahead of the gradebook.
            guard let own = runs.first(where: { $0.snapshot.digest == submission.graded.digest }) else {
                if isWanted {
                    let what = runs.isEmpty ? "nothing was kept of this student's run" : "what was kept of this student's runs is of other work than the marks"
                    problem("\(name): error: \(what), so there is no page; grade it again")
                }
                entries.append(ClassPage.Entry(submission))
                continue
            }
            if isWanted {
                try files.writePage(own.snapshot, submission, isOutdated: notGraded.contains { $0.isOf(submission) && $0.mark == .earlierWork }, as: own.name)
                written += 1
            }
            entries.append(ClassPage.Entry(submission, seconds: own.seconds, answers: own.snapshot.answers, page: page(of: own.name)))
        }
        let similar = SimilaritySearch().pairs(in: entries.map(\.answers), release: release())
        let title = kept.first?.snapshot.title ?? assignment
        try files.write(ClassPage(title: title, language: kept.first?.snapshot.language ?? "en", entries: entries, similar: similar, notGraded: notGraded))
        return written
    }

    /// From the class page; `nil` where the pages lie elsewhere.
    private func page(of name: String) -> String? {
        files.feedback.deletingLastPathComponent().standardizedFileURL.path == files.folder.standardizedFileURL.path
            ? "\(files.feedback.lastPathComponent.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")/\(name).html" : nil
    }

    /// The code that everybody was given: the release's, else what the teacher wrote.
    private func release() -> [String] {
        for folder in ["release", "source"] {
            let own = files.folder.appending(path: folder)
            let names = ((try? FileManager.default.contentsOfDirectory(atPath: own.path)) ?? []).filter { $0.hasSuffix(".md") }.sorted()
            let code = names.compactMap { try? NotebookDocument.read(path: own.appending(path: $0).path) }.flatMap { $0.cells.map(\.visibleSource) }
            if !code.isEmpty { return code }
        }
        return []
    }
}
