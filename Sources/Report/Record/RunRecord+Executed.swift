import Digest
import Notebook

extension RunRecord {
    /// Characters of one text that are kept.
    static let longestText = 2000
    /// Characters of all texts that are kept: a report does not double for the sake of its record.
    static let allTexts = 200_000

    /// The record of a run.
    public init(_ notebook: ExecutedNotebook, invocation: Invocation) {
        var room = Self.allTexts
        self.init(
            notebookDigest: SHA256.hex(of: notebook.document.source), seed: notebook.document.frontMatter.seed, invocation: invocation,
            facts: notebook.facts,
            cells: notebook.cells.map { cell in
                Cell(id: cell.cell.id, outcome: Self.name(cell.outcome), outputs: cell.outputs.filter { !Self.tellsProgress($0) }.map { Self.output($0, &room) })
            })
    }

    private static func name(_ outcome: ExecutedCell.Outcome) -> String {
        switch outcome {
        case .finished: "finished"
        case .failedAsExpected: "failed as expected"
        case .failed: "failed"
        case .skipped: "skipped"
        case .notEvaluated: "not run"
        }
    }

    /// Whether an output tells how far something came, and how long it took, and nothing else.
    private static func tellsProgress(_ output: Notebook.Output) -> Bool {
        if case .displayData(let bundle) = output { bundle.displayID?.hasPrefix("progress ") ?? false } else { false }
    }

    /// How long something took, as programs say it: 1.25 s, 300 ms.
    private static func withoutDurations(_ text: String) -> String { text.replacing(#/\b\d+(\.\d+)? m?s\b/#, with: "… s") }

    private static func output(_ output: Notebook.Output, _ room: inout Int) -> Output {
        switch output {
        case .stream(let stream, let text): Output(kind: stream.rawValue, parts: [part("text/plain", Array(withoutDurations(text).utf8), &room)])
        case .displayData(let bundle): Output(kind: "display", parts: parts(bundle, &room))
        case .executeResult(let bundle): Output(kind: "result", parts: parts(bundle, &room))
        case .omitted(let bytes): Output(kind: "omitted", parts: [part("text/plain", Array("\(bytes) bytes".utf8), &room)])
        case .error(let failure):
            Output(kind: "error", parts: [part("text/plain", Array(text(failure).utf8), &room)])
        }
    }

    private static func text(_ failure: CellFailure) -> String {
        let frames = failure.frames.map { "\n\($0.cell):\($0.position.line):\($0.position.column) \($0.function ?? "")" }
        return "\(failure.name): \(failure.reason)" + frames.joined()
    }

    private static func parts(_ bundle: MediaBundle, _ room: inout Int) -> [Part] {
        if let same = bundle.representations.first(where: { $0.type == reproducible }) { return [part(same.type, same.bytes, &room)] }
        var parts = bundle.representations.map { part($0.type, $0.bytes, &room) }
        if let words = bundle.alternativeText { parts.append(part("alternative text", Array(words.utf8), &room)) }
        return parts
    }

    /// NotebookDisplay's `MIMEType.reproducible`.
    private static let reproducible = "text/vnd.landuse.reproducible"

    private static func part(_ type: String, _ bytes: [UInt8], _ room: inout Int) -> Part {
        let isText = type.hasPrefix("text/") && type != "text/html" || type == "alternative text"
        var text: String?
        if isText, room > 0 {
            let kept = String(String(decoding: bytes, as: UTF8.self).prefix(min(longestText, room)))
            room -= kept.count
            text = kept
        }
        return Part(type: type, digest: SHA256.hex(of: bytes), text: text)
    }
}
