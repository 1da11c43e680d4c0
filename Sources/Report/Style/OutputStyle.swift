/// What cells put out.
enum OutputStyle {
    static let css = """
        .outputs{margin-top:.75rem;display:grid;gap:.75rem;grid-template-columns:minmax(0,1fr)}
        .outputs pre,.outputs>*{margin:0}
        pre.stream,pre.result,pre.reason{background:none;padding:0 0 0 .6875rem;border-radius:0;white-space:pre-wrap;overflow-wrap:anywhere}
        .stderr{border-left:3px solid var(--warn);padding-left:.5rem}
        .stderr pre.stream{padding-left:0}
        .stderr .label{margin:0;font-size:.8125rem;font-weight:600;color:var(--warn)}
        .long details{margin:.25rem 0 .25rem .6875rem}.long summary{font-size:.875rem}
        .long details pre{padding-left:0}
        .chart,.picture{margin:0}.scroll.chart{margin:0}.scroll.chart img{max-width:max(100%,44rem)}
        .shown{border-left:3px solid var(--rule);padding-left:.5rem}
        .gallery{list-style:none;padding:0;margin:0;display:grid;gap:1rem;align-items:start;grid-template-columns:repeat(auto-fill,minmax(7.5rem,1fr))}
        .gallery.wide{grid-template-columns:repeat(auto-fill,minmax(min(20rem,100%),1fr))}
        .gallery li,.gallery figure,.gallery .shown{margin:0;min-width:0}.gallery .picture img{width:100%;display:block}
        .gallery figcaption{margin-top:.25rem;font-size:.875rem;line-height:1.35;hyphens:auto}
        .gallery li:has(table):not(:has(img)){grid-column:1/-1}
        .gallery-title{margin:0 0 .5rem;font-weight:600}
        @media(min-width:40.01rem){.gallery .scroll.chart img{max-width:100%}
        .gallery.columns-1{grid-template-columns:minmax(0,1fr)}.gallery.columns-2{grid-template-columns:repeat(2,minmax(0,1fr))}
        .gallery.columns-3{grid-template-columns:repeat(3,minmax(0,1fr))}.gallery.columns-4{grid-template-columns:repeat(4,minmax(0,1fr))}
        .gallery.columns-5{grid-template-columns:repeat(5,minmax(0,1fr))}.gallery.columns-6{grid-template-columns:repeat(6,minmax(0,1fr))}
        .gallery.columns-7{grid-template-columns:repeat(7,minmax(0,1fr))}.gallery.columns-8{grid-template-columns:repeat(8,minmax(0,1fr))}
        .gallery:is(.columns-6,.columns-7,.columns-8) figcaption{font-size:.75rem}}
        .picture img,.chart.paper img{background:#fff}
        .chart img,.picture img{display:block}
        figure{margin:0 0 1rem}figcaption,.caption{color:var(--quiet);font-size:.9375rem;margin-top:.4rem}
        details.data{margin-top:.4rem;font-size:.9375rem}details.data .scroll{margin-top:.4rem}
        .scroll.data{margin-bottom:0}.tall{max-height:30rem;overflow-y:auto;border-bottom:1px solid var(--rule)}
        .short td,.short th{white-space:nowrap}
        .tall th{position:sticky;top:0;background:var(--ground)}
        .notes{list-style:none;padding:0;margin:.5rem 0 0;color:var(--quiet);font-size:.875rem}
        iframe{width:100%;border:1px solid var(--rule);border-radius:4px;background:#fff;resize:vertical;overflow:auto}
        iframe.small{height:9rem}iframe.medium{height:18rem}iframe.large{height:30rem}
        .failure{border-left:3px solid var(--bad);background:var(--bad-ground);padding:.6rem 1rem;border-radius:0 4px 4px 0}
        .failure p{margin:0}.failure strong{color:var(--bad)}
        .failure pre{margin:.35rem 0}
        .frames{list-style:none;padding:0;margin:.35rem 0 0;color:var(--quiet);font-size:.875rem}
        .omitted{color:var(--quiet);font-style:italic;font-size:.9375rem}
        """
}
