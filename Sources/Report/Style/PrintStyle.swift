/// Paper: all of it is shown, nothing scrolls, and what belongs together stays on one page.
enum PrintStyle {
    static let css = """
        @media print{
        @page{margin:18mm 16mm}
        body,.outputs{display:block}.outputs>*{margin-bottom:.75rem}
        body{padding:0;font-size:10.5pt}
        .skip,nav{display:none}
        a{color:inherit}
        pre,.math.display{white-space:pre-wrap;overflow-wrap:anywhere}
        pre,.scroll{overflow:visible}.tall{max-height:none}
        pre.code,pre.listing{background:none;border:1px solid var(--rule);border-left-width:3px}
        .failure,.diagnostics,.diagnostics.errors{background:none}
        details:not(.data)::details-content{content-visibility:visible;display:block;block-size:auto}
        details.data:not([open]){display:none}
        h2,h3,h4,h5,h6,.cell>header,summary,caption{break-after:avoid}
        .scroll.chart img{max-width:100%}
        img,tr,.failure,.note{break-inside:avoid}figcaption{break-before:avoid}
        thead{display:table-header-group}
        p{orphans:3;widows:3}}
        """
}
