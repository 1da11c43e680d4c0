import CellCompiler
import Foundation
import Notebook
import Testing

@testable import Assignments
@testable import Grading

/// The sample submissions of the course's assignments, as far as they can be looked at without training: what they earn is
/// for `make grade-samples`.
struct CourseSamplesTests {
    struct Part: Sendable, CustomTestStringConvertible {
        let name: String
        /// Of the checks, and of the answers in words.
        let points: Double, textPoints: Double
        var testDescription: String { name }

        private static let tests = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..").standardizedFileURL
        private static let samples = tests.appending(path: "GradingTests/Fixtures/course")

        func teacher() throws -> NotebookDocument {
            try NotebookDocument.read(path: Self.tests.appending(path: "../Assignments/\(name)/source/\(name).md").standardizedFileURL.path)
        }

        func bytes(_ sample: String) throws -> [UInt8] { try SmallAssignment.bytes(Self.samples.appending(path: "\(name)/\(sample).md")) }
        func document(_ sample: String) throws -> NotebookDocument { try NotebookDocument.parse(bytes(sample), path: "\(sample).md") }

        /// A sample as it is graded; the untouched one is what was given out.
        func match(_ sample: String) throws -> SubmissionMatch {
            let bytes = try bytes(sample), release = ReleasedNotebook(source: try teacher(), file: try LenientNotebook(self.bytes("empty")))
            let student = try LenientNotebook(bytes), limits = SubmissionMatch.Limits()
            return SubmissionMatch(
                student, bytes: bytes, name: "\(name).md", in: release, limits: limits,
                areBounded: limits.fences(of: student).map { SourceNesting.isBounded($0.source) })
        }

        static func table() throws -> [[Substring]] {
            try String(contentsOf: samples.appending(path: "points.txt"), encoding: .utf8).split(separator: "\n").map { $0.split(separator: " ") }
        }
    }

    static let parts = [
        Part(name: "1-basic-cnn", points: 42, textPoints: 6), Part(name: "2-data-augmentation", points: 42, textPoints: 7),
        Part(name: "3-transfer-learning", points: 54, textPoints: 12),
    ]
    static let samples = ["empty", "hostile", "partial", "perfect", "wrong"]

    /// What was given out is what would be given out today, but for what only a run can tell; that is taken from it.
    @Test(arguments: parts) func theUntouchedSampleIsTheRelease(_ part: Part) throws {
        let teacher = try part.teacher(), outline = AssignmentOutline(teacher), given = try part.document("empty")
        #expect(outline.publicPoints + outline.hiddenPoints == part.points)
        #expect(outline.textPoints == part.textPoints)
        var expectations = ReleaseExpectations()
        for cell in given.cells {
            switch cell.options.check?.expectation {
            case .equal(let value): expectations.observed[cell.id] = value
            case .score(_, .values(let classes), _): expectations.labels[cell.id] = classes
            default: break
            }
        }
        let release = try NotebookDocument.parse(ReleaseWriter.release(teacher, expecting: expectations), path: "\(part.name).md")
        #expect(release.cells.map(\.source) == given.cells.map(\.source))
        #expect(release.textAnswers.map(\.id) == given.textAnswers.map(\.id))
        // Nothing of it is done.
        let undone = Undone(given)
        #expect(undone.cells == outline.answers.map(\.id) && !undone.cells.isEmpty)
        #expect(undone.texts == outline.texts.map(\.id))
        #expect(try part.match("empty").texts.allSatisfy(\.isUntouched))
    }

    /// Each is matched by its cells' ids, and what is said of it is what it did.
    @Test(arguments: parts, samples) func samplesMatch(_ part: Part, _ sample: String) throws {
        let match = try part.match(sample), answers = AssignmentOutline(try part.teacher()).answers.map(\.id)
        let remarks = match.remarks.map { "\($0.kind) \($0.cell ?? "")" }
        #expect(remarks == (Self.remarks["\(part.name) \(sample)"] ?? []))
        #expect(match.students.isSuperset(of: answers))
        // The teacher's checks are run, and no others.
        #expect(match.document.cells.filter { $0.options.check != nil }.map(\.id) == (try part.teacher()).cells.filter { $0.options.check != nil }.map(\.id))
        let done = answers.filter { id in match.document.cells.first { $0.id == id }.map { !Undone.callsTodo($0.code) } ?? false }
        switch sample {
        case "perfect": #expect(done == answers)
        case "empty": #expect(done == [])
        default: #expect(!done.isEmpty)
        }
    }

    private static let remarks = [
        "1-basic-cnn hostile": ["extraCell helpers"], "1-basic-cnn partial": ["extraCell extra-1"], "2-data-augmentation hostile": ["extraCell helpers"],
        "3-transfer-learning hostile": ["extraCell helpers"],
    ]

    /// Each sample's points are known, and are no more than there are.
    @Test func theTableIsWhole() throws {
        let table = try Part.table()
        #expect(table.map { $0.prefix(2).joined(separator: " ") } == Self.parts.flatMap { part in Self.samples.map { "\(part.name) \($0)" } })
        for row in table {
            let part = try #require(Self.parts.first { $0.name == row[0] }), points = try #require(Double(row[2]))
            switch row[1] {
            case "perfect": #expect(points == part.points)
            case "partial": #expect(points > 0 && points < part.points)
            default: #expect(points == 0)
            }
        }
    }
}
