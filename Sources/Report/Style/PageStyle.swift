/// The page's frame: measure, header, contents, footer.
enum PageStyle {
    static let css = """
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-padding-top:1rem}
        body{margin:0;padding:2.5rem 1.25rem 3rem;background:var(--ground);color:var(--text);
        font:1.0625rem/1.6 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;
        display:grid;grid-template-columns:minmax(0,46rem);justify-content:center;overflow-wrap:break-word}
        .skip{position:absolute;left:-100vw;padding:.5rem 1rem;background:var(--ground);z-index:1}
        .skip:focus{left:1rem;top:1rem}
        :focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
        main:focus{outline:none}
        a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:.15em}
        a:hover{text-decoration-thickness:2px}
        header.page{border-bottom:1px solid var(--rule);padding-bottom:1rem;margin-bottom:1.5rem}
        h1{font-size:2rem;line-height:1.2;margin:0 0 .75rem;letter-spacing:-.01em;text-wrap:balance}
        .run{margin:0;color:var(--quiet);font-size:.9375rem}
        .run.good strong{color:var(--good)}.run.bad strong{color:var(--bad)}
        nav{font-size:.9375rem;margin-bottom:1.5rem;line-height:1.45}
        nav .label{margin:0 0 .4rem;font-weight:600;color:var(--quiet)}
        nav ol{list-style:none;margin:0;padding:0}nav ol ol{padding-left:1rem}
        nav li{margin:.3rem 0}nav a{text-decoration:none}nav a:hover{text-decoration:underline}
        footer{margin-top:3rem;border-top:1px solid var(--rule);padding-top:1rem;font-size:.875rem;color:var(--quiet)}
        footer h2{font-size:1rem;margin:0 0 .5rem;color:var(--text)}
        footer dl{margin:0}footer dl div{display:flex;gap:1rem;padding:.15rem 0}
        footer dt{flex:0 0 9rem}footer dd{margin:0;min-width:0;overflow-wrap:anywhere;color:var(--text)}
        @media(min-width:80rem){
        body{grid-template-columns:minmax(0,1fr) minmax(0,46rem) minmax(0,1fr);column-gap:3rem}
        body>*{grid-column:2}
        nav{grid-column:1;grid-row:1/span 4;justify-self:end;align-self:start;position:sticky;top:2.5rem;width:15rem;
        max-height:calc(100vh - 5rem);overflow-y:auto}}
        @media(max-width:40rem){body{padding:1.5rem 1rem 2rem;font-size:1rem}h1{font-size:1.6rem}
        footer dl div{display:block}}
        """
}
