import Foundation
import LanguageService
import Notebook

extension InteractiveSession {
    /// Does what a command says.
    func perform(_ command: ReplCommand) async throws {
        switch command {
        case .help: console.say(Self.help)
        case .cells: listCells()
        case .show(let reference): try show(reference)
        case .run(.cell(let reference)): try await run(shelf.entries[try shelf.index(of: reference)].cell)
        case .run(.all): try await run(shelf.entries.map(\.cell).filter(\.options.eval))
        case .run(.rest): try await run(shelf.rest)
        case .edit(let reference): try await edit(reference)
        case .vars: try await listVariables()
        case .type(let expression): try await tellType(expression)
        case .doc(let name): try await tellDocumentation(name)
        case .time: listTimes()
        case .restart: try await restart()
        case .save(let file, let replacing): try save(file, replacing: replacing)
        case .load(let file): try load(file)
        case .open(let reference): try open(reference)
        case .quit: break
        }
    }

    static var help: String {
        let commands = ReplCommand.all.map { [":\($0.name)\($0.argument.isEmpty ? "" : " " + $0.argument)", $0.help] }
        let keys = [
            ["Enter", "run what is complete, else go on in a new line (Alt-Enter always does)"], ["Tab", "complete a name or a member; again: the next one"],
            ["Up, Down", "earlier inputs; Ctrl-R searches them"], ["Ctrl-C", "interrupt the running cell, or clear the input"], ["Ctrl-D", "leave"],
        ]
        return TextTable.text(commands) + "\n" + TextTable.text(keys)
    }

    // MARK: Cells

    private func listCells() {
        if shelf.entries.isEmpty { return console.note("no cells yet") }
        let rows = shelf.entries.map { entry -> [String] in
            let line = entry.cell.visibleSource.split(separator: "\n").first { !$0.allSatisfy(\.isWhitespace) } ?? ""
            let more = entry.cell.visibleSource.trimmed.contains("\n") ? " …" : ""
            return ["\(entry.cell.ordinal)", entry.cell.id, state(of: entry), String(line.prefix(60)) + more]
        }
        console.say(TextTable.text(rows))
    }

    private func state(of entry: CellShelf.Entry) -> String {
        switch entry.executed?.outcome {
        case .finished: "ran"
        case .failedAsExpected: "failed, as expected"
        case .failed: "failed"
        case .skipped: "was not run"
        case .notEvaluated: "is not run"
        case nil: entry.cell.options.eval ? "has not run" : "is not run"
        }
    }

    private func show(_ reference: String) throws {
        let entry = shelf.entries[try shelf.index(of: reference)]
        console.say(console.palette.dim("// \(entry.cell.ordinal), \(entry.cell.id): \(state(of: entry))\n") + entry.cell.source)
        guard let executed = entry.executed else { return }
        let presenter = OutputPresenter(console: console, media: media, shelf: shelf, path: document.path)
        for output in executed.outputs { presenter.show(output, of: entry.cell.id) }
        presenter.finish(executed)
    }

    /// Runs cells until one does not do as it was meant to.
    private func run(_ cells: [Cell]) async throws {
        if cells.isEmpty { return console.note("there is nothing left to run") }
        for cell in cells {
            console.say(console.palette.bold("▸ \(cell.id)"))
            guard try await run(cell) else {
                if cell.ordinal != cells.last?.ordinal { console.note("stopped here; `:run rest` goes on with the cells that have not run") }
                return
            }
        }
    }

    private func edit(_ reference: String) async throws {
        let index = try shelf.index(of: reference)
        guard let editor = ExternalProgram.editor(environment) else { throw EnvironmentLack.editor }
        guard let text = try await ExternalProgram.edit(shelf.entries[index].cell.source, in: folder.url, with: editor) else { return console.note("nothing changed") }
        try await run(shelf.replace(index, with: try Cell.written(text, path: document.path)))
    }

    // MARK: Code

    private func listVariables() async throws {
        let variables = try await questions.variables()
        if variables.isEmpty { return console.note("no variables yet") }
        console.say(TextTable.text(variables.map { [$0.name, $0.type, console.palette.dim($0.cell)] }))
    }

    private func tellType(_ expression: String) async throws {
        console.say(try await questions.type(of: expression))
    }

    private func tellDocumentation(_ name: String) async throws {
        let symbols = try await questions.documentation(of: name)
        if symbols.isEmpty { throw NoAnswer.name(name) }
        for symbol in symbols {
            let module = symbol.module.flatMap { $0.hasPrefix("Cell_") || $0 == "Draft" ? nil : console.palette.dim("  in \($0)") } ?? ""
            console.say(console.palette.bold(symbol.declaration) + module)
            if let text = symbol.documentation { console.say("\n" + text + "\n") }
        }
    }

    // MARK: The session

    private func listTimes() {
        let ran = shelf.entries.filter { $0.seconds != nil }
        if ran.isEmpty { return console.note("no cell has run yet") }
        let rows = ran.map { entry in
            let inside = entry.executed?.duration.map { "ran \(DurationText.of($0))" } ?? "did not run"
            return [entry.cell.id, inside, "\(DurationText.of(entry.seconds ?? 0)) with compiling"]
        }
        let total = ran.reduce(0) { $0 + ($1.seconds ?? 0) }
        console.say(TextTable.text(rows + [["together", "", DurationText.of(total)]]))
    }

    private func restart() async throws {
        try await session.restart(replay: false)
        setShelf { $0.forgetRuns() }
        console.note("a fresh session; `:run all` runs the cells again")
    }

    private func save(_ path: String, replacing: Bool) throws {
        let file = URL(filePath: path).standardizedFileURL
        if !replacing, let refusal = ownFiles.refusal(of: file, called: path) { throw refusal }
        let notebook = SessionNotebook(document: document, shelf: shelf, originals: document.cells)
        let content = Data(notebook.text.utf8)
        do { try content.write(to: file, options: .atomic) } catch { throw FileRefusal.notWritten(path, error.localizedDescription) }
        ownFiles.know(content, at: file)
        let remark = notebook.leftOut.isEmpty ? "" : "; left out, for they do not compile: \(notebook.leftOut.joined(separator: ", "))"
        console.note("saved as \(path)\(remark)")
    }

    private func load(_ path: String) throws {
        let cells: [Cell]
        if path.hasSuffix(".swift") {
            guard let data = try? Data(contentsOf: URL(filePath: path)) else { throw FileRefusal.notRead(path) }
            cells = [try Cell.written(String(decoding: data, as: UTF8.self), path: path)]
        } else {
            cells = try NotebookDocument.read(path: path).cells
        }
        let loaded = cells.map { cell in
            shelf.append(Cell(id: cell.id, ordinal: 1, options: cell.options, source: cell.source, firstLine: 1, removedColumns: []))
        }
        guard let first = loaded.first, let last = loaded.last else { return console.note("\(path) has no cells") }
        let names = first.ordinal == last.ordinal ? "cell \(first.ordinal)" : "cells \(first.ordinal) to \(last.ordinal)"
        console.note("\(names) at hand; `:run rest` runs what has not run")
    }

    private func open(_ reference: String) throws {
        let item = try media.item(reference)
        guard let opener = ExternalProgram.opener(environment) else { throw EnvironmentLack.opener(item.file.path) }
        try ExternalProgram.open(item.file, with: opener)
    }
}

/// Programs that are not there.
enum EnvironmentLack: Error, CustomStringConvertible {
    case editor
    case opener(String)

    var description: String {
        switch self {
        case .editor: "there is no editor; set $EDITOR to the command of one"
        case .opener(let file): "nothing here opens pictures; set $BROWSER to a command that does, or open \(file) yourself"
        }
    }
}

/// What the language service has no answer for.
enum NoAnswer: Error, CustomStringConvertible {
    case type(String, reason: String?)
    case name(String)

    var description: String {
        switch self {
        case .type(let expression, let reason): reason ?? "`\(expression)` is no expression, and has no type"
        case .name(let name): "nothing here is called `\(name)`"
        }
    }
}

enum FileRefusal: Error, Equatable, CustomStringConvertible {
    case exists(String)
    case changed(String)
    case notWritten(String, String)
    case notRead(String)

    var description: String {
        switch self {
        case .exists(let path): "\(path) exists; choose another name, or `:save! \(path)` to replace it"
        case .changed(let path): "\(path) was changed by another program; choose another name, or `:save! \(path)` to replace it"
        case .notWritten(let path, let reason): "\(path) cannot be written: \(reason)"
        case .notRead(let path): "\(path) cannot be read; check the path, it is relative to the current folder"
        }
    }
}
