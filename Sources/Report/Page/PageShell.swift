/// A whole page, from its parts: what every page of ours has, whether it reports on a run, a mark or a class.
package struct PageShell {
    /// A language tag of BCP 47.
    let language: String
    let head: PageHead
    /// Where the link leads that a keyboard reaches first.
    let skip: String
    /// The `header` element.
    let header: HTML
    /// The list of contents.
    let contents: HTML
    /// What stands in the `main` element.
    let main: HTML
    /// The `footer` element.
    let footer: HTML?
    /// The element of the one script of a page that is served.
    var script: HTML?

    package init(language: String, head: PageHead, skip: String, header: HTML, contents: HTML, main: HTML, footer: HTML? = nil) {
        self.language = language
        self.head = head
        self.skip = skip
        self.header = header
        self.contents = contents
        self.main = main
        self.footer = footer
    }

    package var html: HTML {
        let last = [footer, script].compactMap(\.self).map { $0 + "\n" }.joined(separator: "")
        return """
            <!doctype html>
            <html lang="\(language)">
            <head>
            \(head.html)
            </head>
            <body id="top">
            <a class="skip" href="#main">\(skip)</a>
            \(header)
            \(contents)
            <main id="main" tabindex="-1">
            \(main)
            </main>
            \(last)</body>
            </html>

            """
    }
}
