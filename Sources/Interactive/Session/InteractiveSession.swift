import CellCompiler
import Foundation
import KernelHost
import LanguageService
import LineEditing
import Notebook
import Synchronization

/// Something that happened, or has not yet.
private final class Flag: Sendable {
    private let value = Atomic(false)

    var isSet: Bool {
        get { value.load(ordering: .relaxed) }
        set { value.store(newValue, ordering: .relaxed) }
    }
}

/// Ctrl-C came before the cell ran.
struct CompilationInterrupted: Error, CustomStringConvertible {
    var description: String { "interrupted while it was compiled; nothing was run" }
}

/// A session at a prompt: reads an input, runs it as a cell or does as it is told, and begins again.
public actor InteractiveSession {
    let document: NotebookDocument
    let session: NotebookSession
    let console: Console
    let questions: CodeQuestions
    let environment: [String: String]
    private let hasNotebook: Bool
    private let reader: LineReader
    private let terminal: Terminal
    private let interrupts = InterruptSignal()
    let media: MediaShelf
    let folder: SessionFolder
    var shelf: CellShelf
    var ownFiles: OwnFiles
    private var isLeaving = false
    private var hasFailed = false

    /// - Parameters:
    ///   - document: the notebook; its cells are at hand, and not run.
    ///   - isNamed: whether the user named it; else its path is made up, and a file there is somebody else's.
    ///   - service: answers what is asked about code.
    ///   - folder: holds what the session shows.
    ///   - history: where inputs are kept.
    public init(
        _ session: NotebookSession, document: NotebookDocument, isNamed: Bool, service: LanguageService, folder: SessionFolder, history: URL?,
        terminal: Terminal = Terminal(), remarks: Terminal = Terminal(output: STDERR_FILENO), environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.session = session
        self.document = document
        ownFiles = OwnFiles(notebook: isNamed ? (document.path, document.source) : nil)
        self.terminal = terminal
        self.environment = environment
        hasNotebook = isNamed
        console = Console(terminal: terminal, remarks: remarks, environment: environment)
        self.folder = folder
        media = MediaShelf(in: folder.url.appending(path: "shown"))
        let questions = CodeQuestions(service: service, session: session)
        self.questions = questions
        let shelf = CellShelf(document.cells)
        self.shelf = shelf
        let names = ShelfNames(shelf.names)
        self.names = names
        reader = LineReader(
            terminal: terminal, history: history.map(HistoryFile.init),
            isComplete: { ReplCommand.isCommand($0) || InputCompleteness(of: $0) == .complete },
            complete: { text, cursor in
                ReplCommand.isCommand(text)
                    ? await CommandCompletion(cells: names.current, questions: questions).completions(of: text, cursor: cursor)
                    : await questions.completions(of: text, cursor: cursor)
            })
    }

    /// What completes the argument of `:run`, which is asked for while the session waits for a line.
    private let names: ShelfNames

    /// Serves the prompt until it is left.
    /// - Returns: whether all cells did as they were meant to.
    public func run() async -> Bool {
        greet()
        while !isLeaving {
            names.current = shelf.names
            let number = shelf.nextOrdinal
            let prompt = Prompt("\(number)> ", rest: String(repeating: " ", count: max(0, "\(number)".count - 1)) + "…> ", style: console.palette.isOn ? "1;36" : "")
            // Where a line is edited, Ctrl-C is a key; else it is a signal. Lines that come through a pipe nobody clears.
            let input = await interrupts.during({ await reader.read(prompt) }) { [terminal] in
                if terminal.isInteractive { terminal.interrupt() } else { exit(130) }
            }
            switch input {
            case .text(let text): await take(text)
            case .interrupt(let wasEmpty): if wasEmpty { console.note("Ctrl-D or :quit leaves") }
            case .end: isLeaving = true
            }
        }
        await session.stop()
        return !hasFailed
    }

    private func greet() {
        guard console.palette.isOn else { return }
        let count = shelf.entries.count
        let cells = count == 0 ? "" : "  \(document.path): \(count) cell\(count == 1 ? "" : "s") at hand, `:run all` runs them."
        console.note("Swift, cell by cell. :help tells more, Tab completes, Ctrl-D leaves.\(cells)")
    }

    /// Takes one input. Nothing that goes wrong with it ends the session: it is said, and the next one is read.
    private func take(_ text: String) async {
        if text.trimmed.isEmpty { return }
        do {
            guard ReplCommand.isCommand(text) else {
                try await run(shelf.append(try Cell.written(text, path: document.path)))
                return
            }
            let command = try ReplCommand(text)
            if command == .quit { isLeaving = true } else { try await perform(command) }
        } catch let error as NotebookError {
            hasFailed = true
            show(error)
        } catch {
            hasFailed = true
            console.refuse(error)
        }
    }

    func show(_ error: NotebookError) {
        for diagnostic in error.diagnostics {
            console.say("\(console.palette.red("error:")) \(diagnostic.position.map { "line \($0.line): " } ?? "")\(diagnostic.message)", to: .remarks)
        }
    }

    /// Runs a cell, with what it puts out as it comes. Ctrl-C interrupts it.
    /// - Returns: whether it did as it was meant to.
    @discardableResult
    func run(_ cell: Cell) async throws -> Bool {
        let start = ContinuousClock.now
        let outputs = OutputPresenter(console: console, media: media, shelf: shelf, path: document.path, hasNotebook: hasNotebook)
        let session = session
        let wasInterrupted = Flag()
        let executed: ExecutedCell
        do {
            executed = try await interrupts.during({ try await session.run(cell) { outputs.show($0) } }) {
                wasInterrupted.isSet = true
                session.interrupt()
            }
        } catch is CompilerError where wasInterrupted.isSet {
            // The terminal sends Ctrl-C to the compiler too.
            throw CompilationInterrupted()
        }
        outputs.finish(executed)
        let time = (ContinuousClock.now - start).components
        shelf.ran(executed, seconds: Double(time.seconds) + Double(time.attoseconds) * 1e-18)
        if !executed.outcome.isAsExpected { hasFailed = true }
        return executed.outcome.isAsExpected
    }

    func setShelf(_ change: (inout CellShelf) throws -> Void) rethrows { try change(&shelf) }
}
