import Foundation

/// What the package manager's plan of a build tells: which modules a target stands on, their objects, and
/// how to import them. Read from `description.json`, which `swift build` writes beside the objects.
struct BuildDescription: Sendable {
    /// A module's part in the build.
    struct Module: Sendable {
        var objects: [String]
        var swiftModule: String?
        var sources: [String]
    }

    private let plan: Plan

    private struct Plan: Decodable, Sendable {
        struct Command: Decodable, Sendable {
            struct File: Decodable, Sendable { var name: String }
            var moduleName: String
            var objects: [String]
            var otherArguments: [String]
            var inputs: [File]
            var sources: [String]
            var importPath: String
            var moduleOutputPath: String
        }
        var swiftCommands: [String: Command]
        var targetDependencyMap: [String: [String]]
    }

    init(contentsOf file: URL) throws(BuildError) {
        do {
            plan = try JSONDecoder().decode(Plan.self, from: Data(contentsOf: file))
        } catch {
            throw .unreadableDescription(file.path, reason: String(describing: error))
        }
    }

    /// The names of the modules that `targets` stand on, themselves included.
    func modules(for targets: [String]) -> Set<String> {
        var needed = Set(targets), pending = targets
        while let target = pending.popLast() {
            for dependency in plan.targetDependencyMap[target] ?? [] where needed.insert(dependency).inserted {
                pending.append(dependency)
            }
        }
        return needed
    }

    private func commands(for targets: [String]) -> [Plan.Command] {
        let needed = modules(for: targets)
        return plan.swiftCommands.values.filter { needed.contains($0.moduleName) }.sorted { $0.moduleName < $1.moduleName }
    }

    /// All that goes into a program which uses `targets`: object files, by path. C modules' objects are
    /// inputs of the Swift modules that import them.
    func objects(for targets: [String]) -> [String] {
        let all = commands(for: targets).flatMap { $0.objects + $0.inputs.map(\.name).filter { $0.hasSuffix(".o") } }
        return Array(Set(all)).sorted()
    }

    func swiftModules(for targets: [String]) -> [String] { commands(for: targets).map(\.moduleOutputPath) }

    /// The folders whose files decide what is built.
    func sourceFolders(for targets: [String]) -> [String] {
        let swift = commands(for: targets).flatMap { command in command.sources.map { Self.sourceFolder(of: $0, in: command.moduleName) } }
        let includes = importFlags(for: targets).filter { $0.hasPrefix("/") && !$0.contains("/.build/") }
        // A C target's folder is the one that holds its include folder.
        let c = includes.map { ($0 as NSString).deletingLastPathComponent }
        return Array(Set(swift + c)).sorted()
    }

    /// The target's own folder, where it lies as the package manager expects, for new folders may come into it; else the file's.
    private static func sourceFolder(of file: String, in module: String) -> String {
        let folder = (file as NSString).deletingLastPathComponent
        let names = (folder as NSString).pathComponents
        let usual: Set = ["Sources", "Source", "src", "srcs"]
        let place = names.indices.dropFirst().last { names[$0].replacing("-", with: "_") == module && usual.contains(names[$0 - 1]) }
        let own = place.map { NSString.path(withComponents: Array(names[...$0])) }
        // A package that is called as its module may lie in a folder called `src` itself: it holds its builds, too.
        guard let own, !FileManager.default.fileExists(atPath: own + "/Package.swift") else { return folder }
        return own
    }

    /// The flags with which another compilation can import `targets`: where modules are, and the module
    /// maps of the C targets under them.
    func importFlags(for targets: [String]) -> [String] {
        var flags: [String] = []
        for command in commands(for: targets) {
            add(["-I", command.importPath], to: &flags)
            var arguments = command.otherArguments[...]
            while let argument = arguments.popFirst() {
                guard argument == "-Xcc", let value = arguments.popFirst() else { continue }
                if value.hasPrefix("-fmodule-map-file=") {
                    add(["-Xcc", value], to: &flags)
                } else if value == "-I" || value == "-isystem", arguments.first == "-Xcc" {
                    arguments.removeFirst()
                    if let folder = arguments.popFirst() { add(["-Xcc", value, "-Xcc", folder], to: &flags) }
                }
            }
        }
        return flags
    }

    private func add(_ group: [String], to flags: inout [String]) {
        let isThere = flags.indices.contains { flags[$0...].starts(with: group) }
        if !isThere { flags += group }
    }
}
