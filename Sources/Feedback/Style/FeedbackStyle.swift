/// What a graded page has besides a report.
enum FeedbackStyle {
    static let css = """
        .kind{margin:0 0 .35rem;font-size:.8125rem;font-weight:600;letter-spacing:.06em;text-transform:uppercase;color:var(--quiet)}
        .student{margin:0 0 1.25rem;font-size:1.15rem;font-weight:600;overflow-wrap:anywhere}
        .by{font-size:.8125rem;font-weight:400;color:var(--quiet)}
        .name{padding:0 .2em;border-radius:3px;background:var(--raised);overflow-wrap:anywhere}
        .mark{border:1px solid var(--rule);border-top:5px solid var(--link);border-radius:4px;padding:1rem 1.25rem .25rem}
        .mark h2{margin:0 0 .35rem;font-size:1.6rem}.mark h3{margin:1rem 0 .35rem;font-size:1rem}
        .so-far{display:inline-block;font-size:1rem;font-weight:400;color:var(--warn)}
        table.marks{width:100%}table.marks th[scope=row]{font-weight:400;border-bottom-width:1px}
        table.marks tfoot th,table.marks tfoot td{font-weight:600!important;border-top:2px solid var(--rule);border-bottom:0}
        tbody th[scope=row]{border-bottom-width:1px}
        tr.all .status,.graded.all .points strong{color:var(--good)}tr.none .status,.graded.none .points strong{color:var(--bad)}
        tr.some .status,tr.pending .status,.graded.some .points strong,.graded.pending .points strong{color:var(--warn)}
        .remarks{font-size:.9375rem;padding-left:1.2rem}
        .work{border:1px dashed var(--quiet);border-radius:4px;padding:.4rem .75rem .75rem;margin:1.5rem 0 0;min-width:0}
        .work>.cell,.work>.prose{margin:.25rem 0 0}.work.own{background:color-mix(in srgb,var(--raised) 45%,transparent)}
        .whose{margin:0 0 .25rem;font-size:.75rem;color:var(--quiet);line-height:1.4}
        .work.value{margin:.5rem 0}.work.value pre{margin:0;padding:0;background:none}
        .answer .prose{unicode-bidi:isolate}
        .graded{border:1px solid var(--rule);border-left:6px solid var(--quiet);border-radius:4px;padding:.6rem 1rem;margin:.5rem 0 0}
        .graded.all{border-left-color:var(--good)}.graded.none{border-left-color:var(--bad)}.graded.some,.graded.pending{border-left-color:var(--warn)}
        .graded p{margin:0 0 .35rem;unicode-bidi:isolate}.graded>:last-child{margin-bottom:0}.graded ul{margin:0;font-size:.9375rem}
        .points{display:flex;flex-wrap:wrap;gap:.1rem .35rem;align-items:baseline;font-size:1.0625rem}
        .points .of{margin-left:auto;font-size:.8125rem;color:var(--quiet)}.points .id{color:inherit}
        .comment{white-space:pre-wrap;overflow-wrap:anywhere;unicode-bidi:isolate}.rubric{font-size:.9375rem;color:var(--quiet)}
        .graded:target{outline:3px solid var(--link);outline-offset:2px}
        .graded+.prose,.work+.prose{margin-top:1.75rem}
        .bars{display:block;width:100%;height:auto;margin:.5rem 0}.bars text{font:12px system-ui,sans-serif;fill:var(--text)}
        .bars .bar{fill:var(--link)}.bars .axis{stroke:var(--rule)}
        .pair{margin:1.5rem 0;border-top:1px solid var(--rule);padding-top:1rem}.pair h3{margin:0 0 .35rem}
        .sides{display:grid;gap:1rem;grid-template-columns:repeat(2,minmax(0,1fr))}.sides .work{margin:0}
        .sides pre{white-space:pre-wrap;overflow-wrap:anywhere;font-size:.8125rem;padding:.25rem 0;background:none;max-height:24rem;overflow-y:auto}
        @media(max-width:40rem){.sides{grid-template-columns:minmax(0,1fr)}.points .of{margin-left:0;flex-basis:100%}}
        @media print{.mark,.graded,.pair>h3{break-inside:avoid}.graded{break-before:avoid}.work{background:none!important}.sides pre{max-height:none}}
        """
}
