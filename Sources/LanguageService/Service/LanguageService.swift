import Foundation

/// The toolchain's own language service: what names stand for, their documentation, the types of expressions, and
/// how a word goes on.
///
/// It runs in a process of its own, which is started at the first question. One that crashes or does not answer in
/// time costs its question; the next one starts another.
public actor LanguageService {
    /// Code to ask about.
    public struct Source: Sendable, Equatable {
        public var text: String
        /// The compiler's arguments, without the file.
        public var arguments: [String]

        public init(text: String, arguments: [String]) {
            self.text = text
            self.arguments = arguments
        }
    }

    private let command: [String]
    private let patience: Duration
    private let folder: URL
    private let queue = DispatchQueue(label: "language service")
    private var connection: WorkerConnection?

    /// - Parameters:
    ///   - command: how to start a worker: a program and its arguments.
    ///   - folder: where the code lies that is asked about.
    ///   - patience: how long an answer may take.
    public init(command: [String], folder: URL, patience: Duration = .seconds(10)) {
        self.command = command
        self.patience = patience
        self.folder = folder
    }

    /// How the word that begins at `offset`, in bytes, can go on.
    /// - Parameter word: as much of it as there is.
    public func completions(of word: String, at offset: Int, in source: Source) async throws(LanguageServiceError) -> [CompletionAnswer] {
        let options = #"{key.codecomplete.filtertext: \#(quoted(word)), key.codecomplete.fuzzymatching: 0, key.codecomplete.requestlimit: 500, key.codecomplete.group.overloads: 0, key.codecomplete.group.stems: 0}"#
        let file = try file(source)
        let answer = try await ask(
            "source.request.codecomplete.open", source, file, "key.name: \(quoted(file)), key.offset: \(offset), key.codecomplete.options: \(options)")
        _ = try? await ask("source.request.codecomplete.close", Source(text: "", arguments: []), file, "key.name: \(quoted(file)), key.offset: \(offset)")
        return try decode(CompletionAnswers.self, answer).all.filter { $0.name.lowercased().hasPrefix(word.lowercased()) }
    }

    /// What the name at `offset`, in bytes, stands for; `nil` if it is none.
    public func symbol(at offset: Int, in source: Source) async throws(LanguageServiceError) -> SymbolAnswer? {
        let answer = try await ask("source.request.cursorinfo", source, try file(source), "key.offset: \(offset)")
        return try decode(SymbolAnswer.Fields.self, answer).answer
    }

    /// The types of all expressions.
    public func expressionTypes(in source: Source) async throws(LanguageServiceError) -> [ExpressionType] {
        try decode(ExpressionTypes.self, try await ask("source.request.expression.type", source, try file(source))).all
    }

    /// What the compiler has against the code.
    public func errors(in source: Source) async throws(LanguageServiceError) -> [String] {
        try decode(Remarks.self, try await ask("source.request.diagnostics", source, try file(source))).all.filter(\.isError).map(\.message)
    }

    /// The service reads the file too. It must be called `main.swift`: only there are statements allowed at the top
    /// level.
    private func file(_ source: Source) throws(LanguageServiceError) -> String {
        let file = folder.appending(path: "main.swift")
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(source.text.utf8).write(to: file)
        } catch {
            throw .notStarted("\(file.path) cannot be written: \(error.localizedDescription)")
        }
        return file.path
    }

    private func ask(_ request: String, _ source: Source, _ file: String, _ more: String = "") async throws(LanguageServiceError) -> [UInt8] {
        let arguments = (source.arguments + [file]).map(quoted).joined(separator: ", ")
        let yaml =
            "{key.request: \(request), key.sourcefile: \(quoted(file)), key.sourcetext: \(quoted(source.text)), "
            + "key.compilerargs: [\(arguments)]\(more.isEmpty ? "" : ", " + more)}"
        let connection: WorkerConnection
        if let current = self.connection {
            connection = current
        } else {
            do { connection = try WorkerConnection(command: command) } catch let error as LanguageServiceError { throw error } catch { throw .notStarted("\(error)") }
            self.connection = connection
        }
        let line = quoted(yaml), deadline = ContinuousClock.now + patience
        let result: Result<[UInt8], LanguageServiceError> = await withCheckedContinuation { continuation in
            queue.async {
                do throws(LanguageServiceError) {
                    continuation.resume(returning: .success(try connection.exchange(line, until: deadline)))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        switch result {
        case .success(let answer):
            guard answer.first == UInt8(ascii: "+") else { throw .refused(String(decoding: answer.dropFirst(), as: UTF8.self)) }
            return Array(answer.dropFirst())
        case .failure(let error):
            connection.end()
            if self.connection === connection { self.connection = nil }
            throw error
        }
    }

    private func decode<Answer: Decodable>(_ type: Answer.Type, _ bytes: [UInt8]) throws(LanguageServiceError) -> Answer {
        do { return try JSONDecoder().decode(type, from: Data(bytes)) } catch { throw .refused("an answer that cannot be read: \(error)") }
    }
}

/// A JSON string, which is a YAML string too.
private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
        switch scalar {
        case "\"": quoted += "\\\""
        case "\\": quoted += "\\\\"
        case "\n": quoted += "\\n"
        case "\r": quoted += "\\r"
        case "\t": quoted += "\\t"
        default:
            if scalar.value < 0x20 || scalar.value == 0x7F {
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            } else {
                quoted.unicodeScalars.append(scalar)
            }
        }
    }
    return quoted + "\""
}

/// Why there is no answer.
public enum LanguageServiceError: Error, Equatable, CustomStringConvertible {
    case notStarted(String)
    case timedOut
    /// The worker died.
    case ended
    case refused(String)

    public var description: String {
        switch self {
        case .notStarted(let reason): "the language service could not be started (\(reason))"
        case .timedOut: "the language service did not answer in time"
        case .ended: "the language service crashed; the next question starts it anew"
        case .refused(let reason): "the language service has no answer: \(reason)"
        }
    }
}
