import Notebook

/// What is otherwise than when a report was made; it may be why outputs differ.
enum EnvironmentChanges {
    static func notes(from old: RunFacts?, to new: RunFacts?) -> [String] {
        guard let old, let new else { return [] }
        var notes: [String] = []
        func compare(_ name: String, _ a: String, _ b: String) { if a != b { notes.append("\(name): \(a) then, \(b) now") } }
        compare("toolchain", old.toolchain, new.toolchain)
        compare("platform", old.target, new.target)
        compare("processor", old.processor, new.processor)
        compare("cores", String(old.cores), String(new.cores))
        compare("environment", text(old.environment), text(new.environment))
        let before = Dictionary(old.libraries.map { ($0.name, $0) }) { first, _ in first }
        for library in new.libraries {
            guard let other = before[library.name], other.digest != library.digest else { continue }
            compare(library.name, version(other), version(library))
        }
        return notes
    }

    private static func version(_ library: RunFacts.Library) -> String { "\(library.revision ?? "no revision") (\(library.digest.prefix(12)))" }

    private static func text(_ environment: [String: String]) -> String {
        environment.isEmpty ? "nothing" : environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
    }
}
