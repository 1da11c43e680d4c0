import CellCompiler
import Foundation
import KernelHost
import Notebook

/// What `landuse check --json` writes. The keys are documented in `Check.discussion`; they stay as they are, and
/// what is not there is `null`.
struct CheckReport: Encodable {
    /// Raised when a key changes its meaning or goes.
    var version = 1
    var notebooks: [Entry]

    struct Entry: Encodable {
        var path: String
        /// `ok`, `errors`, `unreadable` or `fault`.
        var outcome: String
        /// Why the machine could not check it.
        var fault: Nullable<String>
        var errors: Int
        var warnings: Int
        var diagnostics: [Item]
        var cells: [CellEntry]
    }

    struct Item: Encodable {
        var path: String
        var line: Nullable<Int>
        var column: Nullable<Int>
        var severity: String
        var message: String
        var cell: Nullable<String>
    }

    struct CellEntry: Encodable {
        var cell: String
        var line: Int
        var declares: [String]
        var needs: [Need]
        var needsLater: [Need]
        var unused: Bool
        var cached: Bool
        var compiledBecause: [String]
    }

    struct Need: Encodable {
        var cell: String
        var names: [String]
    }

    init(_ notebooks: [CheckedNotebook]) { self.notebooks = notebooks.map(Entry.init) }

    var text: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
        }
    }
}

extension CheckReport.Entry {
    init(_ notebook: CheckedNotebook) {
        path = notebook.path
        fault = Nullable(nil)
        switch notebook.outcome {
        case .checked: outcome = notebook.isClean ? "ok" : "errors"
        case .unreadable: outcome = "unreadable"
        case .fault(let reason):
            outcome = "fault"
            fault = Nullable(reason)
        }
        errors = notebook.count(.error)
        warnings = notebook.count(.warning)
        diagnostics = notebook.findings.map { finding in
            CheckReport.Item(
                path: finding.diagnostic.path, line: Nullable(finding.diagnostic.position?.line), column: Nullable(finding.diagnostic.position?.column),
                severity: finding.diagnostic.severity.rawValue, message: finding.diagnostic.message, cell: Nullable(finding.cell))
        }
        let cache = Dictionary(notebook.cache.map { ($0.cell, $0.state) }) { first, _ in first }
        cells = notebook.graph?.nodes.map { node in
            var reasons: [String] = []
            if case .compiled(let because)? = cache[node.cell] { reasons = because.map(\.description) }
            return CheckReport.CellEntry(
                cell: node.cell, line: node.position.line, declares: node.declares, needs: node.needs.map(CheckReport.Need.init),
                needsLater: notebook.needsLater(of: node).map(CheckReport.Need.init), unused: node.isUnused,
                cached: cache[node.cell] == .cached, compiledBecause: reasons)
        } ?? []
    }
}

extension CheckReport.Need {
    init(_ need: CellGraph.Need) { self.init(cell: need.cell, names: need.names) }
}

/// A value that JSON shows as `null` where there is none, so that its key is always there.
struct Nullable<Value: Encodable>: Encodable {
    var value: Value?

    init(_ value: Value?) { self.value = value }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}
