import Foundation
import HeadlessBrowser
import Notebook
@testable import Preview
import Testing

/// The page in a real browser, while the server shows it one version after another.
@Suite(.serialized, .timeLimit(.minutes(10)), .enabled(if: Chromium.installed != nil, "no Chromium on this machine; Debian: apt install chromium"))
struct FollowingPageTests {
    /// A long notebook: two cells with prose between them, the first with `output`.
    private func page(_ output: [Output], prose: String = "before", more: String = "", notice: String = "") throws -> PublishedPage {
        let filler = (1...60).map { "Paragraph \($0).\n\n" }.joined()
        let text = "# Title\n\n\(prose)\n\n" + Samples.cell("a", "1") + filler + Samples.cell("b", "2") + filler + more
        return try Samples.page(text, notice: notice) {
            $0[0].outputs = output
            $0[1].outputs = [.stream(.stdout, text: (1...50).map { "line \($0)\n" }.joined())]
        }
    }

    private func stream(_ text: String) -> Output { .stream(.stdout, text: text) }

    private func withPage(_ first: PublishedPage, _ body: (BrowserPage, VersionFeed) async throws -> Void) async throws {
        let feed = VersionFeed(first)
        let server = try await PreviewServer.start(port: 0, feed: feed)
        do {
            let page = try await BrowserPage(server.address, in: try #require(Chromium.installed))
            #expect(try await page.becomes("document.getElementById('notice') !== null", "true"))
            try await body(page, feed)
        } catch {
            await server.stop()
            throw error
        }
        await server.stop()
    }

    private let outputOfA = "document.getElementById('cell.a')?.querySelector('.outputs')?.textContent.trim()"

    /// Everything in the page must be as in one that was loaded afresh.
    private func checkWhole(_ page: BrowserPage, _ expected: PublishedPage) async throws {
        let same = """
            (() => {
              const fresh = new DOMParser().parseFromString(\(try json(expected.html)), 'text/html')
              const strip = body => [...body.children].filter(e => e.id !== 'notice' && e.nodeName !== 'SCRIPT').flatMap(e => e.id === 'main' ? [...e.children] : [e])
              const here = strip(document.body), there = strip(fresh.body)
              for (const e of here) for (const d of e.querySelectorAll('details')) d.open = false
              if (here.length !== there.length) return here.length + ' elements, not ' + there.length
              const text = e => e.outerHTML.replaceAll(/>\\s+</g, '><')
              return here.map((e, i) => text(e) === text(there[i]) ? '' : text(e) + ' is not ' + text(there[i])).find(e => e) ?? 'same'
            })()
            """
        #expect(try await page.evaluate(same) == "same")
    }

    private func json(_ text: String) throws -> String {
        String(decoding: try JSONEncoder().encode(text), as: UTF8.self).replacing("</", with: "<\\/")
    }

    @Test func `a new output comes in, and nothing else moves`() async throws {
        try await withPage(try page([stream("one\n")])) { page, feed in
            _ = try await page.evaluate("""
                (() => {
                  const b = document.getElementById('cell.b'), details = b.querySelector('details')
                  details.open = true
                  b.scrollIntoView({block: 'center'})
                  getSelection().selectAllChildren(b.querySelector('pre.code'))
                  window.seen = {b, selection: String(getSelection()), top: details.getBoundingClientRect().top}
                })()
                """)
            let long = try self.page([stream((1...30).map { "row \($0)\n" }.joined())], prose: "before, and\n\nmuch\n\nmore", more: "The end.\n")
            feed.publish(long)
            #expect(try await page.becomes("(\(outputOfA) ?? '').endsWith('row 30')", "true"))
            #expect(try await page.becomes("document.body.innerText.includes('The end.')", "true"))
            #expect(try await page.evaluate("document.getElementById('cell.b') === seen.b && seen.b.querySelector('details').open") == "true")
            #expect(try await page.evaluate("String(getSelection()) === seen.selection && seen.selection.length > 0") == "true")
            #expect(try await page.evaluate("Math.abs(seen.b.querySelector('details').getBoundingClientRect().top - seen.top) < 2") == "true")
            try await checkWhole(page, long)
        }
    }

    @Test func `text that grows keeps the selection in it`() async throws {
        try await withPage(try page([stream("one\n")])) { page, feed in
            _ = try await page.evaluate("(text => getSelection().setBaseAndExtent(text, 0, text, 3))(document.querySelector('#cell\\\\.a .stream').firstChild)")
            feed.publish(try self.page([stream("one\ntwo\n")]))
            #expect(try await page.becomes(outputOfA, "one\ntwo"))
            #expect(try await page.evaluate("getSelection()") == "one")
        }
    }

    @Test func `cells and prose come, go and change places`() async throws {
        try await withPage(try page([stream("one\n")])) { page, feed in
            let versions = [
                Samples.cell("z", "0") + Samples.cell("b", "2") + "Between.\n\n" + Samples.cell("a", "1"),
                "# Other\n\n## H\n\n" + Samples.cell("a", "let x = 1\nlet y = 2") + "## I\n\nText.\n",
                "```swift\n1\n```\n\n| a |\n|---|\n| 1 |\n\n```swift\n2\n```\n",
                "Only prose.\n",
                "# Title\n\n## H\n\n" + Samples.cell("a", "1") + "## J\n",
            ]
            for text in versions {
                let version = try Samples.page(text) { cells in
                    for index in cells.indices { cells[index].outputs = [stream("\(index)\n"), .error(CellFailure(name: "Trap", reason: "r\(index)"))] }
                }
                feed.publish(version)
                #expect(try await page.becomes("document.title + [...document.getElementById('main').children].length", "\(version.version.title)\(version.version.main.count)"))
                try await checkWhole(page, version)
            }
        }
    }

    @Test func `nothing that is shown runs, and the page may load nothing`() async throws {
        try await withPage(try page([stream("one\n")])) { page, feed in
            let script = "document.documentElement.dataset.pwned='1'"
            let attacks = "<script>\(script)</script><img src=x onerror=\"\(script)\"><svg onload=\"\(script)\"></svg>"
            feed.publish(try Samples.page("# Attacks\n\n\(attacks)\n\n" + Samples.cell("a", "1")) {
                $0[0].outputs = [.stream(.stdout, text: attacks), .displayData(MediaBundle(representations: [.init(type: "text/html", bytes: Array(attacks.utf8))]))]
            })
            // The first frame needs another policy, so the page is loaded again.
            #expect(try await page.becomes("document.querySelectorAll('iframe').length", "1"))
            #expect(try await page.evaluate("document.documentElement.dataset.pwned ?? 'safe'") == "safe")
            _ = try await page.evaluate("document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"\(script.replacing("'", with: "\\'"))\">')")
            #expect(try await page.evaluate("fetch('http://localhost:1/').catch(e => 'refused')") == "refused")
            #expect(try await page.evaluate("document.documentElement.dataset.pwned ?? 'safe'") == "safe")
        }
    }

    @Test func `a server that goes is missed, and found again`() async throws {
        let feed = VersionFeed(try page([stream("one\n")], notice: "Running a …"))
        let server = try await PreviewServer.start(port: 0, feed: feed)
        let page = try await BrowserPage(server.address, in: try #require(Chromium.installed))
        let notice = "(n => n.hidden ? '' : n.textContent)(document.getElementById('notice'))"
        #expect(try await page.becomes(notice, "Running a …"))
        await server.stop()
        #expect(try await page.becomes("\(notice).includes('has ended')", "true"))
        let later = VersionFeed(try self.page([stream("later\n")]))
        let next = try await Self.restart(server, feed: later)
        #expect(try await page.becomes(outputOfA, "later"))
        #expect(try await page.becomes(notice, ""))
        await next.stop()
    }

    /// On the port that the server had, which somebody who asked the system for any may have got for a moment.
    private static func restart(_ server: PreviewServer, feed: VersionFeed) async throws -> PreviewServer {
        for _ in 0..<100 {
            do {
                return try await PreviewServer.start(port: server.port, token: server.token, feed: feed)
            } catch PreviewError.portInUse {
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        return try await PreviewServer.start(port: server.port, token: server.token, feed: feed)
    }
}
