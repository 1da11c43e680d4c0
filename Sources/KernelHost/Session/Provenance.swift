import CellCompiler
import Digest
import Foundation
import Notebook

/// What it takes to make a report again.
enum Provenance {
    static func facts(document: NotebookDocument, toolchain: Toolchain, environment: KernelEnvironment) -> [ExecutedNotebook.Provenance] {
        var facts: [ExecutedNotebook.Provenance] = [
            .init("SHA-256 of the notebook", SHA256.hex(of: document.source)),
            .init("Toolchain", "\(toolchain.version), \(toolchain.target)"),
            .init("Libraries", document.frontMatter.libraries.isEmpty ? "none" : document.frontMatter.libraries.joined(separator: ", ")),
        ]
        if let seed = document.frontMatter.seed { facts.append(.init("Seed", String(seed))) }
        facts.append(.init("Machine", "\(processor ?? "unknown processor"), \(ProcessInfo.processInfo.activeProcessorCount) cores"))
        for (name, value) in environment.mentioned.sorted(by: { $0.key < $1.key }) {
            facts.append(.init("Environment", "\(name)=\(value)"))
        }
        return facts
    }

    private static var processor: String? {
        guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8) else { return nil }
        let line = text.split(separator: "\n").first { $0.hasPrefix("model name") }
        return line?.split(separator: ":", maxSplits: 1).last.map { $0.trimmingCharacters(in: .whitespaces) }
    }
}
