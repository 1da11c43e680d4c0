/// Finds the formulas in the lines of one paragraph or heading; see `MathMask` for the rules.
struct MathScanner {
    struct Formula {
        /// Line and column in the block, from 0; the end is just behind the closing dollar.
        var start: (line: Int, column: Int)
        var end: (line: Int, column: Int)
        /// What stands between the dollars.
        var content: String
        var isDisplay: Bool

        /// The formula with its dollars.
        var source: String {
            let dollars = isDisplay ? "$$" : "$"
            return dollars + content + dollars
        }
    }

    /// The block's characters, with a line feed between lines, and where each stands.
    private var scalars: [Unicode.Scalar] = []
    private var places: [(line: Int, column: Int)] = []

    init(_ lines: [[Unicode.Scalar]], prefixes: [Int]) {
        for (line, content) in lines.enumerated() {
            if line > 0 {
                scalars.append("\n")
                places.append((line - 1, lines[line - 1].count))
            }
            for column in content.indices.dropFirst(prefixes[line]) {
                scalars.append(content[column])
                places.append((line, column))
            }
        }
    }

    func formulas() -> [Formula] {
        var found: [Formula] = []
        var index = 0
        // Searching for an end that is not there once is enough.
        var noDisplayEnd = false, noInlineEnd = false
        while index < scalars.count {
            switch scalars[index] {
            case "\\": index += 2
            case "`": index = afterCode(index)
            case "$":
                let isDisplay = scalar(index + 1) == "$"
                let end = isDisplay ? (noDisplayEnd ? nil : displayEnd(index)) : (noInlineEnd ? nil : inlineEnd(index))
                guard let end else {
                    if isDisplay { noDisplayEnd = true } else if opens(index) { noInlineEnd = true }
                    index += isDisplay ? 2 : 1
                    continue
                }
                found.append(formula(from: index, to: end, isDisplay: isDisplay))
                index = end
            default: index += 1
            }
        }
        return found
    }

    private func scalar(_ index: Int) -> Unicode.Scalar? {
        scalars.indices.contains(index) ? scalars[index] : nil
    }

    private func isSpace(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar else { return true }
        return scalar == " " || scalar == "\t" || scalar == "\n"
    }

    /// The index behind a code span, or behind its opening backticks where they open none.
    private func afterCode(_ start: Int) -> Int {
        let opening = scalars[start...].prefix { $0 == "`" }.count
        var index = start + opening
        while index < scalars.count {
            guard scalars[index] == "`" else {
                index += 1
                continue
            }
            let run = scalars[index...].prefix { $0 == "`" }.count
            index += run
            if run == opening { return index }
        }
        return start + opening
    }

    private func opens(_ index: Int) -> Bool { !isSpace(scalar(index + 1)) }

    private func inlineEnd(_ start: Int) -> Int? {
        guard opens(start) else { return nil }
        var index = start + 1
        while let current = scalar(index) {
            if current == "\\" {
                index += 2
                continue
            }
            if current == "$", index > start + 1, !isSpace(scalar(index - 1)), !isDigit(scalar(index + 1)) {
                return index + 1
            }
            index += 1
        }
        return nil
    }

    private func displayEnd(_ start: Int) -> Int? {
        var index = start + 2
        while let current = scalar(index) {
            if current == "\\" {
                index += 2
                continue
            }
            if current == "$", scalar(index + 1) == "$", index > start + 2 { return index + 2 }
            index += 1
        }
        return nil
    }

    private func isDigit(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar else { return false }
        return ("0"..."9").contains(scalar)
    }

    private func formula(from start: Int, to end: Int, isDisplay: Bool) -> Formula {
        let dollars = isDisplay ? 2 : 1
        var content = String.UnicodeScalarView()
        content.append(contentsOf: scalars[(start + dollars)..<(end - dollars)])
        let last = places[end - 1]
        return Formula(
            start: places[start], end: (last.line, last.column + 1), content: String(content), isDisplay: isDisplay)
    }
}
