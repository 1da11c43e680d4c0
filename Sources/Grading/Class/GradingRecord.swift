import Assignments
import Foundation
import Notebook
import Outputs

/// What is kept of a submission that was graded: `autograded/STUDENT/`.
///
///  * `result.json`: what it came to, the same bytes for the same work
///  * `run.json`: what differs from run to run, and what it was graded with
struct GradingRecord: Sendable {
    /// Changes with whatever makes the same work come to something else.
    static let version = "6"

    struct Run: Codable, Sendable, Equatable {
        /// Of the submission, the assignment and the grader.
        var key: String
        /// Seconds that grading it took.
        var seconds: Double
        /// Whether its cells were compiled together, which is several times as quick.
        var wasBatched: Bool
        /// Whether something of it was killed, so that it was graded once more; `nil` where not.
        var wasRepeated: Bool?
        /// Whether its checks were those that submissions share, compiled once.
        var sharedChecks: Bool?
        /// Why checks observed nothing with what the judge drew, by their ids: for the teacher alone.
        var unobserved: [String: String]?
    }

    var graded: GradedSubmission
    var run: Run

    /// The record in a folder; `nil` where there is none that is whole and ours.
    static func read(_ student: String, in autograded: OutputFolder) -> GradingRecord? {
        guard let folder = try? autograded.folder(student, making: false) else { return nil }
        func decode<Value: Decodable>(_ type: Value.Type, _ name: String) -> Value? {
            (try? folder.read(name)).flatMap(\.self).flatMap { try? JSONDecoder().decode(type, from: Data($0)) }
        }
        guard let run = decode(Run.self, "run.json"), let graded = decode(GradedSubmission.self, "result.json") else { return nil }
        return GradingRecord(graded: graded, run: run)
    }

    /// - Parameter keep: writes what others keep of it; the record is whole only if that comes to its end.
    func write(_ student: String, in autograded: OutputFolder, keeping keep: () throws -> Void) throws {
        let folder = try autograded.folder(student)
        // A record without it is none: it goes first and comes last.
        try folder.remove("run.json")
        try folder.write(JSONEncoder.grading.encode(graded), to: "result.json")
        try keep()
        try folder.write(JSONEncoder.grading.encode(run), to: "run.json")
    }
}

extension JSONEncoder {
    fileprivate static var grading: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
