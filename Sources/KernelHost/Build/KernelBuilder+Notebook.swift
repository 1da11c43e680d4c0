import Foundation
import Notebook

extension KernelBuilder {
    /// The kernel for a notebook.
    /// - Throws: a `NotebookError` with the line of `libraries` where a name in it is wrong; else what the machine
    ///   is at fault of.
    public func build(for document: NotebookDocument) async throws -> KernelBuild {
        do {
            return try await build(libraries: document.frontMatter.libraries, forNotebookAt: URL(filePath: document.path))
        } catch let error as BuildError {
            guard case .noSuchLibrary = error else { throw error }
            throw NotebookError(
                .mistakes, [Diagnostic(.error, path: document.path, position: document.position(ofSetting: "libraries"), message: error.description)])
        }
    }
}
