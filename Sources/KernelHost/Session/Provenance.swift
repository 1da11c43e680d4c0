import CellCompiler
import Digest
import Foundation
import Notebook

/// What it takes to make a report again.
enum Provenance {
    static func facts(_ build: KernelBuild, toolchain: Toolchain, environment: KernelEnvironment) -> RunFacts {
        RunFacts(
            toolchain: toolchain.version, target: toolchain.target, libraries: build.sources,
            processor: Processor.current.model ?? "unknown processor", cores: Processor.current.cores, environment: environment.mentioned)
    }

    /// The facts as a reader sees them.
    static func list(_ facts: RunFacts, of document: NotebookDocument) -> [ExecutedNotebook.Provenance] {
        var list: [ExecutedNotebook.Provenance] = [
            .init("SHA-256 of the notebook", SHA256.hex(of: document.source)),
            .init("Toolchain", "\(facts.toolchain), \(facts.target)"),
            .init("Libraries", facts.libraries.isEmpty ? "none" : facts.libraries.map(text).joined(separator: ", ")),
        ]
        list += document.parameters.map { .init("Parameter \($0.name)", $0.summary) }
        if let seed = document.frontMatter.seed { list.append(.init("Seed", String(seed))) }
        list.append(.init("Machine", "\(facts.processor), \(facts.cores) cores"))
        for (name, value) in facts.environment.sorted(by: { $0.key < $1.key }) {
            list.append(.init("Environment", "\(name)=\(value)"))
        }
        return list
    }

    private static func text(_ library: RunFacts.Library) -> String {
        "\(library.name) (\(library.package)\(library.revision.map { " at \($0)" } ?? ""), built as \(library.digest.prefix(12)))"
    }
}
