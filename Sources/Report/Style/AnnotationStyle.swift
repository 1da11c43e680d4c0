/// What is said from outside of the cells: points, remarks. No cell's own output looks like it.
enum AnnotationStyle {
    static let css = """
        .note{margin:.75rem 0 0;padding:.5rem 1rem;border:1px solid var(--rule);border-left:5px solid var(--quiet);border-radius:4px}
        .note p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}.note p+p,.note details{margin-top:.25rem}
        .note.passed{border-left-color:var(--good)}.note.passed strong{color:var(--good)}
        .note.failed{border-left-color:var(--bad)}.note.failed strong{color:var(--bad)}
        header.page .note{margin-top:1rem}
        .undone{margin:0;border-left:3px solid var(--warn);padding-left:.5rem}.undone strong,.unfinished .status{color:var(--warn)}
        .unfinished .status{font-weight:600}
        """
}
