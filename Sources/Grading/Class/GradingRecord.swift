import Assignments
import Foundation
import Notebook

/// What is kept of a submission that was graded: `autograded/STUDENT/`.
///
///  * `result.json`: what it came to, the same bytes for the same work
///  * `run.json`: what differs from run to run, and what it was graded with
struct GradingRecord: Sendable {
    /// Changes with whatever makes the same work come to something else.
    static let version = "1"

    struct Run: Codable, Sendable, Equatable {
        /// Of the submission, the assignment and the grader.
        var key: String
        /// Seconds that grading it took.
        var seconds: Double
    }

    var graded: GradedSubmission
    var run: Run

    /// The record in a folder; `nil` where there is none that is whole.
    static func read(_ folder: URL) -> GradingRecord? {
        func decode<Value: Decodable>(_ type: Value.Type, _ name: String) -> Value? {
            (try? Data(contentsOf: folder.appending(path: name))).flatMap { try? JSONDecoder.grading.decode(type, from: $0) }
        }
        guard let run = decode(Run.self, "run.json"), let graded = decode(GradedSubmission.self, "result.json") else { return nil }
        return GradingRecord(graded: graded, run: run)
    }

    /// - Parameter keep: writes what others keep of it; the record is whole only if that comes to its end.
    func write(_ folder: URL, keeping keep: (URL) throws -> Void) throws {
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let runFile = folder.appending(path: "run.json")
            // A record without it is none: it goes first and comes last.
            try? FileManager.default.removeItem(at: runFile)
            try JSONEncoder.grading.encode(graded).write(to: folder.appending(path: "result.json"), options: .atomic)
            try keep(folder)
            try JSONEncoder.grading.encode(run).write(to: runFile, options: .atomic)
        } catch let error as NSError where error.domain == NSCocoaErrorDomain {
            throw GradingFault.cannotWrite(path: folder.path, reason: error.localizedDescription)
        }
    }
}

extension JSONEncoder {
    fileprivate static var grading: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}

extension JSONDecoder {
    fileprivate static var grading: JSONDecoder { JSONDecoder() }
}
