import CellCompiler
import KernelHost
import LineEditing
import Notebook
import Synchronization

/// Shows what a cell puts out, as it comes.
final class OutputPresenter: Sendable {
    private let console: Console
    private let shelf: CellShelf
    private let path: String
    private let hasNotebook: Bool
    /// Only touched under the lock.
    private let media: Mutex<Media>

    private struct Media: @unchecked Sendable { var shelf: MediaShelf }

    init(console: Console, media: MediaShelf, shelf: CellShelf, path: String, hasNotebook: Bool = true) {
        self.console = console
        self.shelf = shelf
        self.path = path
        self.hasNotebook = hasNotebook
        self.media = Mutex(Media(shelf: media))
    }

    func show(_ event: NotebookSession.Event) {
        switch event {
        case .output(let cell, let output): show(output, of: cell.id)
        case .updated(let cell, let bundle): show(bundle, of: cell.id)
        case .restarted(let count, let seconds):
            console.note("a new kernel took the old one's place; \(count) cell\(count == 1 ? " was" : "s were") run again in \(DurationText.of(seconds))")
        case .compiling, .compiled, .started, .finished, .kept: break
        }
    }

    func show(_ output: Output, of cell: String) {
        switch output {
        case .stream(let stream, let text): console.stream(text, to: stream == .stdout ? .results : .remarks)
        case .displayData(let bundle), .executeResult(let bundle): show(bundle, of: cell)
        case .error(let failure): console.say(DiagnosticText(palette: console.palette).text(failure, in: shelf, path: path), to: .remarks)
        case .omitted(let bytes): console.note("\(bytes) more bytes were put out and left out")
        }
    }

    private func show(_ bundle: MediaBundle, of cell: String) {
        let text = bundle.text("text/plain") ?? bundle.alternativeText ?? "[\(bundle.representations.map(\.type).joined(separator: ", "))]"
        if let id = bundle.displayID {
            console.show(text, id: id)
        } else {
            console.say(ValueLayout(width: console.width).text(text))
        }
        do {
            guard let item = try media.withLock({ try $0.shelf.add(bundle, of: cell) }) else { return }
            console.note("[\(item.kind) \(item.number)] \(item.file.path)  :open \(item.number)")
        } catch {
            console.refuse(error)
        }
    }

    /// What is to be said of a cell once it is done.
    func finish(_ executed: ExecutedCell) {
        console.endCell()
        let presenter = DiagnosticText(palette: console.palette)
        for var diagnostic in executed.diagnostics {
            let importers = MissingLibrary.notImported(in: diagnostic.message).compactMap { name in shelf.importer(of: name).map { (name, $0) } }
            if !importers.isEmpty {
                for (name, cell) in importers { console.note("\(name) is imported in \(cell), which has not run: `:run \(cell)` first") }
                continue
            }
            if !hasNotebook { diagnostic.message = MissingLibrary.atPrompt(diagnostic.message) }
            console.say(presenter.text(diagnostic, of: executed.cell, in: shelf, path: path), to: .remarks)
        }
        let missing = executed.diagnostics.filter { $0.severity == .error }.compactMap(\.missingName)
        for (name, cell) in shelf.waiting(for: missing, before: executed.cell) {
            console.note("'\(name)' is declared in \(cell), which has not run: `:run \(cell)` first")
        }
        switch executed.outcome {
        case .skipped(let reason):
            if !executed.diagnostics.contains(where: { $0.severity == .error }) {
                console.say(console.palette.yellow("not run: ") + reason, to: .remarks)
            }
        case .failedAsExpected: console.note("failed, as expected")
        case .finished, .failed, .notEvaluated: break
        }
    }
}

/// Seconds as a person reads them.
enum DurationText {
    static func of(_ seconds: Double) -> String {
        switch seconds {
        case ..<0.9995: "\(Int((seconds * 1000).rounded())) ms"
        case ..<59.95: "\((seconds * 10).rounded() / 10) s"
        default: "\(Int(seconds) / 60) min \(Int(seconds) % 60) s"
        }
    }
}
