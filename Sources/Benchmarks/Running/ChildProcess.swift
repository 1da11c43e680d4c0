import Foundation
import Subprocess

/// A program that is measured from outside, from before it is started to after it has ended.
struct ChildProcess: Sendable {
    var program: String
    var arguments: [String]
    /// What its environment has beside ours.
    var variables: [String: String] = [:]
    var folder: URL?

    private var environment: Environment {
        .inherit.updating(Dictionary(uniqueKeysWithValues: variables.map { (Environment.Key(stringLiteral: $0.key), $0.value) }))
    }

    /// Runs it to its end; the output is kept, what it says on standard error only for the case that it fails.
    func run() async throws -> (seconds: Double, output: String) {
        let start = ContinuousClock.now
        let result = try await Subprocess.run(
            .path(.init(program)), arguments: .init(arguments), environment: environment, workingDirectory: folder.map { .init($0.path) },
            output: .string(limit: 16 << 20), error: .string(limit: 4 << 20))
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        guard result.terminationStatus.isSuccess else {
            throw BenchmarkError.childFailed(program: program, messages: result.standardError + result.standardOutput)
        }
        return (seconds, result.standardOutput)
    }

    /// Runs it to its end; gives the seconds until a line of its output contained `text`.
    func secondsUntilLine(containing text: String) async throws -> Double {
        let start = ContinuousClock.now
        let result = try await Subprocess.run(
            .path(.init(program)), arguments: .init(arguments), environment: environment, workingDirectory: folder.map { .init($0.path) },
            input: .none, output: .sequence, error: .discarded
        ) { execution -> Double? in
            var seconds: Double?
            // A picture is a long line.
            for try await line in execution.standardOutput.strings(bufferingPolicy: .unbounded) where seconds == nil && line.contains(text) {
                seconds = (ContinuousClock.now - start) / .seconds(1)
            }
            return seconds
        }
        guard result.terminationStatus.isSuccess, let seconds = result.closureResult else {
            throw BenchmarkError.childFailed(program: program, messages: "it ended without putting out \(text)")
        }
        return seconds
    }
}
