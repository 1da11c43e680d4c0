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
        facts += document.parameters.map { .init("Parameter \($0.name)", $0.summary) }
        if let seed = document.frontMatter.seed { facts.append(.init("Seed", String(seed))) }
        facts.append(.init("Machine", "\(Processor.current.model ?? "unknown processor"), \(Processor.current.cores) cores"))
        for (name, value) in environment.mentioned.sorted(by: { $0.key < $1.key }) {
            facts.append(.init("Environment", "\(name)=\(value)"))
        }
        return facts
    }
}
