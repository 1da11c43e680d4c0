import CellCompiler
import Notebook

/// Rewrites text that comes out of a kernel so that it names the notebook's places, not the compiler's.
struct CellNamePresenter: Sendable {
    let path: String
    /// All compiled cells, by module.
    let cells: [String: CompiledCell]
    /// The types that the running cell sees.
    var types = CellTypeNames()

    func present(_ text: String) -> String {
        guard text.contains("Cell_") else { return text }
        let placed = text.replacing(/(?:Cell_[0-9a-f]{20}\/)?(Cell_[0-9a-f]{20}):([0-9]+)/) { match in
            guard let cell = cells[String(match.1)], let line = Int(match.2) else { return String(match.0) }
            return "\(path):\(cell.cell.position(line: line, column: 1).line)"
        }
        // What `#fileID` says.
        .replacing(/Cell_[0-9a-f]{20}\/Cell_[0-9a-f]{20}/, with: path.split(separator: "/").last.map(String.init) ?? path)
        return types.removed(from: placed)
    }
}
