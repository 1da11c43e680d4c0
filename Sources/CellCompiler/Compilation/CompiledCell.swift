import Foundation
import Notebook

/// A cell as a shared library, ready to be loaded.
public struct CompiledCell: Sendable {
    let plan: CellPlan
    /// The shared library's path.
    public let library: URL
    /// What later cells import.
    let swiftModule: URL
    /// The compiler's warnings.
    public let diagnostics: [Diagnostic]
    /// Whether it was found in the cache.
    public let wasCached: Bool

    public var cell: Cell { plan.cell }
    public var module: CellModule { plan.module }
    /// The types that the cell sees.
    public var types: CellTypeNames { plan.types }
    /// Maps places that the library's debug information names to places in the cell.
    public var source: GeneratedSource { plan.source }
    /// The symbol of the cell's top-level code.
    public var entryPoint: String { CompilerInvocation.entryPoint(module.name) }
}

/// What came of compiling a cell.
public enum CellCompilation: Sendable {
    case compiled(CompiledCell)
    /// The cell, or one that it needs, does not compile: what the compiler says about this one, and the
    /// ids of the broken cells that it needs (none if the errors are its own).
    case broken(diagnostics: [Diagnostic], needs: [String])

    public var diagnostics: [Diagnostic] {
        switch self {
        case .compiled(let cell): cell.diagnostics
        case .broken(let diagnostics, _): diagnostics
        }
    }
}
