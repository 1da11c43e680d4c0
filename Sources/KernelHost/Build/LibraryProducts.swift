import CellCompiler
import Foundation
import Subprocess

/// The library products of a package, and the targets that they are made of.
struct LibraryProducts: Sendable {
    private let package: PackageFolder
    private let targetsByProduct: [String: [String]]

    private struct Manifest: Decodable {
        struct Product: Decodable {
            struct Kind: Decodable { var library: [String]? }
            var name: String
            var targets: [String]
            var type: Kind
        }
        var products: [Product]
    }

    init(of package: PackageFolder, toolchain: Toolchain) async throws {
        self.package = package
        let result = try await run(
            .path(.init(toolchain.tool("swift"))), arguments: ["package", "--package-path", package.folder.path, "dump-package"],
            output: .string(limit: 16 << 20), error: .string(limit: 1 << 20))
        guard result.terminationStatus.isSuccess else {
            throw BuildError.buildFailed(package: package.folder.path, target: "Package.swift", messages: result.standardError)
        }
        do {
            let manifest = try JSONDecoder().decode(Manifest.self, from: Data(result.standardOutput.utf8))
            targetsByProduct = Dictionary(
                manifest.products.filter { $0.type.library != nil }.map { ($0.name, $0.targets) }, uniquingKeysWith: { first, _ in first })
        } catch {
            throw BuildError.unreadableDescription(package.manifest.path, reason: String(describing: error))
        }
    }

    /// The targets of some products, each once.
    func targets(of products: [String]) throws(BuildError) -> [String] {
        var targets: [String] = []
        for product in products {
            guard let own = targetsByProduct[product] else {
                throw .noSuchLibrary(product, package: package.folder.path, available: targetsByProduct.keys.sorted())
            }
            targets += own.filter { !targets.contains($0) }
        }
        return targets
    }
}
