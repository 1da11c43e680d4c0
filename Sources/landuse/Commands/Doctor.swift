import ArgumentParser

struct Doctor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell what this machine has and lacks for notebooks, with the remedy.")

    func run() async throws {
        let findings = await MachineExamination().findings()
        for finding in findings { print(finding.text) }
        if findings.contains(where: { $0.state == .broken }) { throw ExitCode.cellFailed }
    }
}
