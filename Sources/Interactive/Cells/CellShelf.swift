import CellCompiler
import Notebook

/// The cells of a session, in order: those of the notebook, those that were loaded, and those that were written at
/// the prompt. Pure; running them is the session's business.
struct CellShelf: Sendable {
    struct Entry: Sendable {
        enum Origin: Sendable, Equatable {
            /// On the notebook's own lines.
            case notebook
            /// Written at the prompt, loaded or changed: its lines count from 1.
            case session
        }

        var cell: Cell
        var origin: Origin
        /// What came of it when it ran last.
        var executed: ExecutedCell?
        /// Seconds from Enter to its end, compiling included.
        var seconds: Double?

        /// Whether it has been compiled and run as it stands.
        var hasRun: Bool {
            switch executed?.outcome {
            case .finished, .failed, .failedAsExpected: true
            case .skipped, .notEvaluated, nil: false
            }
        }
    }

    private(set) var entries: [Entry]

    init(_ cells: [Cell] = []) { entries = cells.map { Entry(cell: $0, origin: .notebook) } }

    /// The number that the next new cell gets.
    var nextOrdinal: Int { entries.count + 1 }

    /// Puts a cell at the end, with the next number and a name that is free.
    @discardableResult
    mutating func append(_ cell: Cell) -> Cell {
        let isFree = cell.options.id != nil && !entries.contains { $0.cell.id == cell.id }
        let new = cell.placed(id: isFree ? cell.id : freeID(), ordinal: nextOrdinal)
        entries.append(Entry(cell: new, origin: .session))
        return new
    }

    private func freeID() -> String {
        var number = nextOrdinal
        while entries.contains(where: { $0.cell.id == "cell-\(number)" }) { number += 1 }
        return "cell-\(number)"
    }

    /// Puts a changed cell in an old one's place; it keeps its number, and its name if it gives itself no other.
    mutating func replace(_ index: Int, with cell: Cell) -> Cell {
        let old = entries[index].cell
        let isFree = cell.options.id != nil && !entries.contains { $0.cell.id == cell.id && $0.cell.ordinal != old.ordinal }
        let new = cell.placed(id: isFree ? cell.id : old.id, ordinal: old.ordinal)
        entries[index] = Entry(cell: new, origin: .session)
        return new
    }

    mutating func ran(_ executed: ExecutedCell, seconds: Double) {
        guard let index = entries.firstIndex(where: { $0.cell.ordinal == executed.cell.ordinal }) else { return }
        entries[index].executed = executed
        entries[index].seconds = seconds
    }

    /// Forgets what came of the cells.
    mutating func forgetRuns() {
        for index in entries.indices { (entries[index].executed, entries[index].seconds) = (nil, nil) }
    }

    /// Where a cell stands, by number or name.
    func index(of reference: String) throws(ShelfError) -> Int {
        if let index = entries.firstIndex(where: { $0.cell.id == reference }) { return index }
        if let number = Int(reference) {
            guard entries.indices.contains(number - 1) else { throw .noSuchNumber(number, count: entries.count) }
            return number - 1
        }
        throw .noSuchName(reference, nearest: NearestName.of(reference, among: entries.map(\.cell.id)))
    }

    /// The cells that a session has not run yet and that are to be run, in order.
    var rest: [Cell] { entries.filter { $0.executed == nil && $0.cell.options.eval }.map(\.cell) }

    /// For names that a cell did not find: the cells at hand that declare them and have not run, the nearest one before it first.
    func waiting(for names: [String], before cell: Cell) -> [(name: String, cell: String)] {
        let others = entries.filter { !$0.hasRun && $0.cell.options.eval && $0.cell.ordinal != cell.ordinal }
        let declared = CellGraph(others.map(\.cell)).nodes
        var found: [(name: String, cell: String)] = []
        for name in names where !found.contains(where: { $0.name == name }) {
            let places = zip(others, declared).filter { $0.1.declares.contains(name) }.map(\.0.cell)
            guard let place = places.last(where: { $0.ordinal < cell.ordinal }) ?? places.first else { continue }
            found.append((name, place.id))
        }
        return found
    }

    /// The first cell at hand that imports a module and has not run.
    func importer(of module: String) -> String? {
        entries.first { entry in
            !entry.hasRun && entry.cell.options.eval && entry.cell.source.lines.contains { $0.trimmed == "import \(module)" }
        }?.cell.id
    }

    /// Where a line of a cell's stands, as a person finds it: in the notebook's file, or in the cell.
    func place(of position: SourcePosition, cell id: String, path: String) -> (label: String, source: Substring) {
        let entry = entries.first { $0.cell.id == id }
        let lines = (entry?.cell.source ?? "").split(separator: "\n", omittingEmptySubsequences: false)
        let line = position.line - (entry?.cell.firstLine ?? 1)
        let label = entry?.origin == .notebook ? path : id
        return ("\(label):\(position.line):\(position.column)", lines.indices.contains(line) ? lines[line] : "")
    }
}

enum ShelfError: Error, Equatable, CustomStringConvertible {
    case noSuchNumber(Int, count: Int)
    case noSuchName(String, nearest: String?)

    var description: String {
        switch self {
        case .noSuchNumber(let number, 0): "there is no cell \(number); there are none yet"
        case .noSuchNumber(let number, let count): "there is no cell \(number); they are numbered from 1 to \(count)"
        case .noSuchName(let name, let nearest):
            "there is no cell `\(name)`; " + (nearest.map { "did you mean `\($0)`?" } ?? "`:cells` lists them")
        }
    }
}

extension Cell {
    /// The same cell under another name and number.
    func placed(id: String, ordinal: Int) -> Cell {
        Cell(id: id, ordinal: ordinal, options: options, source: source, firstLine: firstLine, removedColumns: removedColumns)
    }
}

extension Diagnostic {
    /// The name that the compiler could not find.
    var missingName: String? {
        guard message.hasPrefix("cannot find "), let name = message.split(separator: "'").dropFirst().first else { return nil }
        return String(name)
    }
}
