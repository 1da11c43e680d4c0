import CellCompiler
import Foundation
import KernelHost
@testable import Preview
import TestFolders
import Testing

/// A notebook in a folder of its own with its preview, as `landuse watch` has them.
final class LivePreview {
    /// Kernels and cells that tests compile, kept from run to run and apart from the user's.
    private static let cache = CellCache(
        root: URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../.build/landuse-tests").standardizedFileURL)

    let folder: TemporaryFolder
    let preview: NotebookPreview
    private let running: Task<Void, Never>

    private init(folder: TemporaryFolder, preview: NotebookPreview) {
        self.folder = folder
        self.preview = preview
        running = Task { await preview.run() }
    }

    /// Follows a notebook for as long as `body` takes.
    static func with(_ text: String, keepGoing: Bool = false, _ body: (LivePreview) async throws -> Void) async throws {
        let folder = try TemporaryFolder()
        try folder.write(text)
        var options = NotebookPreview.Options()
        options.session.keepGoing = keepGoing
        let preview = try await NotebookPreview.start(
            path: folder.path("notebook.md"), toolchain: try await Toolchain.find(cache: cache.root), cache: cache, options: options)
        let live = LivePreview(folder: folder, preview: preview)
        do { try await body(live) } catch {
            await live.stop()
            throw error
        }
        await live.stop()
    }

    /// Ends it, as Ctrl-C does.
    func stop() async {
        running.cancel()
        await running.value
    }

    /// The page as it is served now.
    func page() async throws -> String {
        try await Connection.get(preview.address.path + "/", port: UInt16(preview.address.port ?? 0))
    }

    /// Waits until the page holds all of these. Where nothing is built yet, the first kernel alone takes minutes.
    func shows(_ texts: String..., patience: Duration = .seconds(600), sourceLocation: SourceLocation = #_sourceLocation) async throws {
        let deadline = ContinuousClock.now + patience
        var page = ""
        while ContinuousClock.now < deadline {
            page = try await self.page()
            if texts.allSatisfy({ page.contains($0) }) { return }
            try await Task.sleep(for: .milliseconds(30))
        }
        let body = page.firstRange(of: "<main").map { page[$0.lowerBound...].prefix(6000) } ?? ""
        Issue.record("the page never showed \(texts.filter { !page.contains($0) }): \(body)", sourceLocation: sourceLocation)
        throw Connection.Failed(step: "waiting for the page")
    }
}
