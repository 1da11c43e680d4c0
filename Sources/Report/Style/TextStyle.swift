/// Prose: headings, lists, listings, tables.
enum TextStyle {
    static let css = """
        main>:first-child,.prose>:first-child{margin-top:0}
        .cell+.prose>:is(h2,h3,h4,h5,h6):first-child{margin-top:2em}
        .prose{margin:1.25rem 0}.prose>:last-child{margin-bottom:0}
        h2,h3,h4,h5,h6{line-height:1.3;margin:2em 0 .6em;text-wrap:balance}
        h2{font-size:1.4rem}h3{font-size:1.15rem}h4,h5,h6{font-size:1rem}
        p,ul,ol,blockquote,dl,figure{margin:0 0 1rem}
        ul,ol{padding-left:1.6rem}li{margin:.25rem 0}
        li.task,li.continued{list-style:none}li.task{margin-left:-1.5rem}
        blockquote{margin-left:0;padding-left:1rem;border-left:3px solid var(--rule);color:var(--quiet)}
        hr{border:0;border-top:1px solid var(--rule);margin:2rem 0}
        img{max-width:100%}img[width],img:not([height]){height:auto}img[height]:not([width]){object-fit:contain}
        mark{background:var(--mark);color:inherit}
        code,pre,kbd,samp,.math{font-family:ui-monospace,"SF Mono",SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.875em}
        code,.math{background:var(--raised);border-radius:3px;padding:.1em .3em}
        kbd{border:1px solid var(--rule);border-radius:3px;padding:.1em .35em}
        .math.display{display:block;white-space:pre-wrap;padding:.75rem 1rem;margin:.5rem 0}
        pre{margin:0 0 1rem;padding:.75rem 1rem;overflow-x:auto;line-height:1.5;tab-size:4;font-size:.875rem;
        background:var(--raised);border-radius:4px;unicode-bidi:isolate}
        pre code{background:none;padding:0;font-size:inherit}
        .scroll{overflow-x:auto;margin:0 0 1rem}
        table{border-collapse:collapse;font-size:.9375rem;line-height:1.4}
        th,td{padding:.35rem .75rem;border-bottom:1px solid var(--rule);text-align:left;vertical-align:top}
        th{font-weight:600;border-bottom-width:2px}
        th:first-child,td:first-child{padding-left:0}
        .center{text-align:center}.right{text-align:right;font-variant-numeric:tabular-nums}
        caption{text-align:left;font-weight:600;padding-bottom:.4rem}
        summary{cursor:pointer;color:var(--link)}
        .remote-image::before{content:"picture: ";color:var(--quiet)}
        .missing-image{border:1px dashed var(--warn);color:var(--warn);padding:.1rem .4rem;border-radius:3px;
        box-decoration-break:clone;-webkit-box-decoration-break:clone}
        """
}
