// # The format of a notebook
//
// 1. A notebook is a Markdown file: CommonMark 0.30 in UTF-8, with or without a byte order mark, lines
//    ended by LF or CR LF. It reads well on GitHub, and stays byte for byte what its author wrote.
//
// 2. It may begin with front matter: YAML between two lines that are just `---`, the first of which is
//    the file's first line. The settings, all optional:
//
//      title       the notebook's title; else its first heading is
//      lang        the language of the prose, `en` by default
//      libraries   library products of the notebook's package that its cells import: a name or a list
//      assignment  the assignment that the notebook belongs to
//      seed        a whole number from which all drawing of random numbers starts
//      timeout     the most seconds that one cell may run
//      total-timeout  the most seconds that all cells together may run
//      optimize    `false` to compile cells without optimisation
//      parameters  values for parameters, by name, which the command line may override
//
// 3. A fence whose info string's first word is `swift` is a cell. Cells run from top to bottom and see
//    what earlier ones declared. A fence must be closed. It may stand in a list or a block quote: then
//    the list or quote is shown in two parts, before and after the cell.
//
// 4. A cell's first lines may be options: `//| key: value`, together one YAML mapping. A continued value
//    goes on behind the next line's `//|`. The options, all optional:
//
//      id        the cell's name, unique in the file: a letter, then letters, digits, `_` and `-`;
//                `cell-3` for the third cell by default
//      echo      `false` to leave the code out of the report
//      eval      `false` to show the cell without running it
//      output    `false` to leave what it puts out out of the report; errors are always shown
//      fold      `true` to show the code folded
//      timeout   the most seconds that the cell may run
//      expect    `error` if the cell is meant to fail
//      parameters  `true` for the one cell whose top-level variables are parameters: those whose initial
//                values are literals (numbers, texts, `true`, `false`, lists of these) can be set from outside
//      check     what the cell's last expression is compared with, and what that is worth (see 7)
//      answer    `true` for a cell that students write although no solution region says so (see 7)
//      judge     `true` for a cell that runs on the judge's side only (see 7)
//      caption   the words under the cell's picture or table
//      alt       the words that stand for the cell's picture
//
//    A setting or option that is not listed here is an error.
//
// 5. Fences of any other language are listings. Everything else is prose: CommonMark, and from GitHub
//    tables, strikethrough, task lists and bare addresses. `$…$` and `$$…$$` are math, which is kept as
//    it is written. Raw HTML is allowed; the report shows a safe part of it. Local images are sought
//    relative to the notebook's own folder.
//
// 6. A cell's outputs never stand in the file.
//
// 7. A notebook whose front matter names an `assignment` is one, as its teacher has it. Students get it by
//    `landuse assignment release`, without what they are not to see. In it
//
//      an answer cell has solution regions: the lines from `// BEGIN SOLUTION` to `// END SOLUTION`. A release has
//      in their place what the lines `// STUB: code` among them say, or else `todo()`.
//
//      a check cell is one whose last expression is observed; what is expected stands in its option `check`:
//
//          points    what it is worth, greater than 0
//          equal     `reference` for what the teacher's own solution gives, or a value: a number, a text, `true`,
//                    `false`, a list or mapping of these, `!tensor {shape: [2, 1], values: [0.5, 1]}`
//          tolerance how far a number may be from what `equal` expects, relative to the larger of 1 and that
//          at-least, at-most   bounds for a number
//          score     `accuracy` or `f1-macro` of the classes that the cell observes, which is to be `at-least`,
//          labels    against these: an expression that only the judge evaluates, or a list
//          hidden    `true` for a check that students see only in their mark
//          message   what those read who did not earn the points
//          hint      what they may unfold before that
//
//      It belongs to the nearest answer above it. It has no solution in it, and neither has a judge's cell, which
//      draws inputs from `judgeSeed`, writes them into the folder `checkInputs`, and holds labels.
//
//      a text answer is what stands between two comments at the beginning of their lines; fences in it are listings:
//
//          <!-- answer: discussion
//          points: 4
//          rubric:
//            - 2 points: names both costs
//            - 2 points: draws a conclusion from the table
//          -->
//          Transfer learning costs …
//          <!-- end answer -->
//
//      Its name is none of the cells' and answers'.
//
// An example:
//
//     ---
//     title: Land use
//     libraries: LandUseKit
//     ---
//
//     # Land use
//
//     We count **classes**.
//
//     ```swift
//     //| id: classes
//     //| caption: The first classes of the data set
//     let classes = ["forest", "river"]
//     classes.count
//     ```

extension NotebookDocument {
    /// Parses a notebook, as described at the top of this file.
    ///
    /// - Parameter path: where the bytes came from; diagnostics begin with it.
    /// - Throws: a `NotebookError` with everything that is wrong with the notebook. A document without
    ///   any cell is none of these; see `requireCells`.
    public static func parse(_ bytes: [UInt8], path: String) throws(NotebookError) -> NotebookDocument {
        let (document, problems) = try read(bytes, path: path)
        guard problems.isEmpty else { throw NotebookError(.mistakes, problems) }
        return document
    }

    /// Reads a notebook with all its mistakes, which come with it in the order of the file: where a student's file is
    /// concerned, the rest of it still counts. Names may stand twice in it then.
    ///
    /// - Throws: a `NotebookError` where there is no text to read.
    public static func read(_ bytes: [UInt8], path: String) throws(NotebookError) -> (document: NotebookDocument, mistakes: [Diagnostic]) {
        let text = SourceText(try Self.text(bytes, path: path), path: path)
        let front = FrontMatterReader(text)
        // Blank lines in the front matter's place keep every line's number.
        let body = text.lines.indices.map { $0 < front.lineCount ? "" : text.lines[$0] }
        var builder = BlockBuilder(lines: body, cellReader: CellReader(text))
        let pieces = builder.pieces()
        builder.checkCells()

        let problems = front.diagnostics + builder.diagnostics
        let sorted = problems.enumerated().sorted { a, b in
            let start = SourcePosition(line: 0, column: 0)
            let (first, second) = (a.element.position ?? start, b.element.position ?? start)
            return first == second ? a.offset < b.offset : first < second
        }
        let document = NotebookDocument(path: path, source: bytes, frontMatter: front.frontMatter, blocks: blocks(pieces))
        return (document, sorted.map(\.element))
    }

    /// Throws where there is nothing to run: whoever asked to run this file meant another one.
    public func requireCells() throws(NotebookError) {
        guard cells.isEmpty else { return }
        throw NotebookError(
            .noNotebook,
            [
                Diagnostic(
                    .error, path: path, position: nil,
                    message: "this file has no cells, so there is nothing to run; a cell begins with a line ```swift")
            ])
    }

    private static func text(_ bytes: [UInt8], path: String) throws(NotebookError) -> String {
        if let nul = bytes.firstIndex(of: 0) {
            throw refusal(of: bytes, at: nul, path: path, "this is a binary file (it holds a NUL byte); a notebook is a Markdown file")
        }
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        // The first byte that decoding had to replace is where the two differ.
        let repaired = String(decoding: bytes, as: UTF8.self).utf8
        let bad = zip(bytes, repaired).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? bytes.count - 1
        let message = "the byte 0x\(String(bytes[bad], radix: 16, uppercase: true)) is not UTF-8; save the file with the encoding UTF-8"
        throw refusal(of: bytes, at: bad, path: path, message)
    }

    private static func refusal(of bytes: [UInt8], at offset: Int, path: String, _ message: String) -> NotebookError {
        let before = SourceText(String(decoding: bytes[..<offset], as: UTF8.self) + "x", path: path)
        let position = SourcePosition(line: before.lines.count, column: before.line(before.lines.count).count)
        return NotebookError(.noNotebook, [Diagnostic(.error, path: path, position: position, message: message)])
    }

    /// Blocks between cells make one stretch of prose.
    private static func blocks(_ pieces: [BlockBuilder.Piece]) -> [NotebookBlock] {
        var blocks: [NotebookBlock] = [], prose: [MarkdownBlock] = []
        func append(_ block: NotebookBlock) {
            if !prose.isEmpty { blocks.append(.prose(Prose(blocks: prose))) }
            prose = []
            blocks.append(block)
        }
        for piece in pieces {
            switch piece {
            case .block(let block): prose.append(block)
            case .cell(let cell): append(.cell(cell))
            case .answer(let answer): append(.textAnswer(answer))
            }
        }
        if !prose.isEmpty { blocks.append(.prose(Prose(blocks: prose))) }
        return blocks
    }
}
