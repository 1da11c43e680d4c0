import Foundation
import Notebook
import SwiftParser

/// A cell that is still being written, as the language service gets it: with all that earlier cells declare in
/// sight, whether it uses it yet or not.
public struct CellDraft: Sendable, Equatable {
    /// The imports, and then the cell's text as it is.
    public let source: String
    /// The compiler's arguments, without the file.
    public let arguments: [String]
    /// How many bytes stand before the cell's text.
    public let start: Int
}

extension CellCompiler {
    /// A draft of a cell after others, the ones in scope, oldest first.
    public func draft(_ text: String, after modules: [CellModule]) -> CellDraft {
        let tree = Parser.parse(source: text)
        var names = NameCollector.names(in: tree)
        for module in modules { names.usedNames.formUnion(module.names.allDeclaredNames) }
        let scope = Scope(modules)
        let imports = scope.imports(for: names)
        let prologue = SourceGenerator(source: text, tree: tree, names: names, scope: scope).prologue(imports)
        return CellDraft(source: prologue + text, arguments: invocation.draftArguments(imports), start: prologue.utf8.count)
    }
}

extension CellNames {
    fileprivate var allDeclaredNames: [String] {
        declarations.map(\.name) + extensions.flatMap(\.memberNames)
    }
}

extension CompilerInvocation {
    /// The language service takes the driver's arguments, not the frontend's.
    fileprivate func draftArguments(_ imports: CellImports) -> [String] {
        // Sought in folders, a module is found together with its documentation.
        let modules = imports.dependencies.sorted().flatMap { ["-I", (cache.found($0) ?? cache.entry($0)).folder.path] }
        return [
            "-module-name", "Draft", "-target", toolchain.target, "-sdk", "/", "-swift-version", "5", "-Onone", "-enable-testing",
            "-plugin-path", pluginFolder, "-module-cache-path", cache.clangModules.path,
        ] + libraries.compilerFlags + modules + (imports.ignoresAccessControl ? ["-Xfrontend", "-disable-access-control"] : [])
    }
}
