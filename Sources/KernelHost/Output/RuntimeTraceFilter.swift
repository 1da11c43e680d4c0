/// Takes the Swift runtime's own stack traces out of what is printed to standard error: addresses in
/// libraries, below a line "Current stack trace:", or below one side of an access conflict. The notebook's own
/// frames are told otherwise.
struct RuntimeTraceFilter {
    /// Bytes; a longer line was printed by somebody else.
    private static let longestFrame = 4096
    private var isInTrace = false
    /// The beginning of a trace's line whose end has not come yet.
    private var unfinishedLine = ""

    mutating func filter(_ text: String) -> String {
        guard isInTrace || text.contains("Current stack trace:") || text.contains(" started at:") else { return text }
        var kept = ""
        var rest = (unfinishedLine + text)[...]
        unfinishedLine = ""
        while !rest.isEmpty {
            let end = rest.firstIndex(of: "\n")
            let line = rest[..<(end ?? rest.endIndex)]
            rest = end.map { rest[rest.index(after: $0)...] } ?? ""
            if line == "Current stack trace:" {
                isInTrace = true
            } else if line.hasPrefix("Current access ("), line.hasSuffix(" started at:") {
                isInTrace = true
                kept += line + "\n"
            } else if isInTrace, end == nil, line.utf8.count < Self.longestFrame, isBeginningOfFrame(line) {
                unfinishedLine = String(line)
            } else if !isInTrace || !isFrame(line) {
                isInTrace = false
                kept += line + (end == nil ? "" : "\n")
            }
        }
        return kept
    }

    private func isFrame(_ line: Substring) -> Bool {
        line.isEmpty || line.prefixMatch(of: #/[0-9]+ +\S+ +0x[0-9a-f]{16} /#) != nil
    }

    private func isBeginningOfFrame(_ line: Substring) -> Bool {
        isFrame(line) || line.wholeMatch(of: #/[0-9]+( +(\S+( +(0(x[0-9a-f]{0,16})?)?)?)?)?/#) != nil
    }
}
