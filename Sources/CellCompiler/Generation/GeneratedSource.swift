/// The text that the compiler gets for a cell: imports, then the cell with some text put in. Lines stay
/// the cell's own; columns are mapped back through what was put in.
public struct GeneratedSource: Sendable {
    /// Text put into a cell at an offset of its UTF-8.
    struct Insertion: Sendable, Equatable {
        var offset: Int
        var text: String
        init(_ offset: Int, _ text: String) {
            self.offset = offset
            self.text = text
        }
    }

    /// What goes into `main.swift`.
    public let text: String
    /// The lines of the cell, as bytes.
    private let lines: [[UInt8]]
    /// For each line: where in it text was put in, and how much, in bytes.
    private let insertions: [[(column: Int, length: Int)]]

    /// - Parameters:
    ///   - label: the name under which the compiler reports places in the cell.
    init(prologue: String, label: String, source: String, insertions unsorted: [Insertion]) {
        precondition(unsorted.allSatisfy { !$0.text.contains("\n") }, "a line put in would move the lines after it")
        let bytes = Array(source.utf8)
        // A stable order: what was asked for first comes first where two go to the same place.
        let insertions = unsorted.enumerated().sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }.map(\.element)
        var body: [UInt8] = []
        var copied = 0
        for insertion in insertions {
            body += bytes[copied..<insertion.offset]
            body += Array(insertion.text.utf8)
            copied = insertion.offset
        }
        body += bytes[copied...]
        text = prologue + "#sourceLocation(file: \"\(label)\", line: 1)\n" + String(decoding: body, as: UTF8.self) + "\n#sourceLocation()\n"

        lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
        var perLine: [[(column: Int, length: Int)]] = Array(repeating: [], count: lines.count)
        var line = 0, lineStart = 0
        for insertion in insertions {
            while line < lines.count - 1, insertion.offset > lineStart + lines[line].count {
                lineStart += lines[line].count + 1
                line += 1
            }
            perLine[line].append((column: insertion.offset - lineStart, length: insertion.text.utf8.count))
        }
        self.insertions = perLine
    }

    /// The place in the cell, in characters, of a place that the compiler reports, in bytes; both count
    /// from 1. A place in text that was put in is where it was put.
    public func position(line: Int, byteColumn: Int) -> (line: Int, column: Int) {
        guard lines.indices.contains(line - 1) else { return (line, max(byteColumn, 1)) }
        var column = byteColumn - 1
        for insertion in insertions[line - 1] where insertion.column < column {
            column = max(insertion.column, column - insertion.length)
        }
        var bytes = 0
        let before = String(decoding: lines[line - 1], as: UTF8.self).prefix { character in
            bytes += character.utf8.count
            return bytes <= column
        }
        return (line, before.count + 1)
    }
}
