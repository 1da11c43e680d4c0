/// A part of an answer cell that students do not get: the lines from `// BEGIN SOLUTION` to `// END SOLUTION`.
///
///     func mean(_ values: [Double]) -> Double {
///         // BEGIN SOLUTION
///         // STUB: let total = 0.0
///         // STUB: return todo()
///         values.reduce(0, +) / Double(values.count)
///         // END SOLUTION
///     }
///
/// A release has the code of the `STUB` lines in its place, or `todo()` where there are none.
public struct SolutionRegion: Sendable, Equatable {
    /// The lines of the cell's source, counted from 1, those of the two marks among them.
    public let lines: ClosedRange<Int>
    /// What stands before the first mark on its line.
    public let indentation: String
    /// The lines between the marks, those that give the stub left out.
    public let solution: [String]
    /// The lines that a release has in the region's place, as the `STUB` lines give them; empty where there are none.
    public let givenStub: [String]

    /// The lines that a release has in the region's place.
    public var stub: [String] {
        givenStub.isEmpty ? [indentation + "// Your code here.", indentation + "todo()"] : givenStub
    }
}

extension Cell {
    /// The parts of the cell that students do not get, from top to bottom.
    public var solutionRegions: [SolutionRegion] {
        SolutionMarks(source.split(separator: "\n", omittingEmptySubsequences: false)).regions
    }

    /// Whether students write this cell: it holds a solution, or says so by `answer: true`, as a release does.
    public var isAnswer: Bool { options.isAnswer || !solutionRegions.isEmpty }
}

/// The marks of solution regions among the lines of a cell, and what is wrong with them.
struct SolutionMarks {
    private(set) var regions: [SolutionRegion] = []
    /// By line, counted from 1.
    private(set) var problems: [(line: Int, message: String)] = []

    init(_ lines: [Substring]) {
        var start: Int?
        for (index, line) in lines.enumerated() {
            switch Mark(line) {
            case .begin:
                if start != nil { problems.append((index + 1, "a solution begins here inside of another one; close that one first by a line `// END SOLUTION`")) }
                start = start ?? index
            case .end:
                guard let first = start else {
                    problems.append((index + 1, "no solution begins above this `// END SOLUTION`; begin it with a line `// BEGIN SOLUTION`"))
                    continue
                }
                regions.append(Self.region(lines[first...index]))
                start = nil
            case .stub where start == nil:
                problems.append((index + 1, "a `// STUB:` line gives what a release has in place of a solution; put it between `// BEGIN SOLUTION` and `// END SOLUTION`"))
            case .misspelt: problems.append((index + 1, "a solution's mark is a line that is just `// BEGIN SOLUTION` or `// END SOLUTION`"))
            case .stub, nil: break
            }
        }
        if let start { problems.append((start + 1, "this solution has no end; put a line `// END SOLUTION` below it")) }
    }

    private static func region(_ lines: ArraySlice<Substring>) -> SolutionRegion {
        var solution: [String] = [], stub: [String] = []
        for line in lines.dropFirst().dropLast() {
            if case .stub(let code) = Mark(line) { stub.append(code) } else { solution.append(String(line)) }
        }
        return SolutionRegion(
            lines: (lines.startIndex + 1)...lines.endIndex, indentation: String(lines[lines.startIndex].prefix(while: \.isWhitespace)),
            solution: solution, givenStub: stub)
    }

    private enum Mark {
        case begin, end
        /// The line that the release has, indented as the mark is.
        case stub(String)
        /// Near enough to a mark to be meant as one.
        case misspelt

        init?(_ line: Substring) {
            let indentation = line.prefix(while: \.isWhitespace), text = line.dropFirst(indentation.count)
            guard let slashes = text.firstRange(of: "//") else { return nil }
            var words = text[slashes.upperBound...].drop { $0 == "/" || $0.isWhitespace }
            while words.last?.isWhitespace == true { words.removeLast() }
            let isWholeLine = slashes.lowerBound == text.startIndex
            switch words {
            case "BEGIN SOLUTION" where isWholeLine: self = .begin
            case "END SOLUTION" where isWholeLine: self = .end
            case _ where words.hasPrefix("STUB:") && isWholeLine:
                let code = words.dropFirst("STUB:".count)
                let line = indentation + (code.first == " " ? code.dropFirst() : code)
                self = .stub(line.allSatisfy(\.isWhitespace) ? "" : String(line))
            default:
                let start = words.prefix(16).uppercased()
                guard start.hasPrefix("BEGIN SOLUTION") || start.hasPrefix("END SOLUTION") else { return nil }
                self = .misspelt
            }
        }
    }
}
