import Foundation

/// The library products of a package, and the targets that they are made of.
struct LibraryProducts: Sendable {
    private let package: PackageFolder
    /// What the package calls itself.
    let packageName: String
    private let targetsByProduct: [String: [String]]
    private let librariesByTarget: [String: [String]]

    private struct Manifest: Decodable {
        struct Product: Decodable {
            struct Kind: Decodable { var library: [String]? }
            var name: String
            var targets: [String]
            var type: Kind
        }
        struct Target: Decodable {
            struct Setting: Decodable {
                struct Kind: Decodable {
                    struct Library: Decodable { var _0: String }
                    var linkedLibrary: Library?
                }
                var kind: Kind
            }
            var name: String
            var settings: [Setting]
        }
        var name: String
        var products: [Product]
        var targets: [Target]
    }

    init(of package: PackageFolder, packages: PackageManager) async throws {
        self.package = package
        let manifest = try await packages.run(["package", "dump-package"], for: package)
        guard manifest.succeeded else {
            throw BuildError.buildFailed(package: package.folder.path, target: "Package.swift", messages: manifest.errors)
        }
        do {
            let decoded = try JSONDecoder().decode(Manifest.self, from: Data(manifest.output.utf8))
            packageName = decoded.name
            targetsByProduct = Dictionary(
                decoded.products.filter { $0.type.library != nil }.map { ($0.name, $0.targets) }, uniquingKeysWith: { first, _ in first })
            librariesByTarget = Dictionary(
                decoded.targets.map { ($0.name, $0.settings.compactMap(\.kind.linkedLibrary?._0)) }, uniquingKeysWith: { first, _ in first })
        } catch {
            throw BuildError.unreadableDescription(package.manifest.path, reason: String(describing: error))
        }
    }

    /// The system libraries that some of the package's modules ask the linker for (`.linkedLibrary`).
    func linkedLibraries(of modules: [String]) -> [String] {
        Array(Set(modules.flatMap { librariesByTarget[$0] ?? [] })).sorted()
    }

    /// The targets of some products, each once.
    func targets(of products: [String]) throws(BuildError) -> [String] {
        let unknown = products.filter { targetsByProduct[$0] == nil }
        guard unknown.isEmpty else {
            // Every kernel has the rest of our own package's; nobody needs to name them.
            let available = targetsByProduct.keys.filter { !["NotebookDisplay", "NotebookKernel"].contains($0) }
            throw .noSuchLibrary(unknown, package: package.folder.path, available: available.sorted())
        }
        var targets: [String] = []
        for product in products { targets += (targetsByProduct[product] ?? []).filter { !targets.contains($0) } }
        return targets
    }
}
