import ArgumentParser
import Foundation

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell what this machine has and lacks for notebooks, with the remedy.",
        discussion: """
            Exit code 1 where something is broken, so that notebooks cannot run. --json writes a list of findings: \
            name, state ("ok", "missing", "held back", "broken"), detail, and remedy where there is one.
            """)

    @Flag(help: "Write the findings as JSON.")
    var json = false

    func run() async throws {
        let findings = await MachineExamination().findings()
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            TerminalStream.standardOutput.write(String(decoding: try encoder.encode(findings), as: UTF8.self) + "\n")
        } else {
            TerminalStream.standardOutput.write(findings.map { $0.text + "\n" }.joined())
        }
        if findings.contains(where: { $0.state == .broken }) { throw ExitCode.cellFailed }
    }
}
