import CellCompiler
import Foundation
import KernelHost
import Notebook
import Synchronization
import Testing

/// Values under names in a session that runs cells one by one, and again.
@Suite struct NamedDisplayTests {
    private func cell(_ id: String, _ ordinal: Int, _ source: String) -> Cell {
        Cell(id: id, ordinal: ordinal, options: .init(), source: source, firstLine: 1, removedColumns: [])
    }

    private func texts(_ cell: ExecutedCell) -> [String] {
        cell.outputs.compactMap { if case .displayData(let bundle) = $0 { bundle.text("text/plain") } else { nil } }
    }

    @Test func `a cell that runs again shows its values anew, and another one replaces the newest`() async throws {
        let document = try NotebookDocument.parse(Array("```swift\n1\n```\n".utf8), path: NotebookFixture.folder.appending(path: "none.md").path)
        let session = try await NotebookSession.start(
            for: document, toolchain: try await Toolchain.find(cache: NotebookFixture.cache.root), cache: NotebookFixture.cache)
        let updated = Mutex<[String]>([])
        let run = { (cell: Cell) in
            try await session.run(cell) { event in
                guard case .updated(let cell, let bundle) = event else { return }
                updated.withLock { $0.append("\(cell.ordinal): \(bundle.text("text/plain") ?? "")") }
            }
        }
        #expect(texts(try await run(cell("first", 1, "display(1, id: \"x\")"))) == ["1"])
        #expect(texts(try await run(cell("first", 2, "display(2, id: \"x\")"))) == ["2"])
        #expect(texts(try await run(cell("second", 3, "display(3, id: \"x\")"))) == [])
        #expect(updated.withLock { $0 } == ["2: 3"])
        #expect(await session.executed.map(texts).last == [])
        #expect(await session.executed.map(texts)[1] == ["3"])
        await session.stop()
    }
}
