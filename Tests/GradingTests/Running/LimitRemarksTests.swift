import Assignments
import Notebook
import Sandbox
import Testing

@testable import Grading

struct LimitRemarksTests {
    private static func executed(_ names: [String]) throws -> ExecutedNotebook {
        let text = names.indices.map { "```swift\n//| id: cell-\($0)\n\($0)\n```\n\n" }.joined()
        let document = try NotebookDocument.parse(Array(text.utf8), path: "n.md")
        let cells = zip(document.cells, names).map { cell, name in
            ExecutedCell(cell: cell, outcome: .failed, outputs: name.isEmpty ? [] : [.error(CellFailure(name: name, reason: "TimeLimit LANDUSE_MEMORY_LIMIT", frames: []))])
        }
        return ExecutedNotebook(document: document, cells: cells, startedAt: 0, duration: 0, provenance: [])
    }

    @Test(arguments: [
        ("TimeLimit", "longer than a cell may"), ("ProcessorTimeLimit", "more of the processors' time"), ("MemoryLimit", "more memory than"),
        ("FileSizeLimit", "a larger file than"), ("KernelDied", "The process ended with the cell `cell-0`"),
    ])
    func eachLimitIsTold(name: String, words: String) throws {
        let remarks = LimitRemarks.remarks(on: try Self.executed([name]), drawn: [], isLate: false, timeLimit: 1)
        #expect(remarks.count == 1 && remarks[0].kind == .limit && remarks[0].cell == "cell-0" && remarks[0].text.contains(words), "\(remarks)")
    }

    /// The process goes with the time that is over; what it died of before is told.
    @Test func theEndOfTheTimeIsToldOnce() throws {
        let remarks = LimitRemarks.remarks(on: try Self.executed(["KernelDied", "Trap", "KernelDied"]), drawn: [], isLate: true, timeLimit: 2.5)
        #expect(remarks.map(\.cell) == ["cell-0", nil] && remarks.last?.text.contains("more than 2.5 seconds") == true, "\(remarks)")
    }

    /// A reason is the student's own words.
    @Test func noReasonIsALimit() throws {
        #expect(LimitRemarks.remarks(on: try Self.executed(["Trap", "UncaughtError", ""]), drawn: [], isLate: false, timeLimit: 1) == [])
    }

    /// With what is drawn, one sentence tells that there was a limit: neither which, nor where, nor how often.
    @Test func ofTheDrawnPhaseOneBitIsTold() throws {
        let quiet = try Self.executed([""])
        let remarks = try [["TimeLimit"], ["KernelDied", "FileSizeLimit"], ["Trap", "MemoryLimit", "TimeLimit"]].map {
            LimitRemarks.remarks(on: quiet, drawn: try Self.executed($0).cells, isLate: false, timeLimit: 1)
        }
        #expect(remarks[0].count == 1 && remarks[0][0].cell == nil && remarks.allSatisfy { $0 == remarks[0] })
        #expect(LimitRemarks.remarks(on: quiet, drawn: try Self.executed(["Trap"]).cells, isLate: false, timeLimit: 1) == [])
    }

    /// A bound that is reached is told once, of the cell after which that was seen.
    @Test func whatIsSeenFromOutsideIsTold() throws {
        let watch = RunWatch()
        watch.note([], cell: "first")
        watch.note([.scratchSize, .threads], cell: "second")
        watch.note(Set(JailBound.allCases), cell: "third")
        let quiet = try Self.executed([""]), words = ["as many threads", "all the room", "files open", "as many files as it may; no other could be made"]
        let remarks = LimitRemarks.remarks(on: quiet, drawn: [], watch: watch, isLate: false, timeLimit: 1)
        #expect(remarks.map(\.cell) == ["second", "second", "third", "third"] && remarks.allSatisfy { $0.kind == .limit })
        for (remark, words) in zip(remarks, words) { #expect(remark.text.contains(words) && remark.text.contains("`\(remark.cell ?? "")`")) }
        // What was full before tells nothing of what was drawn.
        watch.beginDrawnPhase()
        watch.note([.scratchFiles], cell: "hidden")
        #expect(LimitRemarks.remarks(on: quiet, drawn: [], watch: watch, isLate: false, timeLimit: 1) == remarks)
    }

    /// With what is drawn, which bound it was and which cell is not told: it is the same sentence as for any other limit.
    @Test(arguments: JailBound.allCases) func ofTheDrawnPhaseNoBoundIsTold(bound: JailBound) throws {
        let watch = RunWatch(), quiet = try Self.executed([""])
        watch.beginDrawnPhase()
        watch.note([bound], cell: "hidden")
        let remarks = LimitRemarks.remarks(on: quiet, drawn: [], watch: watch, isLate: false, timeLimit: 1)
        let others = LimitRemarks.remarks(on: quiet, drawn: try Self.executed(["TimeLimit"]).cells, isLate: false, timeLimit: 1)
        #expect(remarks.count == 1 && remarks == others)
    }

    /// A kill is told if it came before anything was drawn; after that it is a way to end like all others.
    @Test(arguments: [false, true]) func aKillIsTold(isDrawn: Bool) throws {
        let watch = RunWatch()
        if isDrawn { watch.beginDrawnPhase() }
        watch.noteKill()
        let remarks = LimitRemarks.remarks(on: try Self.executed([""]), drawn: [], watch: watch, isLate: false, timeLimit: 1)
        #expect(watch.wasKilled && remarks.map { $0.text.contains("was killed, and once more") } == (isDrawn ? [] : [true]))
    }

    @Test func reasonsForTheTeacherAreBounded() {
        var observations = RunObservations()
        observations.given = ["seen": .none(reason: "not kept")]
        observations.drawn = ["value": .value(.int(1)), "short": .none(reason: "it trapped"), "long": .none(reason: String(repeating: "é\u{301}", count: 5000))]
        let reasons = observations.drawnReasons
        #expect(Set(reasons.keys) == ["short", "long"])
        #expect(reasons["short"] == "it trapped" && reasons["long"]?.unicodeScalars.count == 502)
    }
}
