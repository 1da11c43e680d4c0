import CellCompiler
import KernelHost
import LanguageService
import LineEditing

/// What a person asks about code at the prompt, answered by the toolchain, with all that the session knows in sight.
struct CodeQuestions: Sendable {
    let service: LanguageService
    let session: NotebookSession

    private func draft(_ text: String) async -> (source: LanguageService.Source, start: Int) {
        let draft = session.compiler.draft(text, after: await session.compiled.map(\.module))
        return (LanguageService.Source(text: draft.source, arguments: draft.arguments), draft.start)
    }

    /// How the word before the cursor can go on. Without an answer there is nothing to offer.
    func completions(of text: String, cursor: Int) async -> Completions {
        let word = CodeWord(in: text, before: cursor)
        let draft = await draft(text)
        let found = (try? await service.completions(of: word.text, at: draft.start + word.byteOffset, in: draft.source)) ?? []
        return Completions(start: word.start, found.filter { $0.isOffered(for: word.text) }.map(\.completion))
    }

    /// The type of an expression, or what the compiler has against it.
    func type(of expression: String) async throws -> String {
        let draft = await draft(expression)
        let blanks = expression.utf8.prefix { $0 == UInt8(ascii: " ") }.count
        let here = try await service.expressionTypes(in: draft.source).filter { $0.offset == draft.start + blanks }
        // Of `a.b` and `a`, which begin at one place, the longer one is the whole.
        if let whole = here.max(by: { $0.length < $1.length }), !whole.type.contains("<<error type>>") { return whole.type }
        throw NoAnswer.type(expression, reason: try await service.errors(in: draft.source).first)
    }

    /// What a name stands for; of `a.b` and `a.b(1)` it is `b`. Of a name with several meanings there are several.
    func documentation(of name: String) async throws(LanguageServiceError) -> [SymbolAnswer] {
        let word = CodeWord(in: name, before: CodeWord.calleeEnd(in: name))
        let draft = await draft(name)
        if let symbol = try? await service.symbol(at: draft.start + word.byteOffset, in: draft.source) { return [symbol] }
        // A function that is only named is not chosen among its overloads yet.
        let found = try await service.completions(of: word.text, at: draft.start + word.byteOffset, in: draft.source)
            .filter { $0.name.prefix { $0 != "(" } == word.text }
            .map { SymbolAnswer(name: $0.name, declaration: $0.signature, type: $0.type, documentation: $0.brief, module: $0.module) }
        return found.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    /// The variables that can be used now, with their types and cells, in the order of their declaration.
    func variables() async throws(LanguageServiceError) -> [(name: String, type: String, cell: String)] {
        let variables = SessionVariables(await session.compiled.map { ($0.cell.id, $0.module) })
        guard !variables.all.isEmpty else { return [] }
        let draft = await draft(variables.all.map { "\($0.name)\n" }.joined())
        let types = try await service.expressionTypes(in: draft.source)
        var offset = draft.start
        return variables.all.map { variable in
            defer { offset += variable.name.utf8.count + 1 }
            return (variable.name, types.first { $0.offset == offset }?.type ?? "?", variable.cell)
        }
    }
}

/// The word that is being written before a place in a text.
struct CodeWord: Equatable {
    var text: String
    /// How many characters stand before it, and how many bytes.
    var start: Int
    var byteOffset: Int

    init(in text: String, before cursor: Int) {
        let before = text.prefix(cursor)
        self.text = String(before.reversed().prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "#" || $0 == "@" }.reversed())
        start = before.count - self.text.count
        byteOffset = before.utf8.count - self.text.utf8.count
    }
}

extension CodeWord {
    /// Where the called function's name ends, in characters; the end of the text where nothing is called last.
    static func calleeEnd(in text: String) -> Int {
        let characters = Array(text)
        guard characters.last == ")" else { return characters.count }
        var depth = 0
        for index in characters.indices.reversed() {
            if characters[index] == ")" { depth += 1 }
            if characters[index] == "(" { depth -= 1 }
            if depth == 0 { return index }
        }
        return characters.count
    }
}

/// The newest declaration of each name, where it is a variable.
struct SessionVariables {
    private(set) var all: [(name: String, cell: String)] = []

    /// - Parameter modules: the cells that ran, oldest first.
    init(_ modules: [(cell: String, module: CellModule)]) {
        for (cell, module) in modules {
            for declaration in module.names.declarations where declaration.kind != .func {
                all.removeAll { $0.name == declaration.name }
                if declaration.kind == .var || declaration.kind == .let { all.append((declaration.name, cell)) }
            }
        }
    }
}

extension CompletionAnswer {
    /// Names with an underscore are not meant for people, unless one asks.
    fileprivate func isOffered(for word: String) -> Bool {
        !insertion.isEmpty && (word.hasPrefix("_") || !insertion.hasPrefix("_")) && !name.hasPrefix("Cell_") && !(kind.hasSuffix("keyword") && word.isEmpty)
    }

    fileprivate var signature: String { type.isEmpty ? description : "\(description) -> \(type)" }

    fileprivate var completion: Completion { Completion(text: insertion, label: description, detail: type) }
}
