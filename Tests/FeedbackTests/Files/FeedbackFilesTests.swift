import Assignments
import Foundation
import Outputs
import TestFolders
import Testing

@testable import Feedback

/// Files of graded work.
struct FeedbackFilesTests {
    private let kept: TemporaryFolder
    private let folder: URL
    private let files: FeedbackFiles

    init() throws {
        kept = try TemporaryFolder()
        folder = kept.url
        files = FeedbackFiles(folder: folder)
    }

    private func text(_ path: String) throws -> String { try String(contentsOf: folder.appending(path: path), encoding: .utf8) }

    @Test func `a score reaches the page without another run`() throws {
        let graded = Sample.graded()
        try files.keep(try Sample.snapshot(), as: "ada")
        // As grading writes it beside.
        try Data("{\"seconds\":2.5}".utf8).write(to: folder.appending(path: "autograded/ada/run.json"))
        var problems: [String] = []
        #expect(try FeedbackRun(files).write([MarkedSubmission(graded)], assignment: "bands") { problems.append($0) } == 1)
        #expect(try text("feedback/ada.html").contains("2 of 9 points"))
        let first = try text("feedback/ada.html")
        let given = [MarkedSubmission.Given(ManualScore(question: "costs", points: 3, comment: "Good.", grader: "Ben"))]
        _ = try FeedbackRun(files).write([MarkedSubmission(graded, given: given)], assignment: "bands") { problems.append($0) }
        #expect(try text("feedback/ada.html").contains("5 of 9 points"))
        _ = try FeedbackRun(files).write([MarkedSubmission(graded)], assignment: "bands") { problems.append($0) }
        #expect(try text("feedback/ada.html") == first)
        #expect(problems.isEmpty)
        #expect(try text("class.html").contains("2.5 s"))
        #expect(try text("class.html").contains("href=\"feedback/ada.html\""))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "feedback").path) == ["ada.html"])
    }

    @Test func `a page says that its mark is of earlier work`() throws {
        let graded = Sample.graded(), words = "What was handed in last is not graded yet: this mark is of the work before it."
        try files.keep(try Sample.snapshot(graded), as: "ada")
        for (mark, isSaid) in [(NotGraded.Mark.earlierWork, true), (.sameWork, false)] {
            let notGraded = [NotGraded(student: graded.student, mark: mark, reason: "SECRET /path")]
            #expect(try FeedbackRun(files).write([MarkedSubmission(graded)], notGraded: notGraded, assignment: "bands") { _ in } == 1)
            let page = try text("feedback/ada.html")
            #expect(page.contains(words) == isSaid && !page.contains("SECRET"))
            #expect(try text("class.html").contains("SECRET /path"))
        }
    }

    /// One who copied hands in the same bytes: the runs are told apart by their students, not by the work.
    @Test func `students who are given other names keep their own runs, though their work is the same`() throws {
        var problems: [String] = [], submissions: [MarkedSubmission] = []
        for (name, other) in [("ada", "Zoe"), ("ben", "Amy")] {
            var graded = Sample.graded()
            graded.student = name
            try files.keep(try Sample.snapshot(graded), as: name)
            graded.student = other
            submissions.append(MarkedSubmission(graded))
        }
        #expect(try FeedbackRun(files).write(submissions, assignment: "bands") { problems.append($0) } == 0)
        #expect(problems.count == 2)
        try files.rename("ada", to: "Zoe", assignment: "bands") { problems.append($0) }
        try files.rename("ben", to: "Amy", assignment: "bands") { problems.append($0) }
        #expect(try FeedbackRun(files).write(submissions, assignment: "bands") { problems.append($0) } == 2)
        #expect(problems.count == 2)
        #expect(try text("feedback/ada.html").contains("Zoe") && text("feedback/ben.html").contains("Amy"))
        // Another assignment's, in a folder of the same names, is left alone.
        try files.rename("Zoe", to: "Eve", assignment: "others") { problems.append($0) }
        #expect(try FeedbackRun(files).write(submissions, assignment: "bands") { problems.append($0) } == 2)
    }

    /// A classmate's name may change a student's file name, and a run may end between its record and the gradebook's.
    @Test func `a page shows the run that its marks belong to`() throws {
        var old = Sample.graded(), new = Sample.graded(mean: .failed)
        (old.digest, new.digest) = ("old", "new")
        func snapshot(_ graded: GradedSubmission, _ word: String) throws -> FeedbackSnapshot {
            try Sample.snapshot(graded, Sample.notebook.replacing("func mean(", with: "// \(word)\nfunc mean("))
        }
        try files.keep(try snapshot(old, "OLD"), as: "ada")
        try files.keep(try snapshot(new, "NEW"), as: "ada-1234567890")
        var problems: [String] = []
        #expect(try FeedbackRun(files).write([MarkedSubmission(new)], assignment: "bands") { problems.append($0) } == 1)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "feedback").path) == ["ada-1234567890.html"])
        let page = try text("feedback/ada-1234567890.html")
        #expect(page.contains("NEW") && !page.contains("OLD") && page.contains("0 of 9 points"))
        #expect(try text("class.html").contains("href=\"feedback/ada-1234567890.html\""))
        // There is no page of work that was not kept.
        new.digest = "newest"
        #expect(problems.isEmpty)
        #expect(try FeedbackRun(files).write([MarkedSubmission(new)], assignment: "bands") { problems.append($0) } == 0)
        #expect(problems == ["Ada: error: what was kept of this student's runs is of other work than the marks, so there is no page; grade it again"])
        #expect(!(try text("class.html").contains("href=\"feedback/")))
    }

    @Test func `one that is damaged or missing harms no other`() throws {
        try files.keep(try Sample.snapshot(), as: "ada")
        try files.keep(try Sample.snapshot(Sample.graded("Ben")), as: "ben")
        try Data("{".utf8).write(to: folder.appending(path: "autograded/ben/feedback.json"))
        var problems: [String] = []
        let submissions = ["Ada", "Ben", "Cy"].map { MarkedSubmission(Sample.graded($0)) }
        #expect(try FeedbackRun(files).write(submissions, assignment: "bands") { problems.append($0) } == 1)
        #expect(problems.count == 3)
        #expect(problems[0].contains("ben/feedback.json: error: "))
        #expect(FileManager.default.fileExists(atPath: folder.appending(path: "class.html").path))
    }

    @Test(arguments: ["", ".", "..", "../x", "a/b", ".hidden", "a\u{0}b", "a b", "é", String(repeating: "a", count: 300)])
    func `a name that leads elsewhere is refused`(_ name: String) throws {
        #expect(throws: OutputError(path: files.autograded.relativePath + "/" + name, error: EINVAL)) { try files.keep(try Sample.snapshot(), as: name) }
        #expect(throws: OutputError(path: files.feedback.relativePath + "/" + name, error: EINVAL)) { try files.writePage(try Sample.snapshot(), MarkedSubmission(Sample.graded()), as: name) }
    }

    /// What a teacher names may be a link, as `~/current` is.
    @Test func `an assignment's folder may be reached by a link`() throws {
        let link = folder.appending(path: "current"), course = folder.appending(path: "course"), pages = folder.appending(path: "pages")
        for made in [course, folder.appending(path: "elsewhere")] { try FileManager.default.createDirectory(at: made, withIntermediateDirectories: false) }
        try FileManager.default.createSymbolicLink(at: link, withDestinationURL: course)
        try FileManager.default.createSymbolicLink(at: pages, withDestinationURL: folder.appending(path: "elsewhere"))
        let files = FeedbackFiles(folder: link, feedback: pages)
        try files.checkWritable()
        try files.writePage(try Sample.snapshot(), MarkedSubmission(Sample.graded()), as: "ada")
        try files.write(ClassPage(title: "Bands", entries: [], similar: []))
        #expect(try FileManager.default.contentsOfDirectory(atPath: course.path) == ["class.html"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "elsewhere").path) == ["ada.html"])
        // The place of the pages that nobody named is none.
        try FileManager.default.createSymbolicLink(at: course.appending(path: "feedback"), withDestinationURL: pages)
        #expect(throws: OutputError.self) { try FeedbackFiles(folder: link).checkWritable() }
    }

    @Test func `links are replaced, and not followed`() throws {
        let target = folder.appending(path: "precious")
        try Data("precious".utf8).write(to: target)
        try FileManager.default.createDirectory(at: folder.appending(path: "feedback"), withIntermediateDirectories: true)
        try FileManager.default.createSymbolicLink(at: folder.appending(path: "feedback/ada.html"), withDestinationURL: target)
        try files.writePage(try Sample.snapshot(), MarkedSubmission(Sample.graded()), as: "ada")
        #expect(try text("precious") == "precious")
        #expect(try text("feedback/ada.html").hasPrefix("<!doctype html>"))
        // A student's folder that is a link is no folder of ours.
        let elsewhere = folder.appending(path: "elsewhere")
        for made in [elsewhere, folder.appending(path: "autograded")] { try FileManager.default.createDirectory(at: made, withIntermediateDirectories: true) }
        try FileManager.default.createSymbolicLink(at: folder.appending(path: "autograded/ada"), withDestinationURL: elsewhere)
        #expect(throws: OutputError.self) { try files.keep(try Sample.snapshot(), as: "ada") }
        #expect(try FileManager.default.contentsOfDirectory(atPath: elsewhere.path).isEmpty)
    }
}
