import Report

/// A page as browsers see it: what it consists of now, and the HTML of each part by its print.
struct PublishedPage: Sendable {
    let version: PageVersion
    /// The HTML of each part.
    let parts: [String: String]
    private let page: ReportPage
    private let allowsFrames: Bool

    init(_ page: ReportPage, notice: String, isBusy: Bool, allowsFrames: Bool) {
        var parts: [String: String] = [:]
        func print(_ part: ReportPage.Part?) -> String {
            guard let part else { return "" }
            let print = Self.print(of: part.html)
            parts[print] = part.html
            return print
        }
        version = PageVersion(
            frame: page.frame(script: FollowingScript.script, allowsFrames: allowsFrames), title: page.title, notice: notice, isBusy: isBusy,
            header: print(page.header), contents: print(page.contents),
            main: page.main.map { PageVersion.Item(name: $0.name, print: print($0)) }, footer: print(page.footer))
        self.parts = parts
        self.page = page
        self.allowsFrames = allowsFrames
    }

    /// The whole page: the report's own HTML with the script that follows.
    var html: String { page.html(script: FollowingScript.script, version: version.json, allowsFrames: allowsFrames) }

    /// The same for the same text as long as this process lives; after that a page asks for all parts once more.
    private static func print(of html: String) -> String {
        var hasher = Hasher()
        var html = html
        html.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        return String(UInt64(truncatingIfNeeded: hasher.finalize()), radix: 36)
    }
}
