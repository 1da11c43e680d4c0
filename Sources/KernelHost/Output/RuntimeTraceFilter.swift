/// Takes the Swift runtime's own stack traces out of what is printed to standard error: addresses in
/// libraries, below a line "Current stack trace:". The notebook's own frames are told otherwise.
struct RuntimeTraceFilter {
    private var isInTrace = false

    mutating func filter(_ text: String) -> String {
        guard isInTrace || text.contains("Current stack trace:") else { return text }
        var kept = ""
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line == "Current stack trace:" {
                isInTrace = true
            } else if isInTrace, line.isEmpty || line.prefixMatch(of: #/[0-9]+ +\S+ +0x[0-9a-f]{16} /#) != nil {
                continue
            } else {
                isInTrace = false
                kept += line + "\n"
            }
        }
        if !text.hasSuffix("\n"), kept.hasSuffix("\n") { kept.removeLast() }
        return kept
    }
}
