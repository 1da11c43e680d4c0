import Foundation

/// A class that has handed in a small assignment: five functions and five checks. Made by rule, so that it is the same
/// each time; no two of its submissions have the same text, and one answer in eight is wrong.
struct SmallClass: Sendable {
    var students: Int

    static let name = "small"

    func student(_ number: Int) -> String { "student" + String(format: "%03d", number) }

    // MARK: Swift

    var teacher: String {
        notebook { question in
            "\(question.head)\n    // BEGIN SOLUTION\n\(question.solution.indented)\n    // END SOLUTION\n}"
        } checks: { _ in true }
    }

    /// What a student hands in. Checks stand in it as they were given out: the hidden ones do not.
    func submission(_ number: Int) -> String {
        notebook { question in
            "// As \(student(number)) has it.\n\(question.head)\n\(answer(question.answers, question.name, number).indented)\n}"
        } checks: { !$0.options.contains("hidden: true") }
    }

    private func notebook(answer: (SmallQuestion) -> String, checks: (SmallQuestion) -> Bool) -> String {
        let parts = SmallQuestion.all.map { question -> String in
            let check = "```swift\n//| id: \(question.name)-check\n//| check: \(question.options)\n\(question.check)\n```\n\n"
            return "Write `\(question.name)`.\n\n```swift\n//| id: \(question.name)\n\(answer(question))\n```\n\n" + (checks(question) ? check : "")
        }
        return "---\ntitle: Small\nassignment: \(Self.name)\n---\n\n# Small\n\n" + parts.joined() + "That is all.\n"
    }

    /// Writes `source` and `submitted` into a folder.
    func write(to folder: URL) throws {
        let manager = FileManager.default
        for name in ["source", "submitted"] { try manager.createDirectory(at: folder.appending(path: name), withIntermediateDirectories: true) }
        try Data(teacher.utf8).write(to: folder.appending(path: "source/\(Self.name).md"))
        for number in 0..<students { try Data(submission(number).utf8).write(to: folder.appending(path: "submitted/\(student(number)).md")) }
    }

    // MARK: Python

    /// The cells of an nbgrader notebook: those of answers and of tests, each with its name.
    func python(_ number: Int?) -> [(id: String, source: String, isTest: Bool)] {
        SmallQuestion.all.flatMap { question in
            let body = number.map { "# As \(student($0)) has it.\n" + question.python.head + "\n" + answer(question.python.answers, question.name, $0).indented }
            let solution = "\(question.python.head)\n    ### BEGIN SOLUTION\n\(question.python.solution.indented)\n    ### END SOLUTION"
            return [(question.name, body ?? solution, false), ("\(question.name)-check", question.python.check, true)]
        }
    }

    /// One of the answers, with a name of the student's own in it.
    private func answer(_ answers: [String], _ question: String, _ number: Int) -> String {
        let place = SmallQuestion.all.firstIndex { $0.name == question } ?? 0
        let isWrong = (number * 5 + place * 3) % 8 == 0
        let body = isWrong ? answers[answers.count - 1] : answers[(number + place) % (answers.count - 1)]
        return body.replacing("NAME", with: "own\(number)")
    }
}

extension String {
    /// Each line four blanks further in.
    fileprivate var indented: String { split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.joined(separator: "\n") }
}
