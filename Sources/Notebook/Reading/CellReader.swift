/// Makes cells of Swift fences, in the order of the file, and collects what is wrong with them.
struct CellReader {
    let text: SourceText
    private(set) var cells: [Cell] = []
    private(set) var diagnostics: [Diagnostic] = []
    /// Where each cell's name was given, or, for a cell without one, where its fence stands.
    private var places: [SourcePosition] = []

    init(_ text: SourceText) { self.text = text }

    /// Reads a fence whose opening line is `line`, with the content as CommonMark sees it.
    mutating func read(fenceAt line: Int, column: Int, content: String) -> Cell {
        let lines = SourceText(content, path: text.path).lines
        let firstLine = line + 1
        let removed = lines.enumerated().map { removedColumns($1, from: text.line(firstLine + $0)) }
        checkEnd(fenceAt: line, column: column, lineCount: lines.count)

        let read = OptionLines(lines: lines, firstLine: firstLine, removedColumns: removed, path: text.path)
        diagnostics += read.diagnostics
        let ordinal = cells.count + 1
        let cell = Cell(
            id: read.options.id ?? "cell-\(ordinal)", ordinal: ordinal, options: read.options,
            source: lines.map { $0 + "\n" }.joined(), firstLine: firstLine, removedColumns: removed)
        checkSolutions(lines, in: cell)
        cells.append(cell)
        places.append(read.idPosition ?? SourcePosition(line: line, column: column))
        return cell
    }

    /// Reports names that stand twice; to be called after the last cell, for a later cell's default
    /// name may be one that an earlier cell was given.
    /// - Parameter answers: the names of text answers, which are none of a cell's.
    mutating func checkNames(andAnswers answers: [(id: String, place: SourcePosition)]) {
        var first: [String: Int] = [:]
        for (index, cell) in cells.enumerated() {
            guard let other = first[cell.id] else {
                first[cell.id] = index
                continue
            }
            // Blame the one that was named by hand.
            let (blamed, there) = cell.options.id == nil ? (other, index) : (index, other)
            let what = cells[there].options.id == nil ? "the default name of the cell on" : "already the name of the cell on"
            diagnostics.append(
                Diagnostic(
                    .error, path: text.path, position: places[blamed],
                    message: "the id `\(cell.id)` is \(what) line \(places[there].line); give each cell its own"))
        }
        var taken = first.mapValues { "cell on line \(places[$0].line)" }
        for (id, place) in answers {
            if let other = taken[id] {
                diagnostics.append(
                    Diagnostic(.error, path: text.path, position: place, message: "the name `\(id)` is already that of the \(other); give each answer its own"))
            } else {
                taken[id] = "answer on line \(place.line)"
            }
        }
    }

    /// Reports what is wrong with the marks of solutions, and solutions where students write nothing.
    private mutating func checkSolutions(_ lines: [Substring], in cell: Cell) {
        let marks = SolutionMarks(lines)
        diagnostics += marks.problems.map { Diagnostic(.error, path: text.path, position: cell.position(line: $0.line, column: 1), message: $0.message) }
        guard let first = marks.regions.first, cell.options.check != nil || cell.options.isForJudge else { return }
        let what = cell.options.isForJudge ? "a cell of the judge's" : "a check"
        diagnostics.append(
            Diagnostic(
                .error, path: text.path, position: cell.position(line: first.lines.lowerBound, column: 1),
                message: "\(what) holds no solution: students do not write it; put the solution into a cell above"))
    }

    /// Reports parameter cells beside the first: a reader looks for all that can be set in one place.
    mutating func checkParameterCells() {
        let indices = cells.indices.filter { cells[$0].options.holdsParameters }
        guard let first = indices.first else { return }
        for index in indices.dropFirst() {
            diagnostics.append(
                Diagnostic(
                    .error, path: text.path, position: places[index],
                    message: "this is a second parameter cell; put its parameters into the first, on line \(places[first].line)"))
        }
    }

    /// How many characters of the file's line stand before the content's.
    private func removedColumns(_ content: Substring, from line: Substring) -> Int {
        if line.hasSuffix(content) { return line.count - content.count }
        // A tab that was removed in part stands in the content as spaces.
        let rest = content.drop { $0 == " " }
        return max(0, line.count - rest.count - (content.count - rest.count))
    }

    /// CommonMark lets a fence without an end run to the end of the file, which would swallow prose
    /// as code: in a notebook it is a slip.
    private mutating func checkEnd(fenceAt line: Int, column: Int, lineCount: Int) {
        let opening = text.line(line).drop { $0 != "`" && $0 != "~" }
        // An opening line in which there is no fence cannot come from CommonMark.
        guard let mark = opening.first else { return }
        let length = opening.prefix { $0 == mark }.count
        let closing = text.line(line + lineCount + 1).drop { " \t>".contains($0) }
        let run = closing.prefix { $0 == mark }
        guard run.count >= length, closing.dropFirst(run.count).allSatisfy({ $0 == " " || $0 == "\t" }) else {
            diagnostics.append(
                text.error(
                    line: line, column: column,
                    "this cell has no end; put a line with just \(String(repeating: mark, count: length)) below its code"))
            return
        }
    }
}
