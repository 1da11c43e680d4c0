import Foundation
import LineEditing

/// How a command goes on: its name, or what it takes.
struct CommandCompletion: Sendable {
    /// The names of the cells.
    let cells: [String]
    let questions: CodeQuestions?

    func completions(of text: String, cursor: Int) async -> Completions {
        let before = text.prefix(cursor)
        let blanks = before.prefix { $0.isWhitespace }.count
        let name = before.dropFirst(blanks + 1).prefix { !$0.isWhitespace }
        guard before.count > blanks + 1 + name.count else { return names(beginningWith: name, start: blanks + 1) }
        guard let command = ReplCommand.all.first(where: { $0.name == name }) else { return Completions(start: cursor, []) }
        let argument = before.dropFirst(blanks + 1 + name.count).drop { $0.isWhitespace }
        let start = before.count - argument.count
        switch command.completes {
        case .nothing: return Completions(start: cursor, [])
        case .cells: return words(cells, argument, start)
        case .runTargets: return words(["all", "rest"] + cells, argument, start)
        case .files: return files(String(argument), start)
        case .code:
            // The argument alone is code.
            guard let code = await questions?.completions(of: String(text.dropFirst(start)), cursor: cursor - start) else { return Completions(start: cursor, []) }
            return Completions(start: start + code.start, code.all)
        }
    }

    private func names(beginningWith prefix: Substring, start: Int) -> Completions {
        Completions(start: start, ReplCommand.all.filter { $0.name.hasPrefix(prefix) }.map {
            Completion(text: $0.name + ($0.argument.isEmpty ? "" : " "), label: ":\($0.name) \($0.argument)", detail: $0.help)
        })
    }

    private func words(_ words: [String], _ prefix: Substring, _ start: Int) -> Completions {
        Completions(start: start, words.filter { $0.hasPrefix(prefix) }.map { Completion(text: $0) })
    }

    private func files(_ path: String, _ start: Int) -> Completions {
        let slash = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
        let folder = String(path[..<slash]), prefix = path[slash...]
        let all = (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
        let found = all.filter { $0.hasPrefix(prefix) && (prefix.hasPrefix(".") || !$0.hasPrefix(".")) }.sorted().map { name -> Completion in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: folder + name, isDirectory: &isFolder)
            return Completion(text: folder + name + (isFolder.boolValue ? "/" : ""), label: name + (isFolder.boolValue ? "/" : ""))
        }
        return Completions(start: start, found)
    }
}
