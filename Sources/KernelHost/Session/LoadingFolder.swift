import CellCompiler
import Foundation
import KernelWire

/// The folder from which a kernel loads cells, where it sees no other: a cell comes to be there when it is about to run.
struct LoadingFolder: Sendable {
    /// `nil` where cells are loaded from where they are.
    let folder: URL?

    private func path(_ cell: CompiledCell) -> URL? { folder?.appending(path: "\(cell.module.name).so") }

    /// Puts a cell there, and gives where it is to be loaded from. What cannot be put there cannot be loaded, which the kernel
    /// tells of the cell.
    func place(_ cell: CompiledCell) -> String {
        guard let place = path(cell) else { return cell.library.path }
        if link(cell.library.path, place.path) != 0, errno != EEXIST {
            // Another file system, say.
            try? FileManager.default.copyItem(at: cell.library, to: place)
        }
        return place.path
    }

    /// What the kernel tells of places in cells, by the libraries that were compiled.
    func unplaced(_ ending: KernelReply.Ending, _ cells: some Sequence<CompiledCell>) -> KernelReply.Ending {
        guard let folder else { return ending }
        let places = Dictionary(cells.compactMap { cell in path(cell).map { ($0.path, cell.library.path) } }) { $1 }
        var ending = ending
        // Where the folder lies says nothing to anybody, and is another place each time.
        ending.message = ending.message.replacing("\(folder.path)/", with: "")
        for index in ending.frames.indices { ending.frames[index].library = places[ending.frames[index].library] ?? ending.frames[index].library }
        return ending
    }
}
