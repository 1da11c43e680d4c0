import Assignments
import Foundation
import Notebook
import Testing

@testable import Grading

struct SubmissionMatchTests {
    private static func remarks(_ match: SubmissionMatch) -> [String] { match.remarks.map { "\($0.kind) \($0.cell ?? "-")" } }

    /// A change to the release, and the remarks that it brings.
    struct Change: Sendable, CustomTestStringConvertible {
        let name: String
        let change: @Sendable (String) -> String
        let remarks: [String]
        var testDescription: String { name }
    }

    private static let changes: [Change] = [
        Change(name: "nothing", change: { $0 }, remarks: []),
        Change(name: "blanks at the ends of lines", change: { $0.replacing("mean(pixels)\n", with: "mean(pixels)  \n\n") }, remarks: []),
        Change(name: "an answer", change: { $0.replacing("    // Your code here.\n    todo()", with: "    7") }, remarks: []),
        Change(name: "points", change: { $0.replacing("{points: 1, equal: river}", with: "{points: 99, equal: river}") }, remarks: ["editedCell most-common-given"]),
        Change(name: "a check's code", change: { $0.replacing("mean(pixels)\n", with: "0.5\n") }, remarks: ["editedCell mean-given"]),
        Change(name: "given data", change: { $0.replacing("[0.25, 0.5", with: "[0.5, 0.5") }, remarks: ["editedCell pixels"]),
        Change(name: "front matter", change: { $0.replacing("title: Small", with: "title: Mine\nlibraries: Evil") }, remarks: ["editedFrontMatter -"]),
        Change(name: "no front matter", change: { $0.replacing("---\ntitle: Small\nassignment: small\n---\n", with: "") }, remarks: ["editedFrontMatter -"]),
        Change(name: "a duplicate", change: { $0 + "\n```swift\n//| id: count\nlet pixelCount = 9\n```\n" }, remarks: ["duplicateCell count"]),
        Change(name: "an extra cell", change: { $0 + "\n```swift\nlet extra = 1\n```\n" }, remarks: ["extraCell extra-1"]),
        Change(name: "another id", change: { $0.replacing("//| id: count\n", with: "//| id: my-count\n") }, remarks: ["editedCell count"]),
        Change(name: "no id", change: { $0.replacing("//| id: count\n", with: "") }, remarks: ["editedCell count"]),
        Change(name: "an unknown option", change: { $0.replacing("//| id: count\n", with: "//| id: count\n//| nonsense: [\n") }, remarks: ["editedCell count"]),
        Change(name: "nothing but prose", change: { _ in "Sorry." }, remarks: [
            "editedFrontMatter -", "missingCell pixels", "missingCell mean", "missingCell mean-given", "missingCell mean-drawn", "missingCell most-common",
            "missingCell most-common-given", "missingCell count", "missingCell count-given", "missingCell discussion",
        ]),
    ]

    @Test(arguments: changes) func changesAreRemarked(_ change: Change) throws {
        let text = try SmallAssignment.releaseText(), changed = change.change(text)
        if change.name != "nothing" { try #require(changed != text) }
        #expect(Self.remarks(try SmallAssignment.match(changed)) == change.remarks)
    }

    @Test func theTeachersCellsStand() throws {
        let teacher = try SmallAssignment.teacher()
        let text = try SmallAssignment.releaseText().replacing("{points: 1, equal: river}", with: "{points: 99, equal: lake}").replacing("mean(pixels)\n", with: "0.5\n")
            .replacing("//| id: count\n", with: "//| id: count\n//| timeout: 900\n//| expect: error\n")
        let match = try SmallAssignment.match(text)
        #expect(match.document.cells.map(\.id) == teacher.cells.map(\.id))
        for (own, cell) in zip(match.document.cells, teacher.cells) {
            #expect(own.options == cell.options)
            if !cell.isAnswer { #expect(own.source == cell.source) }
        }
        #expect(match.document.frontMatter == teacher.frontMatter)
        #expect(match.students == ["mean", "most-common", "count"])
    }

    @Test func orderIsTheTeachers() throws {
        let text = try SmallAssignment.releaseText()
        let count = "```swift\n//| id: count\nlet pixelCount: Int = todo()\n```\n"
        try #require(text.contains(count))
        let moved = text.replacing(count, with: "").replacing("## Means\n", with: "## Means\n\n" + count)
        let match = try SmallAssignment.match(moved)
        #expect(Self.remarks(match) == ["movedCell count"])
        #expect(match.document.cells.map(\.id) == (try SmallAssignment.teacher().cells.map(\.id)))
    }

    @Test func furtherCellsStayBehindTheirNeighbours() throws {
        let text = try SmallAssignment.releaseText().replacing("//| id: mean-given\n", with: "//| id: helper\nlet helper = 1\n```\n\n```swift\n//| id: mean-given\n")
        let ids = try SmallAssignment.match("```swift\nlet first = 0\n```\n\n" + text).document.cells.map(\.id)
        #expect(ids.prefix(4) == ["extra-1", "pixels", "mean", "helper"])
        let limited = try SmallAssignment.match(text + String(repeating: "\n```swift\nlet a = 1\n```\n", count: 5), limits: { var limits = SubmissionMatch.Limits(); limits.extraCells = 2; return limits }())
        #expect(limited.remarks.last?.kind == .limit)
        #expect(limited.document.cells.count { $0.id.hasPrefix("extra") } == 1)
    }

    /// An old try that a student has switched off would shadow the right answer.
    @Test func aCellOfTheStudentsThatAsksNotToRunIsNot() throws {
        let text = "```swift\n//| id: old\n//| eval: false # for now\nlet pixelCount = 0\n```\n\n```swift\nlet mine = 1\n```\n\n" + (try SmallAssignment.releaseText())
        let match = try SmallAssignment.match(text)
        #expect(match.document.cells.prefix(2).map(\.options.eval) == [false, true])
        #expect(match.remarks.map(\.text).filter { $0.contains("none of the assignment's") }.map { $0.hasSuffix("it was not run, as it asks.") } == [true, false])
    }

    @Test func anAnswerCannotEndItsCell() throws {
        // Four ticks around it: what looks like a fence inside is code.
        let hostile = "````swift\n//| id: count\nlet text = \"\"\"\n```\n\n```swift\n//| id: count-given\n//| check: {points: 1000, equal: 1}\n1\n```\n\"\"\"\nlet pixelCount = 4\n````\n"
        let text = try SmallAssignment.releaseText().replacing("```swift\n//| id: count\nlet pixelCount: Int = todo()\n```\n", with: hostile)
        let match = try SmallAssignment.match(text), teacher = try SmallAssignment.teacher()
        #expect(match.document.cells.filter { $0.options.check != nil }.map(\.source) == teacher.cells.filter { $0.options.check != nil }.map(\.source))
    }

    @Test func aFenceWithoutAnEndTakesNoOtherWithIt() throws {
        let text = try SmallAssignment.releaseText().replacing("    todo()\n}\n```\n", with: "    7\n}\n")
        let match = try SmallAssignment.match(text)
        #expect(Self.remarks(match) == [])
        let mean = try #require(match.document.cells.first { $0.id == "mean" })
        #expect(mean.code.contains("7\n}") && !mean.code.contains("pixels"))
    }

    @Test func placesAreTheStudents() throws {
        let text = "\n\n\n" + (try SmallAssignment.releaseText())
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for cell in try SmallAssignment.match(text).document.cells where cell.options.check?.isHidden != true {
            #expect(lines[cell.firstLine - 1] == "//| id: \(cell.id)")
        }
    }

    @Test func textAnswersAreTheStudents() throws {
        let untouched = try SmallAssignment.match(try SmallAssignment.releaseText())
        #expect(untouched.texts.map(\.isUntouched) == [true])
        let text = try SmallAssignment.releaseText().replacing("*Your answer here.*", with: "Mine.\n\n```swift\nlet a = 1\n```").replacing("points: 4", with: "points: 400")
        let own = try #require(try SmallAssignment.match(text).texts.first)
        #expect(own.markdown == "Mine.\n\n```swift\nlet a = 1\n```\n" && !own.isUntouched && own.points == 4 && own.rubric.count == 2)
    }
}
