/// Cells: their head, their code, what the compiler said about them.
enum CellStyle {
    static let css = """
        .cell{margin:1.5rem 0}
        .cell>header{display:flex;flex-wrap:wrap;gap:.1rem 1rem;align-items:baseline;font-size:.8125rem;color:var(--quiet);margin-bottom:.25rem}
        .cell>header a{color:inherit;text-decoration:none}.cell>header a:hover{text-decoration:underline}
        .time{margin-left:auto;font-variant-numeric:tabular-nums}
        .failed .status,.skipped .status{color:var(--bad);font-weight:600}
        pre.code{margin:0;border-left:3px solid var(--rule);border-radius:0 4px 4px 0;padding-left:.5rem}
        .failed pre.code,.skipped pre.code{border-left-color:var(--bad)}
        .line::before{content:attr(data-line);display:inline-block;min-width:2.2em;margin-right:1.1em;text-align:right;
        color:var(--quiet);user-select:none;-webkit-user-select:none}
        .fold>summary{font-size:.875rem;margin-bottom:.4rem}
        .k{color:var(--keyword)}.t{color:var(--type)}.s{color:var(--string)}.n{color:var(--number)}
        .c{color:var(--comment)}.a{color:var(--attribute)}
        .diagnostics{list-style:none;padding:.6rem 1rem;margin:.75rem 0 0;border-left:3px solid var(--warn);background:var(--raised)}
        .diagnostics.errors{border-left-color:var(--bad);background:var(--bad-ground)}
        .diagnostics p{margin:0}.error-word{color:var(--bad)}.warning-word{color:var(--warn)}
        .place{color:var(--quiet);font-size:.875rem;white-space:nowrap}
        pre.excerpt{background:none;padding:.25rem 0;margin:0}
        .ln{color:var(--quiet)}.caret{color:var(--bad);font-weight:700}
        .skipped-reason,.parameters{margin:.75rem 0 0}
        .option{white-space:nowrap}
        @media(max-width:40rem){pre{padding:.6rem .75rem;font-size:.8125rem}.line::before{min-width:1.8em;margin-right:.7em}}
        """
}
