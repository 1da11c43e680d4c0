/// What helps where a cell imports a library that nobody named, or uses one that it does not import.
public struct MissingLibrary: Sendable {
    /// The libraries that the front matter names.
    let named: [String]

    /// Modules that come with the toolchain or the kernel, and so are never the one that is missing.
    private static let everywhere: Set = [
        "Swift", "Foundation", "FoundationEssentials", "FoundationNetworking", "FoundationXML", "Dispatch", "Glibc", "Synchronization", "RegexBuilder",
        "Observation", "Testing", "NotebookDisplay", "NotebookKernel",
    ]

    /// The module of an import that may be the missing library's.
    func candidate(_ importText: String) -> String? {
        guard let module = importText.split(whereSeparator: \.isWhitespace).last?.split(separator: ".").first.map(String.init) else { return nil }
        return Self.everywhere.contains(module) || named.contains(module) ? nil : module
    }

    /// The compiler found the module's file, for another notebook uses it, and not what the module stands on.
    func notNamed(_ module: String) -> String { "\(module) is a library that has not been named; \(remedy(module))" }

    /// A library, or a slip of the pen: the compiler cannot tell.
    func unknown(_ module: String) -> String { "no such module '\(module)'; if it is a library of the notebook's package, \(remedy(module))" }

    private func remedy(_ module: String) -> String { "put 'libraries: [\((named + [module]).joined(separator: ", "))]' into the front matter" }

    /// Libraries that are named, and imported by none of some cells.
    func notImported(by cells: some Sequence<CellPlan>) -> String? {
        let imported = Set(cells.flatMap(\.module.names.imports).compactMap { $0.split(whereSeparator: \.isWhitespace).last?.split(separator: ".").first.map(String.init) })
        let missing = named.filter { !imported.contains($0) && !["NotebookDisplay", "NotebookKernel"].contains($0) }
        guard !missing.isEmpty else { return nil }
        return "\(missing.joined(separator: ", ")), which the front matter names, \(missing.count == 1 ? "is" : "are") not imported in any cell before this one"
    }

    /// The libraries that a diagnostic says no cell imports.
    public static func notImported(in message: String) -> [String] {
        guard let match = message.firstMatch(of: /^(.+), which the front matter names, (is|are) not imported/) else { return [] }
        return match.1.split(separator: ", ").map(String.init)
    }

    /// The same advice for a prompt without a notebook, which has no front matter.
    public static func atPrompt(_ message: String) -> String {
        var text = message.replacing("which the front matter names", with: "which --library names")
            .replacing("if it is a library of the notebook's package", with: "if it is a library")
        if let match = text.firstMatch(of: /put 'libraries: \[([^\]]+)\]' into the front matter/) {
            let options = match.1.split(separator: ", ").map { " --library \($0)" }.joined()
            text.replaceSubrange(match.range, with: "leave with :quit and begin with `landuse repl\(options)`")
        }
        return text
    }
}
