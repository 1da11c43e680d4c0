import CellCompiler
import Digest
import Foundation
import Notebook
import Subprocess

/// Builds the kernel for a notebook: the package manager compiles the libraries that the notebook names,
/// in release, and this links them and the kernel into one program. One program, so that a type that the
/// kernel and a library share is one type; our own link, because the package manager neither builds an
/// automatic library product on its own nor links two targets of a package dynamically.
public struct KernelBuilder: Sendable {
    private let toolchain: Toolchain
    private let cache: CellCache
    /// Told what is being done, where it takes long.
    private let progress: @Sendable (String) -> Void

    public init(toolchain: Toolchain, cache: CellCache, progress: @escaping @Sendable (String) -> Void = { _ in }) {
        self.toolchain = toolchain
        self.cache = cache
        self.progress = progress
    }

    /// The kernel for a notebook at `notebook` that names `libraries`.
    public func build(libraries: [String], forNotebookAt notebook: URL) async throws -> KernelBuild {
        let runner = try PackageFolder.runner()
        // A notebook outside all packages uses the libraries that came with landuse.
        let owner = libraries.isEmpty ? runner : PackageFolder(holding: notebook) ?? runner
        if owner != runner, owner.isOurs { throw BuildError.otherCheckout(owner.folder.path) }
        let key = SHA256.hex(of: ([runner.folder.path, owner.folder.path] + libraries).joined(separator: "\n").utf8).prefix(20)
        let kernels = KernelFolders(cache: cache), folder = kernels.folder(String(key))
        if let kept = kernels.read(folder), kept.isCurrent(toolchain: toolchain) { return kept }
        try cache.requireWritable()
        let locks = try await lock([runner, owner])
        defer { locks.forEach { $0.release() } }
        // Another process may have built it meanwhile.
        if let kept = kernels.read(folder), kept.isCurrent(toolchain: toolchain) { return kept }

        // What is misspelt is said before anything is built.
        let products = libraries.isEmpty ? nil : try await LibraryProducts(of: owner, packages: packages)
        let targets = try products?.targets(of: libraries) ?? []
        progress("building \(libraries.isEmpty ? "the kernel" : libraries.joined(separator: ", ")) in release (once, and after a change)")
        var objects: [String: String] = [:]
        var flags: [String] = [], watched: [String] = [], modules: [String] = []
        var systemLibraries: [String] = [], sources: [RunFacts.Library] = []
        for (package, targets) in parts(targets, runner: runner, owner: owner) {
            let description = try await compile(targets, of: package)
            // Where two packages bring the same module, the notebook's own counts.
            for object in description.objects(for: targets) {
                objects[(object as NSString).pathComponents.suffix(2).joined(separator: "/")] = object
            }
            flags += description.importFlags(for: targets)
            modules += description.swiftModules(for: targets)
            if package == owner, let products { systemLibraries = products.linkedLibraries(of: Array(description.modules(for: targets))) }
            if package == owner, let products {
                let revision = await PackageRevision.describe(package)
                sources = try libraries.map { library in
                    let files = description.objects(for: try products.targets(of: [library]))
                    return .init(name: library, package: products.packageName, revision: revision, digest: try PackageRevision.digest(of: files))
                }
            }
            watched += description.sourceFolders(for: targets) + [package.manifest.path]
        }
        let program = try await link(objects.values.sorted(), with: systemLibraries, into: folder)
        let digest = KernelBuild.fingerprint(of: (objects.values + modules).sorted(), toolchain: toolchain)
        let build = KernelBuild(
            program: program, programSize: KernelBuild.size(of: program), imports: LibraryImports(compilerFlags: flags, digest: digest, names: libraries),
            libraries: libraries,
            sources: sources, watched: watched, fingerprint: KernelBuild.fingerprint(of: watched, toolchain: toolchain))
        try JSONEncoder().encode(build).write(to: folder.appending(path: "build.json"), options: .atomic)
        kernels.prune()
        return build
    }

    /// One build at a time in a package, whatever the cache: they share the package's `.build` folder.
    private func lock(_ packages: [PackageFolder]) async throws -> [FileLock] {
        var locks: [FileLock] = []
        // In one order for everyone, so that nobody waits for somebody who waits for him.
        for package in Set(packages).sorted(by: { $0.folder.path < $1.folder.path }) {
            locks.append(try await FileLock.acquire(package.folder.appending(path: ".build/landuse.lock")) {
                progress("waiting for another build in \(package.folder.path)")
            })
        }
        return locks
    }

    private var packages: PackageManager { PackageManager(toolchain: toolchain, cache: cache) }

    /// Which targets of which packages are needed, the runner's first.
    private func parts(_ targets: [String], runner: PackageFolder, owner: PackageFolder) -> [(PackageFolder, [String])] {
        if owner == runner { return [(runner, ["NotebookKernel"] + targets)] }
        return [(runner, ["NotebookKernel"]), (owner, targets)]
    }

    private func compile(_ targets: [String], of package: PackageFolder) async throws -> BuildDescription {
        for target in targets {
            let build = try await packages.run(["build", "-c", "release", "--target", target], for: package)
            guard build.succeeded else {
                throw BuildError.buildFailed(package: package.folder.path, target: target, messages: Self.errors(in: build.output + build.errors))
            }
        }
        return try BuildDescription(contentsOf: package.folder.appending(path: ".build/release/description.json"))
    }

    /// What a person needs of a failed build's output: the errors, else its end.
    private static func errors(in output: String) -> String {
        let lines = output.split(separator: "\n")
        let errors = lines.filter { $0.contains("error:") }
        return (errors.isEmpty ? lines.suffix(20) : errors.prefix(20)).joined(separator: "\n")
    }

    /// The package manager asks the linker for C++'s library where there is C++.
    private static func languageLibraries(of objects: [String]) -> [String] {
        let hasCxx = objects.contains { object in [".cpp.o", ".cc.o", ".cxx.o", ".mm.o"].contains(where: object.hasSuffix) }
        return hasCxx ? ["stdc++"] : []
    }

    private func link(_ objects: [String], with systemLibraries: [String], into folder: URL) async throws -> URL {
        progress("linking the kernel")
        try cache.makeFolder(folder)
        let list = folder.appending(path: "objects.txt"), temporary = folder.appending(path: "landuse-kernel.new")
        try objects.map { "\"\($0)\"\n" }.joined().write(to: list, atomically: true, encoding: .utf8)
        let result = try await run(
            .path(.init(toolchain.tool("swiftc"))),
            arguments: .init([
                "-emit-executable", "-g", "-o", temporary.path, "@\(list.path)",
                // Cells find the libraries' symbols in the program.
                "-Xlinker", "--export-dynamic", "-Xlinker", "--defsym=main=notebook_kernel_main",
            ] + (systemLibraries + Self.languageLibraries(of: objects)).map { "-l\($0)" }),
            output: .string(limit: 1 << 20), error: .combinedWithOutput)
        guard result.terminationStatus.isSuccess else { throw BuildError.linkFailed(result.standardOutput) }
        // A kernel of an earlier build may be running: its file is replaced, not written to.
        let program = folder.appending(path: "landuse-kernel")
        guard rename(temporary.path, program.path) == 0 else { throw BuildError.linkFailed("\(program.path) cannot be replaced") }
        linkResources(beside: objects, into: folder)
        return program
    }

    /// Resource bundles are looked for beside the program.
    private func linkResources(beside objects: [String], into folder: URL) {
        let builds = Set(objects.map { URL(filePath: $0).deletingLastPathComponent().deletingLastPathComponent() })
        for build in builds {
            for bundle in (try? FileManager.default.contentsOfDirectory(at: build, includingPropertiesForKeys: nil)) ?? []
            where bundle.pathExtension == "resources" {
                let link = folder.appending(path: bundle.lastPathComponent)
                try? FileManager.default.removeItem(at: link)
                try? FileManager.default.createSymbolicLink(at: link, withDestinationURL: bundle)
            }
        }
    }
}
